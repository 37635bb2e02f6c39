import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Tag } from '../parts/notices.tsx';

/** The page of a congress: where am I, what is true now, what next. */
export function CongressPage(props: {
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
  readonly children: readonly { readonly href: string; readonly name: string }[];
  readonly staff: readonly string[];
  readonly reminders: readonly {
    readonly text: string;
    /** How far it has climbed. */
    readonly level: string;
    readonly late: boolean;
    readonly href: string;
  }[];
  readonly mayHold: boolean;
  readonly administers: boolean;
}) {
  const { base } = props;
  return (
    <Layout frame={props.frame} title={props.name} place={props.name}>
      <h1>{props.name}</h1>
      {props.term === null ? null : <p>{props.term}</p>}
      <div class="actions">
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
            <a class="btn quiet" href={`${base}/congresses`}>
              单位与届次
            </a>
          </>
        ) : null}
        <a class="btn quiet" href={`${base}/projects`}>
          民生实事项目
        </a>
        <a class="btn quiet" href={`${base}/lookbacks`}>
          回头看
        </a>
        <a class="btn quiet" href={`${base}/trail`}>
          留痕记录
        </a>
      </div>
      {props.reminders.length === 0 ? null : (
        <section class="card" id="reminders">
          <h2>提醒（{props.reminders.length} 件）</h2>
          <ul class="plain-list">
            {props.reminders.map((one) => (
              <li>
                <Tag tone={one.late ? 'stop' : 'warn'} text={`已提醒${one.level}`} />{' '}
                <a href={one.href}>{one.text}</a>
              </li>
            ))}
          </ul>
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
      {props.children.length === 0 ? null : (
        <section class="card">
          <h2>下级单位</h2>
          <ul class="plain-list">
            {props.children.map((one) => (
              <li>
                <a href={one.href}>{one.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {props.staff.length === 0 ? null : <p class="hint">{props.staff.join('、')}</p>}
    </Layout>
  );
}
