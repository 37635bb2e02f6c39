import { MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, TextField } from '../parts/fields.tsx';
import { Figure, Notice, Tag } from '../parts/notices.tsx';
import { ChannelTable, ElectronicPart } from './electronic-part.tsx';
import { CountAgain, DestroyKeys, SealForm } from './result-later.tsx';
import type { ResultPageProps, ShownReport, ShownSigner } from './result-props.ts';
import { ResultTable } from './result-table.tsx';
import { TieDecision } from './tie-decision.tsx';

const roleNames = { chief_scrutineer: '总监票人', scrutineer: '监票人', teller: '计票人' } as const;
const wayNames = {
  code: '签字码',
  hand: '手写签字',
  refused: '拒绝签字',
  absent: '不在场',
} as const;

/** Everything about the result of a round, in the order in which it happens. */
export function ResultPage(props: ResultPageProps) {
  const { page, base, round, report, holds } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={`${round.title}：结果`} wide>
      <p>
        <Tag tone="info" text={round.stateName} />
      </p>
      {props.attemptKind === 'announce-result' ? null : <ErrorSummary form={props.form} />}
      {report === null ? (
        <section class="card next">
          <h2>计票完成，下一步：生成报告单</h2>
          {round.state === 'counted' && holds.counter ? (
            <form method="post" action={`${base}/make-report`}>
              <ActFields actId={props.actId()} />
              <button class="btn" type="submit">
                生成计票结果报告单
              </button>
            </form>
          ) : (
            <p>由监票人、计票人办理。</p>
          )}
        </section>
      ) : (
        <Report {...props} report={report} />
      )}
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

function Report(props: ResultPageProps & { readonly report: ShownReport }) {
  const { report, round, base, holds } = props;
  const { content } = report;
  return (
    <>
      <section class="card">
        <h2>{report.result}</h2>
        <div class="figures">
          <Figure label="发出" value={content.issued} />
          <Figure label="收回" value={content.returned} />
          <Figure label="有效" value={content.valid} />
          <Figure label="废票" value={content.void} />
          <Figure label="通过须" value={content.threshold} />
        </div>
        <p>
          通过条件：{content.passing}。{report.next}
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
      {round.state === 'certified' && (holds.chair || holds.clerk) ? (
        <form method="post" action={`${base}/declare-result`} class="card next">
          <h2>{holds.chair ? '下一步：宣布结果' : '下一步：记录主持人已宣布'}</h2>
          <ActFields actId={props.actId()} />
          <input type="hidden" name="report_id" value={report.id} />
          <p>{report.result}。宣布后，重新计票须经主席团决定。</p>
          <button class="btn" type="submit">
            {holds.chair ? '宣布结果' : '记录已宣布'}
          </button>
        </form>
      ) : null}
      {report.tie === null ? null : <TieDecision {...props} tie={report.tie} report={report} />}
      <NextRound {...props} report={report} />
      <Announcements {...props} report={report} />
    </>
  );
}

function NextRound(props: ResultPageProps & { readonly report: ShownReport }) {
  const follows = ['revote', 'second-round', 'revote-all'].includes(props.report.content.next);
  const declared = ['declared', 'announced', 'void'].includes(props.round.state);
  if (!follows || !declared || !props.holds.clerk) return null;
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

function Signatures(props: ResultPageProps & { readonly report: ShownReport }) {
  const { report, holds } = props;
  const me = report.signers.find((one) => one.me);
  return (
    <section class="card">
      <h2>签字</h2>
      <Notice tone={report.complete ? 'ok' : 'warn'}>
        <p>{report.signing}</p>
      </Notice>
      {props.code === null ? null : (
        <Notice tone="info" title="您的签字码（15 分钟内有效，只显示这一次）">
          <p class="signing-code">
            {props.code.slice(0, 4)} {props.code.slice(4)}
          </p>
          <p>请在计票台的电脑上由本人输入。</p>
        </Notice>
      )}
      {holds.signer && me?.signature === null && props.code === null ? (
        <form method="post" action={`${props.base}/issue-signing-code`} class="inline">
          <ActFields actId={props.actId()} />
          <button class="btn quiet" type="submit">
            在这台设备上取得我的签字码
          </button>
        </form>
      ) : null}
      <ul class="signers">
        {report.signers.map((signer) => (
          <Signer {...props} report={report} signer={signer} />
        ))}
      </ul>
    </section>
  );
}

function Signer(
  props: ResultPageProps & { readonly report: ShownReport; readonly signer: ShownSigner },
) {
  const { signer, base, holds } = props;
  const { signature } = signer;
  const label = `${roleNames[signer.role]} ${signer.name}`;
  if (signature !== null) {
    const waits = signature.way === 'hand' && !signature.confirmed;
    return (
      <li>
        {label}：{wayNames[signature.way]}，{signature.when}
        {signature.reason === null ? '' : `，${signature.reason}`}{' '}
        <Tag tone={waits ? 'warn' : 'ok'} text={waits ? '待第二人核对' : '已核'} />
        {waits && holds.counter ? (
          <form method="post" action={`${base}/confirm-signature`} class="inline">
            <ActFields actId={props.actId()} />
            <input type="hidden" name="signature_id" value={signature.id} />
            <button class="btn small" type="submit">
              核对无误
            </button>
          </form>
        ) : null}
      </li>
    );
  }
  return (
    <li>
      {label}：{signer.asked ? '待签字' : '未签字'}
      {holds.counter ? <SignForms {...props} /> : null}
    </li>
  );
}

function SignForms(
  props: ResultPageProps & { readonly report: ShownReport; readonly signer: ShownSigner },
) {
  const { base, report, signer, holds } = props;
  const hidden = (
    <>
      <input type="hidden" name="report_id" value={report.id} />
      <input type="hidden" name="person_id" value={signer.personId} />
    </>
  );
  return (
    <details>
      <summary>办理 {signer.name} 的签字</summary>
      <form method="post" action={`${base}/sign-by-code`}>
        <ActFields actId={props.actId()} />
        {hidden}
        <label for={`code-${signer.personId}`}>{signer.name}的签字码</label>
        <input
          id={`code-${signer.personId}`}
          name="code"
          class="input short"
          inputmode="numeric"
          autocomplete="off"
        />
        <button class="btn small" type="submit">
          用签字码签字
        </button>
      </form>
      <form method="post" action={`${base}/sign-by-hand`} enctype="multipart/form-data">
        <ActFields actId={props.actId()} />
        {hidden}
        <label for={`scan-${signer.personId}`}>已手签的报告单扫描件</label>
        <input
          id={`scan-${signer.personId}`}
          name="scan"
          type="file"
          class="input"
          accept=".jpg,.jpeg,.png,.pdf"
        />
        <label for={`hash-${signer.personId}`}>纸面下方的短码</label>
        <input
          id={`hash-${signer.personId}`}
          name="printed_hash"
          class="input short"
          autocomplete="off"
        />
        <button class="btn small" type="submit">
          登记手写签字
        </button>
      </form>
      {holds.clerk ? (
        <form method="post" action={`${base}/minute-missing-signature`}>
          <ActFields actId={props.actId()} />
          {hidden}
          <label for={`way-${signer.personId}`}>没有签字</label>
          <select id={`way-${signer.personId}`} name="way" class="input">
            <option value="absent">不在场</option>
            <option value="refused">拒绝签字</option>
          </select>
          <label for={`why-${signer.personId}`}>原因</label>
          <input id={`why-${signer.personId}`} name="reason" class="input" />
          <button class="btn quiet small" type="submit">
            记明原因
          </button>
        </form>
      ) : null}
    </details>
  );
}

function Announcements(props: ResultPageProps & { readonly report: ShownReport }) {
  const { round, base, announceForm, announcements, holds } = props;
  const shown = announcements.map((one) => (
    <article class="card">
      <h2>
        {one.title}（{one.number}）
      </h2>
      <pre class="copyable">{one.text}</pre>
      <p>
        <a href={props.publicPath}>打开公开结果页</a>　
        <a href={`${props.publicPath}/file`}>下载单文件网页</a>　
        <a href={`${props.publicPath}/document`}>下载公告 Word 文档</a>
      </p>
      {one.where === null && holds.clerk ? (
        <form method="post" action={`${base}/record-publication`}>
          <ActFields actId={props.actId()} />
          <input type="hidden" name="announcement_id" value={one.id} />
          <label for={`where-${one.id}`}>已在何处公布（网址、公告栏）</label>
          <input id={`where-${one.id}`} name="where" class="input" />
          <button class="btn quiet small" type="submit">
            登记公布情况
          </button>
        </form>
      ) : (
        <p>{one.where === null ? '' : `已公布：${one.where}`}</p>
      )}
    </article>
  ));
  const first = round.state === 'declared' && announcements.length === 0;
  const waits = props.report.tie !== null && props.report.tie.decided === null;
  const correcting = round.state === 'declared' && announcements.length > 0;
  if (!holds.clerk || waits || !(first || correcting)) return <>{shown}</>;
  return (
    <>
      {shown}
      <form
        method="post"
        action={`${base}/${first ? 'announce-result' : 'correct-announcement'}`}
        class="card next"
      >
        <ErrorSummary form={announceForm} />
        <h2>{first ? '下一步：发布公告' : '发布更正公告'}</h2>
        <ActFields actId={props.actId()} />
        <TextField form={announceForm} name="title" label="标题" />
        <TextField
          form={announceForm}
          name="number"
          label="公告编号"
          hint="如“第1号”"
          width="medium"
        />
        <TextField form={announceForm} name="dated" label="公告日期" type="date" width="medium" />
        <TextField form={announceForm} name="issuer" label="发布机关" />
        {correcting ? <TextField form={announceForm} name="reason" label="更正的原因" /> : null}
        <button class="btn" type="submit">
          {first ? '发布公告' : '发布更正公告'}
        </button>
      </form>
    </>
  );
}
