import { gradeNames } from '../../src/rules/grades.ts';
import { memberNames } from '../../src/rules/quorum.ts';
import { reasonsTogether, roundWords } from '../../src/rules/round-words.ts';
import type { ReportContent } from '../../src/stages/result/report-content.ts';
import { type PageFrame, PrintLayout } from '../layout.tsx';
import { inGroups } from '../parts/groups.ts';
import { SignatureBlock } from '../parts/paper.tsx';

const kinds = { first: '', reopened: '（重新计票）', recount: '（复核计票）' } as const;

/** The count report (计票结果报告单) as it is printed, signed and archived. */
export function ReportPrint(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly number: number;
  readonly fallen: boolean;
  readonly content: ReportContent;
  readonly hash: string;
  readonly countedAt: string;
}) {
  const { content, hash } = props;
  const members = memberNames[content.decision?.body ?? 'congress'];
  return (
    <PrintLayout frame={props.frame} title="计票结果报告单" back={props.back}>
      <article class="document report">
        <h1>计票结果报告单{kinds[content.kind]}</h1>
        <p class="subtitle">
          {content.meeting}　{content.sitting}
        </p>
        <p class="subtitle">
          {content.round}　第 {props.number} 份{props.fallen ? '　（签字已失效，保留备查）' : ''}
        </p>
        {content.reason === null ? null : <p>重新计票的原因：{content.reason}</p>}
        <table>
          <tbody>
            <tr>
              <th scope="row">应到{members}</th>
              <td>{content.due}</td>
              <th scope="row">实到{members}</th>
              <td>{content.present}</td>
              <th scope="row">请假</th>
              <td>{content.onLeave}</td>
            </tr>
            <tr>
              <th scope="row">{content.method === null ? '制作票码' : '印制选票'}</th>
              <td>{content.printed ?? content.electronic?.slipsMade}</td>
              <th scope="row">发出选票</th>
              <td>{content.issued}</td>
              <th scope="row">更换作废</th>
              <td>{content.spoiled ?? '—'}</td>
            </tr>
            <tr>
              <th scope="row">收回选票</th>
              <td>{content.returned}</td>
              <th scope="row">有效票</th>
              <td>{content.valid}</td>
              <th scope="row">废票</th>
              <td>{content.void}</td>
            </tr>
          </tbody>
        </table>
        <p>
          收回选票{(content.returned ?? 0) <= (content.issued ?? 0) ? '不多于' : '多于'}
          发出选票，本次投票
          {content.validity === true ? '有效' : '无效'}
          {content.validityReasons.length === 0
            ? ''
            : `：${reasonsTogether(content.validityReasons)}`}
          。{sizeOf(content)}
          {content.passing}，须 {content.threshold} 票。
        </p>
        {content.satisfaction === undefined ? (
          <Votes content={content} />
        ) : (
          <Grades satisfaction={content.satisfaction} />
        )}
        <Channels content={content} />
        <Electronic content={content} />
        <p>
          计票方法：{methodOf(content)}。计票完成：{props.countedAt}。
        </p>
        {content.warnings.length === 0 ? null : <p>提请注意：{content.warnings.join('')}</p>}
        <SignatureBlock
          signers={[
            { role: '总监票人', names: content.chief },
            { role: '监票人', names: content.scrutineers },
            ...(content.method === null ? [] : [{ role: '计票人', names: content.tellers }]),
          ]}
        />
        <p class="fingerprint">
          报告单短码：<strong>{hash.slice(0, 12)}</strong>　全码：{hash}
        </p>
        <p class="fingerprint">
          办法指纹：{content.ruleSheetHash.slice(0, 16)}
          {content.candidateListHash === null
            ? ''
            : `　名单指纹：${content.candidateListHash.slice(0, 16)}`}
          {'　留痕链首：'}
          {content.trailHead === null
            ? '—'
            : `第${content.trailHead.sequence}条 ${content.trailHead.hash.slice(0, 16)}`}
        </p>
      </article>
    </PrintLayout>
  );
}

/** What was voted on, and by which rule it was decided. */
function sizeOf({ satisfaction, decision, projects, places }: ReportContent): string {
  if (satisfaction !== undefined) return `测评 ${satisfaction.lines.length} 项。测评规则：`;
  if (decision !== undefined) return `表决调整 ${projects.length} 项，每项单独计算。通过条件：`;
  return `候选项目 ${projects.length} 个，应选 ${places} 个。通过条件：`;
}

/** The votes of each candidate, or on each adjustment. */
function Votes({ content }: { readonly content: ReportContent }) {
  const decision = content.decision !== undefined;
  const words = roundWords[decision ? 'decision' : 'vote'];
  const all = content.form === 'each';
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">{words.subject}</th>
          <th scope="col">赞成</th>
          {all ? <th scope="col">反对</th> : null}
          {all ? <th scope="col">弃权</th> : null}
          {decision ? null : <th scope="col">名次</th>}
          <th scope="col">结果</th>
        </tr>
      </thead>
      <tbody>
        {content.projects.map((one) => (
          <tr>
            <td>{one.number}</td>
            <td>{one.title}</td>
            <td>{one.for}</td>
            {all ? <td>{one.against}</td> : null}
            {all ? <td>{one.abstain}</td> : null}
            {decision ? null : <td>{one.rank ?? '—'}</td>}
            <td>
              {one.adopted === true
                ? words.adopted
                : one.adopted === null
                  ? '待定'
                  : words.rejected}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The grades of each project of a satisfaction test. */
function Grades(props: { readonly satisfaction: NonNullable<ReportContent['satisfaction']> }) {
  const { lines } = props.satisfaction;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">项目</th>
          <th scope="col">满意</th>
          <th scope="col">基本满意</th>
          <th scope="col">不满意</th>
          <th scope="col">未评</th>
          <th scope="col">测评结果</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr>
            <td>{one.number}</td>
            <td>{one.title}</td>
            <td>{one.satisfied}</td>
            <td>{one.fairly_satisfied}</td>
            <td>{one.dissatisfied}</td>
            <td>{one.ungraded}</td>
            <td>
              {one.verdict === null ? '—' : gradeNames[one.verdict]}
              {one.doubtful ? '（合计与其他行不同）' : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const channelNames = { paper: '纸质票', electronic: '电子票' } as const;

function methodOf({ method, batches, differencesSettled, electronic }: ReportContent): string {
  const paper =
    method === null
      ? []
      : [
          `${method === 'papers' ? '逐张双人录入' : '正字双人登记'}，共 ${batches} 捆，核对处理不一致 ${differencesSettled} 处`,
        ];
  const box = electronic == null ? [] : ['电子票由监票人共同开箱，逐张核验选票和证明后得出总数'];
  return [...paper, ...box].join('；');
}

type ChannelLine = NonNullable<ReportContent['channels']>[number]['projects'][number];

function votesInWords({ number, grades, ...votes }: ChannelLine, decision: boolean): string {
  if (grades === undefined) {
    const others = decision ? `·${votes.against}·${votes.abstain}` : '';
    return `${number}号${votes.for}${others}`;
  }
  return `${number}号${grades.satisfied}·${grades.fairly_satisfied}·${grades.dissatisfied}`;
}

function channelHead({ satisfaction, decision }: ReportContent): string {
  if (satisfaction !== undefined) return '各项目满意·基本满意·不满意';
  return decision === undefined ? '各项目赞成' : '各事项赞成·反对·弃权';
}

/** Each channel apart: its papers or ballots, and the votes for each project. */
function Channels({ content }: { readonly content: ReportContent }) {
  const channels = content.channels ?? [];
  if (channels.length < 2) return null;
  return (
    <table>
      <caption>两种方式分别计数</caption>
      <thead>
        <tr>
          <th scope="col">方式</th>
          <th scope="col">发出</th>
          <th scope="col">收回</th>
          <th scope="col">有效</th>
          <th scope="col">废票</th>
          <th scope="col">
            {channelHead(content)}
            （按编号）
          </th>
        </tr>
      </thead>
      <tbody>
        {channels.map((one) => (
          <tr>
            <td>{channelNames[one.name]}</td>
            <td>{one.issued}</td>
            <td>{one.returned}</td>
            <td>{one.valid ?? '—'}</td>
            <td>{one.void ?? '—'}</td>
            <td>
              {one.state === 'void'
                ? '作废，没有计票'
                : one.projects
                    .map((line) => votesInWords(line, content.decision !== undefined))
                    .join('，')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Electronic({ content }: { readonly content: ReportContent }) {
  const { electronic } = content;
  if (electronic == null) return null;
  return (
    <>
      <p>
        电子票：制作票码 {electronic.slipsMade} 份，发出 {electronic.slipsIssued} 份，作废{' '}
        {electronic.slipsVoid} 份；票箱内 {electronic.ballots} 张。设置指纹：
        <strong>{inGroups(electronic.fingerprint)}</strong>。
        {content.kind === 'first' ? '' : '电子票不重新计票，已重新核验，全部通过。'}
      </p>
      <p class="fingerprint">票箱文件全码：{electronic.archiveHash}</p>
      <p class="fingerprint">强证明全码：{electronic.proofsHash}</p>
      {electronic.paperSheetHash === null ? null : (
        <p class="fingerprint">开箱前封定的纸质票合计表：{electronic.paperSheetHash}</p>
      )}
    </>
  );
}
