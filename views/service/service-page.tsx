import type { ServiceRecord } from '../../src/desk/service/service-store.ts';
import type { ServiceFigures } from '../../src/desk/service/service-words.ts';
import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { YearLinks } from '../parts/years.tsx';

/** One deputy's service record of a year, with its sources. */
export function ServicePage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly name: string;
  readonly year: number;
  readonly years: readonly { readonly year: number; readonly href: string }[];
  readonly figures: ServiceFigures;
  readonly sittings: readonly (Omit<ServiceRecord['sittings'][number], 'attendance'> & {
    readonly attendance: string;
  })[];
  readonly suggestions: ServiceRecord['suggestions'];
  readonly visits: ServiceRecord['visits'];
  readonly opinions: ServiceRecord['opinions'];
  readonly trainings: ServiceRecord['trainings'];
  readonly documentHref: string;
  /** Where suggestions and trainings are entered; null for the deputy. */
  readonly enterHref: string | null;
}) {
  const { congress, figures, year } = props;
  const attended = figures.sittings === 0 ? null : `${figures.attended} / ${figures.sittings}`;
  return (
    <Layout
      frame={props.frame}
      title={`${props.name}的履职档案`}
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>
        {props.name}　{year}年履职档案
      </h1>
      <YearLinks years={props.years} shown={year} />
      <div class="figures">
        <Figure label="出席（次）" value={attended} />
        <Figure label="提出建议（件）" value={figures.raised} />
        <Figure label="附议（件）" value={figures.supported} />
        <Figure label="视察（次）" value={figures.visits} />
        <Figure label="意见（条）" value={figures.opinions} />
        <Figure label="培训（次）" value={figures.trainings} />
      </div>
      {figures.unknown === 0 ? null : (
        <p class="hint">
          {`另有 ${figures.unknown} 次会议没有结束或没有签到记录，不计为出席，也不计为缺席。`}
        </p>
      )}
      <div class="actions">
        <a class="btn" href={props.documentHref}>
          下载述职报告草稿（Word）
        </a>
        {props.enterHref === null ? null : (
          <a class="btn quiet" href={props.enterHref}>
            登记培训和建议
          </a>
        )}
      </div>
      <Part
        title="会议出席"
        source="来源：会议签到"
        empty="这一年没有会议。"
        last="出席情况"
        rows={props.sittings.map((one) => [
          dayInWords(one.day),
          `${one.meeting} ${one.sitting}`,
          one.attendance,
        ])}
      />
      <Part
        title="建议和附议"
        source="来源：逐条注明"
        empty="没有登记。"
        last="来源"
        rows={props.suggestions.map((one) => [
          dayInWords(one.day),
          `${one.kind === 'raised' ? '提出' : '附议'}：${one.title}`,
          one.source,
        ])}
      />
      <Part
        title="视察"
        source="来源：视察记录"
        empty="没有视察记录。"
        last="提出的要求"
        rows={props.visits.map((one) => [dayInWords(one.day), one.project, one.ask ?? '没有提出'])}
      />
      <Part
        title="意见"
        source="来源：意见办理记录"
        empty="没有提出意见。"
        first="编号"
        last="办理情况"
        rows={props.opinions.map((one) => [`第${one.number}号`, one.content, one.state])}
      />
      <Part
        title="培训"
        source="来源：逐条注明"
        empty="没有登记。"
        last="来源"
        rows={props.trainings.map((one) => [
          dayInWords(one.day),
          `${one.title}${one.hours === null ? '' : `（${Number(one.hours)}学时）`}`,
          one.source,
        ])}
      />
      <p class="hint">档案里没有任何与投票选择有关的内容：程序里没有从这里到选票的路。</p>
    </Layout>
  );
}

function Part(props: {
  readonly title: string;
  readonly source: string;
  readonly empty: string;
  /** What the first and the last column hold. */
  readonly first?: string;
  readonly last: string;
  readonly rows: readonly (readonly [string, string, string])[];
}) {
  return (
    <section class="card">
      <h2>{props.title}</h2>
      <p class="hint">{props.source}</p>
      {props.rows.length === 0 ? (
        <Empty>{props.empty}</Empty>
      ) : (
        <Table
          caption={props.title}
          captionUnseen
          columns={[{ title: props.first ?? '日期' }, { title: '内容' }, { title: props.last }]}
          rows={props.rows}
        />
      )}
    </section>
  );
}
