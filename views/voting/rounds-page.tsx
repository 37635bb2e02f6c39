import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState, SelectField } from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';

/** The rounds of a meeting; the earlier ones stay readable for ever. */
export function RoundsPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly form: FormState;
  readonly rounds: readonly {
    readonly href: string;
    readonly title: string;
    readonly state: string;
    readonly facts: string;
  }[];
  readonly mayCreate: boolean;
  /** Categories of a 分类式 ballot that have no round yet. */
  readonly categories: readonly string[];
  /** Where a satisfaction test is created; null where the rule sheet knows none. */
  readonly testPath: string | null;
  /** Where adjustments are put to the vote; null while there is no rule sheet. */
  readonly decisionPath: string | null;
  /** Where the keys of electronic ballots are made; null in a vote on paper. */
  readonly keys: string | null;
  readonly actId: string;
}) {
  const { page } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="票决">
      {props.rounds.length === 0 ? (
        <Empty>还没有票决轮次。名单封存、办法拟定后，在这里建立。</Empty>
      ) : null}
      {props.rounds.map((round) => (
        <section class="card">
          <h2>
            <a href={round.href}>{round.title}</a> <Tag tone="info" text={round.state} />
          </h2>
          <p>{round.facts}</p>
        </section>
      ))}
      {page.clerk && props.testPath !== null ? (
        <p>
          <a href={props.testPath}>建立满意度测评（对已确定的项目打等次）</a>
        </p>
      ) : null}
      {page.clerk && props.decisionPath !== null ? (
        <p>
          <a href={props.decisionPath}>建立项目调整表决（调整、暂停、终止、恢复）</a>
        </p>
      ) : null}
      {props.keys === null ? null : (
        <p>
          <a href={props.keys}>电子票的钥匙和监票人的设备</a>
        </p>
      )}
      {page.clerk && props.mayCreate ? (
        <form method="post" action={`${page.base}/rounds`} class="card">
          <ErrorSummary form={props.form} />
          <h2>建立票决轮次</h2>
          <p>按票决办法和已封存的候选项目名单建立，应选数、划法、颜色都取自办法。</p>
          <ActFields actId={props.actId} />
          {props.categories.length === 0 ? null : (
            <SelectField
              form={props.form}
              name="category"
              label="类别"
              hint="每个类别各建一轮、各印一种颜色的选票，可以同时发出"
              choices={props.categories.map((name) => ({ value: name, text: name }))}
            />
          )}
          <button class="btn" type="submit">
            建立票决轮次
          </button>
        </form>
      ) : null}
    </MeetingShell>
  );
}
