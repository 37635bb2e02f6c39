import type { Lateness } from '../../src/rules/rectification.ts';
import { LatenessTag } from '../delivery/lateness-tag.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { StageBar, type Step } from '../parts/steps.tsx';

/** Where the year of a congress stands. */
export interface YearStanding {
  readonly year: number;
  readonly stages: readonly Step[];
  readonly next: { readonly step: string; readonly why: string };
  readonly late: readonly { readonly text: string; readonly href: string | null }[];
  readonly questions: number;
  /** Indicators that have nothing to look at, which is no pass. */
  readonly withoutData: number;
  readonly indicators: string;
}

interface CongressPageProps {
  readonly frame: PageFrame;
  readonly name: string;
  readonly base: string;
  readonly term: string | null;
  readonly meetings: readonly {
    readonly href: string;
    readonly name: string;
    readonly when: string;
    readonly state: string;
  }[];
  readonly below: readonly { readonly href: string; readonly name: string }[];
  readonly staff: readonly string[];
  readonly reminders: readonly Reminder[];
  /** What waits for the viewer, who is the clerk. */
  readonly waiting: readonly {
    readonly text: string;
    readonly href: string;
    /** What was reminded of about it. */
    readonly reminder: { readonly lateness: Lateness; readonly climbed: string | null } | null;
  }[];
  readonly mayHold: boolean;
  /** Whether the viewer is a deputy here, who has tasks. */
  readonly deputy: boolean;
  /** Whether the viewer reads service records here: their own, or all as the clerk. */
  readonly holdsRecord: boolean;
  /** Whether the viewer prepares the appraisal of departments here. */
  readonly appraises: boolean;
  /** Whether the viewer may read the trail. */
  readonly trail: boolean;
  readonly administers: boolean;
  readonly keepsDepartments: boolean;
  /** The newest year; null where there is none yet. */
  readonly standing: YearStanding | null;
  /** Rounds that are being held or counted now. */
  readonly running: readonly {
    readonly href: string;
    readonly title: string;
    readonly state: string;
  }[];
  /** The overview of the places below; null where there are none or the viewer may not see it. */
  readonly overview: string | null;
}

/** The page of a congress: where am I, what is true now, what next. */
export function CongressPage(props: CongressPageProps) {
  const { base, standing } = props;
  return (
    <Layout frame={props.frame} title={props.name} place={props.name}>
      <h1>{props.name}</h1>
      {props.term === null ? null : <p>{props.term}</p>}
      {props.running.length === 0 ? null : (
        <section class="card next">
          <h2>正在进行</h2>
          <ul class="plain-list">
            {props.running.map((one) => (
              <li>
                <a href={one.href}>{one.title}</a> <Tag tone="info" text={one.state} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {standing === null ? null : <Standing standing={standing} />}
      {props.waiting.length === 0 ? null : <Waiting items={props.waiting} />}
      <div class="actions doors">
        {props.deputy ? (
          <a class="btn" href={`${base}/tasks`}>
            我的任务
          </a>
        ) : null}
        {props.mayHold ? (
          <a class="btn" href={`${base}/meetings/new`}>
            新建会议
          </a>
        ) : null}
        {props.administers ? (
          <>
            <a class="btn quiet" href={`${base}/people`}>
              人员与角色
            </a>
            {props.keepsDepartments ? (
              <a class="btn quiet" href={`${base}/departments`}>
                承办单位
              </a>
            ) : null}
            <a class="btn quiet" href={`${base}/congresses`}>
              单位与届次
            </a>
          </>
        ) : null}
        {props.overview === null ? null : (
          <a class="btn quiet" href={props.overview}>
            下级一览
          </a>
        )}
        <a class="btn quiet" href={`${base}/projects`}>
          民生实事项目
        </a>
        <a class="btn quiet" href={`${base}/supervision`}>
          监督
        </a>
        <a class="btn quiet" href={`${base}/lookbacks`}>
          回头看
        </a>
        {props.holdsRecord ? (
          <a class="btn quiet" href={`${base}/service`}>
            履职档案
          </a>
        ) : null}
        <a class="btn quiet" href={`${base}/year-report`}>
          年度报告
        </a>
        {props.appraises ? (
          <a class="btn quiet" href={`${base}/appraisal`}>
            部门工作评议
          </a>
        ) : null}
        <a class="btn quiet" href={base.replace('/c/', '/p/')}>
          公开页
        </a>
        <a class="btn quiet" href={`${base.replace('/c/', '/p/')}/bundles`}>
          审计资料包
        </a>
        {props.trail ? (
          <a class="btn quiet" href={`${base}/trail`}>
            留痕记录
          </a>
        ) : null}
      </div>
      {props.reminders.length === 0 ? null : (
        <section class="card" id="reminders">
          <h2>提醒（{props.reminders.length} 件）</h2>
          <Reminders reminders={props.reminders.slice(0, 5)} />
          {props.reminders.length <= 5 ? null : (
            <details>
              <summary>另有{props.reminders.length - 5}件</summary>
              <Reminders reminders={props.reminders.slice(5)} />
            </details>
          )}
        </section>
      )}
      <section class="card">
        <h2>会议</h2>
        {props.meetings.length === 0 ? <Empty>还没有会议。</Empty> : null}
        <ul class="plain-list">
          {props.meetings.map((one) => (
            <li>
              <a href={one.href}>{one.name}</a>　{one.when} <Tag tone="info" text={one.state} />
            </li>
          ))}
        </ul>
      </section>
      {props.below.length === 0 ? null : (
        <section class="card">
          <h2>下级单位</h2>
          <ul class="plain-list">
            {props.below.map((one) => (
              <li>
                <a href={one.href}>{one.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {props.staff.length === 0 ? null : <p class="hint">{props.staff.join('；')}</p>}
    </Layout>
  );
}

/** What waits for the clerk; the first few are open. */
function Waiting({ items }: { readonly items: CongressPageProps['waiting'] }) {
  const list = (some: typeof items) => (
    <ul class="plain-list">
      {some.map((one) => (
        <li>
          <a href={one.href}>{one.text}</a>
          {one.reminder === null ? null : (
            <>
              {' '}
              <LatenessTag lateness={one.reminder.lateness} />
              {one.reminder.climbed === null ? null : (
                <small class="muted"> 已提醒{one.reminder.climbed}</small>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <section class="card" id="waiting">
      <h2>等您办理（{items.length} 件）</h2>
      {list(items.slice(0, 5))}
      {items.length <= 5 ? null : (
        <details>
          <summary>另有{items.length - 5}件</summary>
          {list(items.slice(5))}
        </details>
      )}
    </section>
  );
}

/** A reminder that is open: what, how far it has climbed, where it is dealt with. */
interface Reminder {
  readonly text: string;
  readonly level: string;
  readonly late: boolean;
  readonly href: string;
}

function Reminders({ reminders }: { readonly reminders: readonly Reminder[] }) {
  return (
    <ul class="plain-list">
      {reminders.map((one) => (
        <li>
          <Tag tone={one.late ? 'stop' : 'warn'} text={`已提醒${one.level}`} />{' '}
          <a href={one.href}>{one.text}</a>
        </li>
      ))}
    </ul>
  );
}

function LateList({ late }: { readonly late: YearStanding['late'] }) {
  return (
    <ul class="plain-list">
      {late.map(({ text, href }) => (
        <li>{href === null ? text : <a href={href}>{text}</a>}</li>
      ))}
    </ul>
  );
}

function Standing({ standing }: { readonly standing: YearStanding }) {
  const { next, late, questions } = standing;
  return (
    <section class="card next" aria-labelledby="year-standing">
      <h2 id="year-standing">
        {standing.year}年下一步：{next.step}
      </h2>
      <p>{next.why}</p>
      <StageBar stages={standing.stages} />
      {late.length === 0 ? null : (
        <>
          <h3>
            已逾期 <Tag tone="warn" text={`${late.length}件`} />
          </h3>
          <LateList late={late.slice(0, 5)} />
          {late.length <= 5 ? null : (
            <details>
              <summary>另有{late.length - 5}件</summary>
              <LateList late={late.slice(5)} />
            </details>
          )}
        </>
      )}
      <p>
        <a href={standing.indicators}>形式主义风险提示</a>：
        {questions === 0 ? '现有记录没有提出问题' : `${questions}条要说明`}
        {standing.withoutData === 0 ? '' : `；${standing.withoutData}条没有数据，不算通过`}
      </p>
    </section>
  );
}
