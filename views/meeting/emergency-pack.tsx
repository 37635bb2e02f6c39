import { type PageFrame, PrintLayout } from '../layout.tsx';
import { SignatureBlock, TallyGrid } from '../parts/paper.tsx';

/** Everything that a meeting needs on paper when the electricity fails. */
export function EmergencyPack(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly meeting: string;
  readonly day: string;
  readonly due: number;
  readonly needed: number;
  readonly delegations: readonly {
    readonly name: string;
    readonly deputies: readonly {
      readonly position: number;
      readonly name: string;
      readonly unitAndPosition: string | null;
    }[];
  }[];
  readonly candidates: readonly { readonly number: number; readonly title: string }[];
  readonly columns: readonly string[];
  readonly places: number | null;
  /** The chair's words for the whole meeting, with blanks. */
  readonly script: readonly string[];
}) {
  const { meeting, delegations, candidates } = props;
  return (
    <PrintLayout frame={props.frame} title={`${meeting}应急包`} back={props.back}>
      {delegations.map((delegation) => (
        <article class="sheet">
          <h1>签到表：{delegation.name}</h1>
          <p class="subtitle">
            {meeting}　{props.day}　本团 {delegation.deputies.length} 人
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">序号</th>
                <th scope="col">姓名</th>
                <th scope="col">单位及职务</th>
                <th scope="col">签名</th>
                <th scope="col">时间</th>
              </tr>
            </thead>
            <tbody>
              {delegation.deputies.map((one) => (
                <tr>
                  <td>{one.position}</td>
                  <td>{one.name}</td>
                  <td>{one.unitAndPosition ?? ''}</td>
                  <td class="write" />
                  <td class="write" />
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
      {['第一次', '第二次'].map((time) => (
        <article class="sheet">
          <h1>正字计票表（{time}）</h1>
          <p class="subtitle">{meeting}</p>
          <p class="subtitle">第＿＿捆，共＿＿张，其中废票＿＿张　计票人＿＿＿＿　唱票人＿＿＿＿</p>
          <TallyGrid rows={candidates} columns={props.columns} />
        </article>
      ))}
      <article class="sheet">
        <h1>计票结果报告单</h1>
        <p class="subtitle">
          {meeting}　{props.day}
        </p>
        <p>
          应到代表 {props.due} 人，实到＿＿人（须 {props.needed}{' '}
          人以上），请假＿＿人。印制选票＿＿张，发出＿＿张，更换作废＿＿张，收回＿＿张；有效票＿＿张，废票＿＿张。
          应选 {props.places ?? '＿＿'} 个，通过须＿＿票。
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">候选项目</th>
              {props.columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
              <th scope="col">名次</th>
              <th scope="col">结果</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <tr>
                <td>{one.number}</td>
                <td>{one.title}</td>
                {props.columns.map(() => (
                  <td class="write" />
                ))}
                <td class="write" />
                <td class="write" />
              </tr>
            ))}
          </tbody>
        </table>
        <SignatureBlock
          signers={[
            { role: '总监票人', names: [] },
            { role: '监票人', names: [] },
            { role: '计票人', names: [] },
          ]}
        />
      </article>
      <article class="sheet">
        <h1>主持词</h1>
        {props.script.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        <p>会后请用“补录”把以上每一步及其实际时间录入系统，原始纸张扫描存档。</p>
      </article>
    </PrintLayout>
  );
}
