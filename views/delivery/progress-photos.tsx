import {
  ActFields,
  ErrorSummary,
  FileField,
  formAmongMany,
  RadioField,
  SelectField,
  TextField,
} from '../parts/fields.tsx';
import { PlaceFields } from '../parts/on-site.tsx';
import { WithdrawForm, WithdrawnNote } from '../parts/withdraw.tsx';
import type { ProgressPageProps } from './progress-page.tsx';
import type { SitePhoto } from './site-photos.tsx';

/** A photo of the site as its workers see it. */
export type StaffPhoto = SitePhoto & { readonly actId: string };

/** A photo is added. */
export function NewPhoto(props: ProgressPageProps) {
  const { page, sent, milestones } = props;
  const form = formAmongMany(sent, 'add-photo', null, { occasion: 'progress' });
  return (
    <form
      method="post"
      action={`${page.base}/progress/add-photo`}
      enctype="multipart/form-data"
      class="card"
    >
      <h2>现场照片</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[1]} />
      <FileField
        form={form}
        name="photo"
        label="照片"
        hint="拍摄时间和位置读出来另外记下，保存的照片里不再带这些信息"
        accept="image/*"
      />
      <RadioField
        form={form}
        name="occasion"
        label="照片拍的是"
        choices={[
          { value: 'before', text: '开工前' },
          { value: 'progress', text: '施工中' },
          { value: 'milestone', text: '节点完成' },
          { value: 'acceptance', text: '验收' },
        ]}
      />
      {milestones.length === 0 ? null : (
        <SelectField
          form={form}
          name="milestone_id"
          label="属于哪个节点"
          required={false}
          choices={milestones.map((one) => ({ value: one.id, text: one.title }))}
          empty="不属于某个节点"
        />
      )}
      <TextField form={form} name="caption" label="说明" required={false} />
      <PlaceFields form={form} />
      <button class="btn" type="submit">
        增加照片
      </button>
    </form>
  );
}

/** The site's photos, each with the form that takes it down or puts it back. */
export function PhotosToTakeDown(props: ProgressPageProps) {
  const { page, photos } = props;
  if (photos.length === 0) return null;
  return (
    <section class="card">
      <h2>已有的照片</h2>
      <p class="hint">照片拍到人脸、车牌等不该公开的内容，或者传错了的，请撤下。</p>
      <ul class="photos">
        {photos.map((one) => (
          <li>
            <figure>
              <img src={`${page.base}/photos/${one.id}`} alt={one.caption} loading="lazy" />
              <figcaption>{one.caption}</figcaption>
            </figure>
            {one.takenDown === null ? null : (
              <WithdrawnNote withdrawn={one.takenDown} word="已撤下" />
            )}
            <WithdrawForm
              action={`${page.base}/progress/${one.takenDown === null ? 'take-down-photo' : 'put-back-photo'}`}
              kind={one.takenDown === null ? 'take-down-photo' : 'put-back-photo'}
              about={['photo_id', one.id]}
              sent={props.sent}
              actId={one.actId}
              what={one.caption}
              summary={one.takenDown === null ? '撤下这张照片' : '恢复公开'}
              button={one.takenDown === null ? '撤下' : '恢复公开'}
              hint={
                one.takenDown === null
                  ? '群众马上看不到；照片和原因留给工作人员查看'
                  : '群众又能看到'
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
