import { Tag, type Tone } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** A project of the sample on its way through the check. */
export interface SampleRow {
  readonly href: string;
  readonly congress: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly answered: string;
  readonly site: { readonly tone: Tone; readonly text: string };
  readonly findings: number;
}

/** The procedure of a year on its way through the check. */
export interface YearRow {
  readonly href: string;
  readonly name: string;
  readonly answered: string;
  readonly findings: number;
}

/** The drawn projects and the years, with what is still to be looked into. */
export function SampleCards(props: {
  readonly sample: readonly SampleRow[];
  readonly years: readonly YearRow[];
  /** Checked after an earlier draw and not in the sample that counts. */
  readonly earlier: readonly SampleRow[];
}) {
  return (
    <>
      <SampleTable caption={`抽中的项目（${props.sample.length} 个）`} rows={props.sample} />
      {props.earlier.length === 0 ? null : (
        <SampleTable
          caption={`重抽以前核查过、不在新名单里的项目（${props.earlier.length} 个，留存备查）`}
          rows={props.earlier}
        />
      )}
      <Table
        caption="程序核查（抽中项目所在的年度）"
        columns={[{ title: '单位和年度' }, { title: '清单' }, { title: '问题', numeric: true }]}
        rows={props.years.map((row) => [
          <a href={row.href}>{row.name}</a>,
          row.answered,
          row.findings,
        ])}
      />
    </>
  );
}

function SampleTable(props: { readonly caption: string; readonly rows: readonly SampleRow[] }) {
  return (
    <Table
      caption={props.caption}
      columns={[
        { title: '单位' },
        { title: '项目' },
        { title: '清单' },
        { title: '现场' },
        { title: '问题', numeric: true },
      ]}
      rows={props.rows.map((row) => [
        row.congress,
        <a href={row.href}>
          {row.year} 年第 {row.number} 号 {row.title}
        </a>,
        row.answered,
        <Tag tone={row.site.tone} text={row.site.text} />,
        row.findings,
      ])}
    />
  );
}
