import {
  ActFields,
  ErrorSummary,
  FileField,
  formAmongMany,
  SelectField,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import { Notice, Tag } from '../parts/notices.tsx';
import type { ResultPageProps, ShownReport, ShownSigner } from './result-props.ts';

const roleNames = { chief_scrutineer: '总监票人', scrutineer: '监票人', teller: '计票人' } as const;
const wayNames = {
  code: '签字码',
  hand: '手写签字',
  refused: '拒绝签字',
  absent: '不在场',
} as const;

type OfReport = ResultPageProps & { readonly report: ShownReport };
type OfSigner = OfReport & { readonly signer: ShownSigner };

/** The code that a signer just asked for: the first thing on the page, since it is read off a phone. */
export function SigningCode({ code }: { readonly code: string | null }) {
  if (code === null) return null;
  return (
    <Notice tone="info" title="您的签字码（15 分钟内有效，只显示这一次）">
      <p class="signing-code">
        {code.slice(0, 4)} {code.slice(4)}
      </p>
      <p>请在计票台的电脑上由本人输入。</p>
    </Notice>
  );
}

/** Who signed the report, who still has to, and how it is done. */
export function Signatures(props: OfReport) {
  const { report, holds } = props;
  const me = report.signers.find((one) => one.me);
  return (
    <section class="card" id="signing">
      <h2>签字</h2>
      <Notice tone={report.complete ? 'ok' : 'warn'}>
        <p>{report.signing}</p>
      </Notice>
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
          <Signer {...props} signer={signer} />
        ))}
      </ul>
    </section>
  );
}

function Signer(props: OfSigner) {
  const { signer, base, holds } = props;
  const { signature } = signer;
  const label = `${roleNames[signer.role]} ${signer.name}`;
  if (signature === null) {
    return (
      <li>
        {label}：{signer.asked ? '待签字' : '未签字'}
        {holds.counter ? <SignForms {...props} /> : null}
      </li>
    );
  }
  const waits = signature.way === 'hand' && !signature.confirmed;
  return (
    <li>
      {label}：{wayNames[signature.way]}，{signature.when}
      {signature.reason === null ? '' : `，${signature.reason}`}{' '}
      <Tag tone={waits ? 'warn' : 'ok'} text={waits ? '待第二人核对' : '已核'} />
      {signature.way === 'hand' && holds.counter ? (
        <a href={`${base}/signature/${signature.id}/scan`}>查看 {signer.name} 的手签扫描件</a>
      ) : null}
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

function SignForms(props: OfSigner) {
  const { signer } = props;
  const about = ['person_id', signer.personId] as const;
  const kinds = ['sign-by-code', 'sign-by-hand', 'minute-missing-signature'] as const;
  const [code, hand, missing] = kinds.map((kind) => formAmongMany(props.sent, kind, about));
  if (code === undefined || hand === undefined || missing === undefined) return null;
  const refused = [code, hand, missing].some((form) => form.refusals.length > 0);
  return (
    <details open={refused}>
      <summary>办理 {signer.name} 的签字</summary>
      <form method="post" action={`${props.base}/sign-by-code`}>
        <ErrorSummary form={code} />
        <SignerFields {...props} />
        <TextField
          form={code}
          name="code"
          label={`${signer.name}的签字码`}
          width="short"
          inputmode="numeric"
        />
        <button class="btn small" type="submit">
          用签字码签字
        </button>
      </form>
      <form method="post" action={`${props.base}/sign-by-hand`} enctype="multipart/form-data">
        <ErrorSummary form={hand} />
        <SignerFields {...props} />
        <FileField
          form={hand}
          name="scan"
          label="已手签的报告单扫描件"
          accept=".jpg,.jpeg,.png,.pdf"
        />
        <TextField form={hand} name="printed_hash" label="纸面下方的短码" width="short" />
        <StatedTimeField form={hand} />
        <button class="btn small" type="submit">
          登记手写签字
        </button>
      </form>
      {props.holds.clerk ? (
        <form method="post" action={`${props.base}/minute-missing-signature`}>
          <ErrorSummary form={missing} />
          <SignerFields {...props} />
          <SelectField
            form={missing}
            name="way"
            label="没有签字"
            choices={[
              { value: 'absent', text: '不在场' },
              { value: 'refused', text: '拒绝签字' },
            ]}
          />
          <TextField form={missing} name="reason" label="原因" />
          <StatedTimeField form={missing} />
          <button class="btn quiet small" type="submit">
            记明原因
          </button>
        </form>
      ) : null}
    </details>
  );
}

function SignerFields({ report, signer, actId }: OfSigner) {
  return (
    <>
      <ActFields actId={actId()} />
      <input type="hidden" name="report_id" value={report.id} />
      <input type="hidden" name="person_id" value={signer.personId} />
    </>
  );
}
