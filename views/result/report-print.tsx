import type { ReportContent } from '../../src/stages/result/report-content.ts';
import { type PageFrame, PrintLayout } from '../layout.tsx';
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
  const all = content.form === 'each';
  return (
    <PrintLayout frame={props.frame} title="计票结果报告单" back={props.back}>
      <article class="document report">
        <h1>计票结果报告单{kinds[content.kind]}</h1>
        <p class="subtitle">
          {content.congress}　{content.meeting}　{content.sitting}
        </p>
        <p class="subtitle">
          {content.round}　第 {props.number} 份{props.fallen ? '　（签字已失效，保留备查）' : ''}
        </p>
        {content.reason === null ? null : <p>重新计票的原因：{content.reason}</p>}
        <table>
          <tbody>
            <tr>
              <th scope="row">应到代表</th>
              <td>{content.due}</td>
              <th scope="row">实到代表</th>
              <td>{content.present}</td>
              <th scope="row">请假</th>
              <td>{content.onLeave}</td>
            </tr>
            <tr>
              <th scope="row">印制选票</th>
              <td>{content.printed}</td>
              <th scope="row">发出选票</th>
              <td>{content.issued}</td>
              <th scope="row">更换作废</th>
              <td>{content.spoiled}</td>
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
          {content.validityReasons.length === 0 ? '' : `（${content.validityReasons.join('；')}）`}
          。 候选项目 {content.projects.length} 个，应选 {content.places} 个。通过条件：
          {content.passing}，须 {content.threshold} 票。
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">候选项目</th>
              <th scope="col">赞成</th>
              {all ? <th scope="col">反对</th> : null}
              {all ? <th scope="col">弃权</th> : null}
              <th scope="col">名次</th>
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
                <td>{one.rank ?? '—'}</td>
                <td>{one.adopted === true ? '入选' : one.adopted === null ? '待定' : '未入选'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          计票方法：{content.method === 'papers' ? '逐张双人录入' : '正字双人登记'}，共{' '}
          {content.batches} 捆，核对处理不一致 {content.differencesSettled} 处。计票完成：
          {props.countedAt}。
        </p>
        <SignatureBlock
          signers={[
            { role: '总监票人', names: content.chief },
            { role: '监票人', names: content.scrutineers },
            { role: '计票人', names: content.tellers },
          ]}
        />
        <p class="fingerprint">
          报告单短码：<strong>{hash.slice(0, 12)}</strong>　全码：{hash}
        </p>
        <p class="fingerprint">
          办法指纹：{content.ruleSheetHash.slice(0, 16)}　名单指纹：
          {(content.candidateListHash ?? '—').slice(0, 16)}　留痕链首：
          {content.trailHead === null
            ? '—'
            : `第${content.trailHead.sequence}条 ${content.trailHead.hash.slice(0, 16)}`}
        </p>
      </article>
    </PrintLayout>
  );
}
