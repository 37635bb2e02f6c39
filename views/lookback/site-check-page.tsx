import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  FileField,
  type FormState,
  RadioField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { KeptOnPhone, PlaceFields } from '../parts/on-site.tsx';
import type { LookbackPlace } from './programme-props.ts';

/** The photo of the acceptance: who comes to the site takes another from the same spot. */
export interface AcceptancePhoto {
  readonly href: string;
  readonly caption: string;
}

/** The form of a site check, made for a phone in the hand. */
export function SiteCheckPage(props: {
  readonly frame: PageFrame;
  readonly place: LookbackPlace;
  readonly programme: string;
  readonly project: { readonly title: string; readonly detail: string; readonly href: string };
  readonly acceptance: AcceptancePhoto | null;
  readonly form: FormState;
  readonly actId: string;
  /** Who checks: another person on the same phone never sends what they wrote. */
  readonly writer: string;
}) {
  const { place, project, form, acceptance } = props;
  const address = `${project.href}/site`;
  return (
    <Layout
      frame={props.frame}
      title="现场核查"
      place={place.congress}
      crumbs={[
        { text: props.programme, href: place.here },
        { text: project.title, href: project.href },
      ]}
      script={props.frame.assets.siteCheck}
    >
      <h1>现场核查</h1>
      <KeptOnPhone />
      <p>
        <strong>{project.title}</strong>
        <br />
        {project.detail}
      </p>
      {(form.typed.finding_id ?? '') === '' ? null : (
        <p>这是整改以后的再次核查，会和第一次的照片并排放在问题页上。</p>
      )}
      {acceptance === null ? null : (
        <figure class="site-photo">
          <img src={acceptance.href} alt={`验收时的照片：${acceptance.caption}`} />
          <figcaption>{acceptance.caption}。请站在同一个位置再拍一张。</figcaption>
        </figure>
      )}
      <form
        id="offline-form"
        method="post"
        action={address}
        enctype="multipart/form-data"
        class="card"
        data-writer={props.writer}
        data-worker={`${address}/worker`}
        data-title={project.title}
      >
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <input type="hidden" name="finding_id" value={form.typed.finding_id ?? ''} />
        <RadioField
          form={form}
          name="works"
          label="还在不在、好不好用？"
          choices={[
            { value: 'works', text: '完好可用' },
            { value: 'partly', text: '部分能用' },
            { value: 'broken', text: '坏了不能用' },
            { value: 'gone', text: '已经没有了' },
          ]}
        />
        <RadioField
          form={form}
          name="maintained"
          label="有没有人管护？"
          choices={[
            { value: 'yes', text: '有人管护' },
            { value: 'unclear', text: '说不清谁管护' },
            { value: 'no', text: '无人管护' },
          ]}
        />
        <TextField
          form={form}
          name="maintainer"
          label="谁在管护"
          hint="单位或岗位；有人管护的必填"
          required={false}
          maxlength={200}
        />
        <FileField
          form={form}
          name="photo"
          label="照片"
          hint="和验收时同一个位置。照片里的位置、时间等信息存前都会去掉"
          accept="image/*"
          required={false}
        />
        <CheckboxField
          form={form}
          name="keep_photo_place"
          label="照片里的位置"
          required={false}
          choices={[{ value: 'yes', text: '没有另外定位的，记下拍照时的位置' }]}
        />
        <PlaceFields form={form} />
        <TextArea form={form} name="note" label="看到了什么" rows={4} />
        <StatedTimeField form={form} />
        <p id="note-said" role="status" aria-live="polite" />
        <button class="btn" type="submit">
          保存现场核查
        </button>
      </form>
      <p>
        <a href={project.href}>看这个项目的核查结果</a>
      </p>
    </Layout>
  );
}
