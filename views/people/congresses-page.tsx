import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';

/** A term, the newest first; `endHref` where a former one has not been ended yet. */
interface Term {
  readonly text: string;
  readonly ended: string | null;
  readonly endHref: string | null;
}

/** The congresses below one, and its terms. */
export function CongressesPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly kind: string; readonly href: string };
  readonly below: readonly { readonly name: string; readonly href: string }[];
  /** Whether the viewer may add a congress below. */
  readonly adds: boolean;
  readonly terms: readonly Term[];
  readonly form: FormState;
  readonly termForm: FormState;
  readonly actIds: readonly [string, string];
}) {
  const { congress, form, termForm } = props;
  const path = `${congress.href}/congresses`;
  const leaf = congress.kind === 'township' || congress.kind === 'street';
  return (
    <Layout
      frame={props.frame}
      title="单位与届次"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>单位与届次</h1>
      {congress.kind === 'installation' ? null : (
        <form method="post" action={`${path}/terms`} class="card">
          <ErrorSummary form={termForm} />
          <h2>届次</h2>
          {props.terms.length === 0 ? (
            <Empty>还没有建立届次。</Empty>
          ) : (
            <ul class="plain-list">
              {props.terms.map((one) => (
                <li>
                  {one.text}
                  {one.ended === null ? '' : `（${one.ended} 届满）`}{' '}
                  {one.endHref === null ? null : <a href={one.endHref}>结束{one.text}</a>}
                </li>
              ))}
            </ul>
          )}
          <ActFields actId={props.actIds[1]} />
          <TextField
            form={termForm}
            name="number"
            label="第几届"
            width="short"
            inputmode="numeric"
          />
          <TextField
            form={termForm}
            name="starts_on"
            label="本届开始日期"
            type="date"
            width="medium"
          />
          <TextField
            form={termForm}
            name="year"
            label="项目年度"
            width="short"
            inputmode="numeric"
          />
          <button class="btn" type="submit">
            建立届次
          </button>
        </form>
      )}
      {leaf ? null : (
        <>
          <section class="card">
            <h2>下级单位</h2>
            {props.below.length === 0 ? <Empty>还没有下级单位。</Empty> : null}
            <ul class="plain-list">
              {props.below.map((one) => (
                <li>
                  <a href={one.href}>{one.name}</a>
                </li>
              ))}
            </ul>
          </section>
          {props.adds ? (
            <form method="post" action={path} class="card">
              <ErrorSummary form={form} />
              <h2>添加下级单位</h2>
              <ActFields actId={props.actIds[0]} />
              <SelectField
                form={form}
                name="kind"
                label="层级"
                choices={[
                  { value: 'city', text: '设区的市' },
                  { value: 'county', text: '县（市、区）' },
                  { value: 'township', text: '乡镇' },
                  { value: 'street', text: '街道' },
                ]}
              />
              <TextField form={form} name="name" label="全称" hint="如“云溪镇人民代表大会”" />
              <TextField
                form={form}
                name="short_name"
                label="简称"
                hint="如“云溪镇”"
                width="medium"
              />
              <button class="btn" type="submit">
                添加单位
              </button>
            </form>
          ) : null}
        </>
      )}
    </Layout>
  );
}
