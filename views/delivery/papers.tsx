import { CheckboxField, FileField, type FormState } from '../parts/fields.tsx';

/** A paper or photo that was handed in with an entry. */
export interface PaperProps {
  readonly href: string;
  readonly fileName: string;
  readonly isPhoto: boolean;
  readonly published: boolean;
}

/** The papers of an entry; the names lead to the files. */
export function PaperList(props: { readonly papers: readonly PaperProps[] }) {
  if (props.papers.length === 0) return null;
  return (
    <ul class="plain-list papers">
      {props.papers.map((one) => (
        <li>
          <a href={one.href}>
            {one.isPhoto ? '照片' : '材料'}：{one.fileName}
          </a>
          {one.published ? <span class="small muted">（群众可见）</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Asks for papers and photos; the form must send files. */
export function PapersField(props: {
  readonly form: FormState;
  /** Whether the entry is one that everybody may read, so that its papers may be published. */
  readonly mayPublish?: boolean;
}) {
  const { form } = props;
  return (
    <>
      <FileField
        form={form}
        name="papers"
        label="材料或照片"
        hint="PDF 或照片，最多 5 份，每份 10 MB 以内；照片里的拍摄地点等信息会自动去掉"
        accept=".pdf,image/*"
        required={false}
        multiple
      />
      {props.mayPublish === true ? (
        <CheckboxField
          form={form}
          name="papers_public"
          label="公开材料"
          hint="公开前请看清：不能有身份证号、电话、病历等个人信息"
          required={false}
          choices={[{ value: 'yes', text: '群众在项目页面也能看到这些材料' }]}
        />
      ) : null}
    </>
  );
}
