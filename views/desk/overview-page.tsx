import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** One place at a glance. */
export interface ShownPlace {
  readonly name: string;
  readonly href: string;
  /** The page of its indicators; null where it has no year. */
  readonly indicators: string | null;
  /** The overview of what lies below it; null where nothing does. */
  readonly overview: string | null;
  /** Null where the year is not recorded. */
  readonly glance: {
    readonly stage: number;
    readonly stageName: string;
    readonly late: number;
    readonly questions: number;
    readonly answered: number;
    readonly overdueRectifications: number;
    readonly projects: number;
    readonly completed: number;
    readonly money: string;
    readonly verdicts: string;
    readonly dissatisfied: number;
  } | null;
  readonly below: {
    readonly places: number;
    readonly unrecorded: number;
    readonly late: number;
    readonly questions: number;
    readonly overdueRectifications: number;
    readonly projects: number;
    readonly completed: number;
    readonly verdicts: string;
  } | null;
}

/** One group of places of similar size. */
export interface ShownGroup {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly chosen: boolean;
}

/** All places under a county or a city at one glance. */
export function OverviewPage(props: {
  readonly frame: PageFrame;
  readonly name: string;
  readonly base: string;
  readonly year: number;
  readonly narrowed: string;
  readonly choices: {
    readonly years: readonly Choice[];
    readonly filters: readonly Choice[];
    readonly stages: readonly Choice[];
  };
  readonly totals: {
    readonly places: number;
    readonly late: number;
    readonly questions: number;
    readonly overdueRectifications: number;
    readonly dissatisfied: number;
  };
  readonly places: readonly ShownPlace[];
  readonly groups: readonly ShownGroup[];
  readonly exports: { readonly csv: string; readonly xlsx: string };
}) {
  const { totals } = props;
  return (
    <Layout
      frame={props.frame}
      title="下级一览"
      place={props.name}
      crumbs={[{ text: props.name, href: props.base }]}
      wide
    >
      <h1>{props.year}年下级一览</h1>
      <div class="figures">
        <Figure label="单位" value={totals.places} />
        <Figure label="逾期" value={totals.late} tone={totals.late > 0 ? 'warn' : 'plain'} />
        <Figure label="风险提示" value={totals.questions} />
        <Figure label="整改逾期" value={totals.overdueRectifications} />
        <Figure label="“不满意”项目" value={totals.dissatisfied} />
      </div>
      <Narrow choices={props.choices} />
      <p>
        {props.narrowed}：{props.places.length}个单位。提示只提问题，不是结论，更不是排名。
      </p>
      <div class="actions">
        <a class="btn quiet" href={props.exports.xlsx}>
          导出 Excel
        </a>
        <a class="btn quiet" href={props.exports.csv}>
          导出 CSV
        </a>
      </div>
      {props.places.length === 0 ? <Empty>没有这样的单位。换一个条件再看。</Empty> : null}
      <TileGrid places={props.places} />
      <PlaceTable places={props.places} />
      <BelowTable places={props.places} />
      <FairTables groups={props.groups} />
    </Layout>
  );
}

function Narrow({ choices }: Pick<Parameters<typeof OverviewPage>[0], 'choices'>) {
  const select = (name: string, label: string, options: readonly Choice[]) => (
    <label>
      {label}
      <select class="input" name={name}>
        {options.map((one) => (
          <option value={one.value} selected={one.chosen}>
            {one.text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form method="get" class="narrowing">
      {select('year', '年度', choices.years)}
      {select('show', '只看', choices.filters)}
      {select('stage', '环节', choices.stages)}
      <button class="btn quiet" type="submit">
        筛选
      </button>
    </form>
  );
}

/** The most pressing thing of a place, by word, shape and colour. */
function pressing(place: ShownPlace): { tone: 'warn' | 'stop' | 'info' | 'plain'; text: string } {
  const { glance, below } = place;
  if ((glance?.overdueRectifications ?? 0) > 0) return { tone: 'stop', text: '整改逾期' };
  if ((below?.overdueRectifications ?? 0) > 0) return { tone: 'stop', text: '下辖整改逾期' };
  if (glance !== null && glance.late > 0) return { tone: 'warn', text: `逾期 ${glance.late} 件` };
  if (below !== null && below.late > 0) {
    return { tone: 'warn', text: `下辖逾期 ${below.late} 件` };
  }
  if (glance === null) return { tone: 'plain', text: '没有记录' };
  if (glance.questions > 0) return { tone: 'info', text: `提示 ${glance.questions} 条` };
  return { tone: 'plain', text: '没有逾期' };
}

/** How many of how many projects are completed. */
function completedOf(one: { readonly projects: number; readonly completed: number }): string {
  return one.projects === 0 ? '没有项目' : `${one.completed}/${one.projects}完工`;
}

/** A schematic grid in the order of names: where a place lies on a map is not drawn. */
function TileGrid({ places }: { readonly places: readonly ShownPlace[] }) {
  return (
    <ul class="tile-grid" aria-label="示意图：每格一个单位，按名称排列，不表示位置">
      {places.map((place) => {
        const { tone, text } = pressing(place);
        return (
          <li class={tone}>
            <a href={place.href}>{place.name}</a>
            <span class="small">
              {place.glance === null
                ? ''
                : `${place.glance.stage} ${place.glance.stageName} · ${completedOf(place.glance)}`}
            </span>
            <Tag tone={tone} text={text} />
          </li>
        );
      })}
    </ul>
  );
}

function PlaceTable({ places }: { readonly places: readonly ShownPlace[] }) {
  const unknown = '没有数据';
  return (
    <Table
      caption="逐个单位"
      compact
      columns={[
        ...[{ title: '单位' }, { title: '环节' }, { title: '完工/项目', numeric: true }],
        ...[
          { title: '总投资', numeric: true },
          { title: '逾期', numeric: true },
        ],
        ...[
          { title: '提示（已说明）', numeric: true },
          { title: '整改逾期', numeric: true },
        ],
        { title: '满意度测评' },
      ]}
      rows={places.map((place) => {
        const { glance } = place;
        return [
          <a href={place.href}>{place.name}</a>,
          glance === null ? unknown : `${glance.stage} ${glance.stageName}`,
          glance === null ? unknown : sharesOf(glance),
          glance?.money ?? unknown,
          glance === null ? unknown : String(glance.late),
          glance === null || place.indicators === null ? (
            unknown
          ) : (
            <a href={place.indicators}>
              {glance.questions}条（{glance.answered}）
            </a>
          ),
          glance === null ? unknown : String(glance.overdueRectifications),
          glance?.verdicts ?? unknown,
        ];
      })}
    />
  );
}

function sharesOf(one: { readonly projects: number; readonly completed: number }): string {
  return one.projects === 0 ? '没有项目' : `${one.completed}/${one.projects}`;
}

/** What lies under each place of a city's overview; places without a record of the year are said to be so. */
function BelowTable({ places }: { readonly places: readonly ShownPlace[] }) {
  if (places.every(({ below }) => below === null)) return null;
  return (
    <Table
      caption="各单位的下辖单位合计"
      compact
      columns={[
        ...[{ title: '单位' }, { title: '下辖' }, { title: '完工/项目', numeric: true }],
        ...[
          { title: '逾期', numeric: true },
          { title: '提示', numeric: true },
        ],
        ...[{ title: '整改逾期', numeric: true }, { title: '满意度测评' }],
      ]}
      rows={places.map(({ name, below, overview }) =>
        below === null || overview === null
          ? [name, '没有下辖单位', '—', '—', '—', '—', '—']
          : [
              name,
              <a href={overview}>
                {below.places}个{below.unrecorded === 0 ? '' : `（${below.unrecorded}个没有记录）`}
              </a>,
              sharesOf(below),
              ...[below.late, below.questions, below.overdueRectifications].map(String),
              below.verdicts,
            ],
      )}
    />
  );
}

function FairTables({ groups }: { readonly groups: readonly ShownGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="card" aria-labelledby="fair">
      <h2 id="fair">规模相近的放在一起比</h2>
      <p class="hint">按项目总投资分组，组内按每个项目、每千万元比；单位按名称排列，不排名次。</p>
      {groups.map((group) => (
        <Table
          caption={`${group.name}（${group.rows.length}个）`}
          compact
          columns={[
            ...[{ title: '单位' }, { title: '总投资', numeric: true }],
            ...[
              { title: '完工', numeric: true },
              { title: '视察/项目', numeric: true },
            ],
            ...[
              { title: '意见/项目', numeric: true },
              { title: '视察/千万元', numeric: true },
            ],
            { title: '逾期/千万元', numeric: true },
          ]}
          rows={group.rows}
        />
      ))}
    </section>
  );
}
