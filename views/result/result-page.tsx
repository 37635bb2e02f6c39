import { MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, formAmongMany, StatedTimeField } from '../parts/fields.tsx';
import { Figure, Notice, Tag } from '../parts/notices.tsx';
import { Announcements } from './announcements.tsx';
import { ChannelTable, ElectronicPart } from './electronic-part.tsx';
import { CountAgain, DestroyKeys, SealForm } from './result-later.tsx';
import type { ResultPageProps, ShownReport } from './result-props.ts';
import { ResultTable } from './result-table.tsx';
import { Signatures, SigningCode } from './signatures.tsx';
import { TieDecision } from './tie-decision.tsx';

/** Everything about the result of a round, in the order in which it happens. */
export function ResultPage(props: ResultPageProps) {
  const { page, round, report, holds } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={`${round.title}：结果`} wide>
      <p>
        <Tag tone="info" text={round.stateName} />
      </p>
      <SigningCode code={props.code} />
      {props.code === null ? <ToDo {...props} /> : null}
      {props.mayMakeReport ? <MakeReport {...props} /> : null}
      {report === null ? <NoReport {...props} /> : <Report {...props} report={report} />}
      {props.earlier.length === 0 ? null : (
        <section class="card">
          <h2>此前的报告单</h2>
          <ul class="plain-list">
            {props.earlier.map((one) => (
              <li>
                <a href={one.href}>{one.text}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {holds.counter && props.papers ? <SealForm {...props} /> : null}
      {holds.counter ? <CountAgain {...props} /> : null}
      <DestroyKeys {...props} />
    </MeetingShell>
  );
}

/** Where on this long page the next step is done: for whoever has a part in it. */
function ToDo(props: ResultPageProps) {
  const { report, round, holds } = props;
  if (report === null) return null;
  if (!report.complete && round.state === 'counted' && (holds.signer || holds.counter)) {
    return (
      <p>
        下一步：<a href="#signing">核对结果后签字</a>
      </p>
    );
  }
  if (round.state !== 'certified' || !(holds.chair || holds.clerk)) return null;
  return (
    <p>
      下一步：<a href="#declaring">{holds.chair ? '核对结果后宣布' : '核对结果后记录宣布'}</a>
    </p>
  );
}

/** What there is to say before a report was made: it depends on how far the count is. */
function NoReport(props: ResultPageProps) {
  const { round, base } = props;
  if (props.mayMakeReport) return null;
  return (
    <section class="card next">
      <h2>还没有计票结果</h2>
      <p>
        本轮{round.stateName}。{round.reason ?? ''}
      </p>
      <a class="btn quiet" href={base}>
        回本轮票决
      </a>
    </section>
  );
}

/** The count is finished and its report not made yet, perhaps beside that of an earlier count. */
function MakeReport(props: ResultPageProps) {
  const { base, holds } = props;
  const form = formAmongMany(props.sent, 'make-report');
  return (
    <section class="card next">
      <h2>计票完成，下一步：生成报告单</h2>
      {holds.counter ? (
        <form method="post" action={`${base}/make-report`}>
          <ErrorSummary form={form} />
          <ActFields actId={props.actId()} />
          <StatedTimeField form={form} />
          <button class="btn" type="submit">
            生成计票结果报告单
          </button>
        </form>
      ) : (
        <p>由监票人、计票人办理。</p>
      )}
    </section>
  );
}

function Report(props: ResultPageProps & { readonly report: ShownReport }) {
  const { report } = props;
  const { content } = report;
  const { headline, named } = report.words;
  return (
    <>
      <section class="card">
        <h2>{headline}</h2>
        {named === null ? null : <p>{named}。</p>}
        <div class="figures">
          <Figure label="发出" value={content.issued} />
          <Figure label="收回" value={content.returned} />
          <Figure label="有效" value={content.valid} />
          <Figure label="废票" value={content.void} />
          <Figure
            label={content.satisfaction === undefined ? '通过须' : '半数须'}
            value={content.threshold}
          />
        </div>
        <p>
          {content.satisfaction === undefined ? '通过条件' : '测评规则'}：{content.passing}。
          {content.satisfaction === undefined && content.decision === undefined ? report.next : ''}
        </p>
        {content.warnings.map((warning) => (
          <Notice tone="warn">
            <p>{warning}</p>
          </Notice>
        ))}
        <ResultTable content={content} />
        <ChannelTable content={content} />
        <div class="actions">
          <a class="btn quiet" href={report.href}>
            打印第 {report.number} 份报告单
          </a>
        </div>
        <p>
          报告单短码 <code>{report.hash.slice(0, 12)}</code>
        </p>
      </section>
      {content.electronic == null ? null : (
        <ElectronicPart part={content.electronic} links={props.box} />
      )}
      <Signatures {...props} report={report} />
      <Declare {...props} />
      {report.tie === null ? null : <TieDecision {...props} tie={report.tie} report={report} />}
      <NextRound {...props} report={report} />
      <Announcements {...props} report={report} />
    </>
  );
}

/** The chair declares; the clerk records that it was declared, with its time. */
function Declare(props: ResultPageProps & { readonly report: ShownReport }) {
  const { report, round, holds } = props;
  if (round.state !== 'certified' || !(holds.chair || holds.clerk)) return null;
  const form = formAmongMany(props.sent, 'declare-result');
  return (
    <form method="post" action={`${props.base}/declare-result`} class="card next" id="declaring">
      <ErrorSummary form={form} />
      <h2>{holds.chair ? '下一步：宣布结果' : '下一步：记录主持人已宣布'}</h2>
      <ActFields actId={props.actId()} />
      <input type="hidden" name="report_id" value={report.id} />
      <p>{report.result}。宣布后，重新计票须经主席团决定。</p>
      <StatedTimeField form={form} />
      <button class="btn" type="submit">
        {holds.chair ? '宣布结果' : '记录已宣布'}
      </button>
    </form>
  );
}

function NextRound(props: ResultPageProps & { readonly report: ShownReport }) {
  const follows = ['revote', 'second-round', 'revote-all'].includes(props.report.content.next);
  const declared = ['declared', 'announced', 'void'].includes(props.round.state);
  if (!follows || !declared || !props.holds.clerk) return null;
  if (props.followedBy !== null) {
    return (
      <section class="card next">
        <h2>下一轮已建立</h2>
        <a class="btn" href={props.followedBy.href}>
          去办理：{props.followedBy.title}
        </a>
      </section>
    );
  }
  return (
    <form method="post" action={`${props.base}/next-round`} class="card next">
      <h2>{props.report.next}</h2>
      <ActFields actId={props.actId()} />
      <button class="btn" type="submit">
        建立下一轮
      </button>
    </form>
  );
}
