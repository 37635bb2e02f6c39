import type { Child } from 'hono/jsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  TextField,
} from '../parts/fields.tsx';
import { Figure, Notice, Tag } from '../parts/notices.tsx';

/** Steps of the electronic ballots that are done on the round's page, each a form of its own. */
export type ElectronicForm =
  | 'register-slips'
  | 'begin-casting'
  | 'issue-late-slip'
  | 'exchange-for-slip'
  | 'note-objection'
  | 'reserve-missing'
  | 'turn-to-paper';

/** What the card of the electronic ballots shows. */
export interface ElectronicCardProps {
  readonly base: string;
  readonly state: string;
  /** What is waited for now, a sentence. */
  readonly waits: string;
  /** Address of the slip page, which is opened on the station's own device. */
  readonly slipPage: string;
  readonly figures: readonly (readonly [label: string, value: number | null])[];
  /** The fingerprint of the set-up in groups; null while there is none. */
  readonly fingerprint: string | null;
  /** How the slips add up so far, a sentence; null before casting. */
  readonly balance: string | null;
  /** The verdict over the slip box, or what it still asks for. */
  readonly slipBox: { readonly tone: 'ok' | 'warn' | 'stop'; readonly text: string } | null;
  /** The forms that this state and this viewer may use. */
  readonly forms: readonly {
    readonly name: ElectronicForm;
    readonly form: FormState;
    readonly actId: string;
  }[];
  readonly objections: readonly Choice[];
}

/** The electronic ballots of a round: where they stand, the slips counted, and their forms. */
export function ElectronicCard(props: ElectronicCardProps) {
  return (
    <section class="card" aria-labelledby="electronic-title">
      <h2 id="electronic-title">电子票</h2>
      <p>
        <Tag tone="info" text={props.state} />　{props.waits}
      </p>
      <div class="figures">
        {props.figures.map(([label, value]) => (
          <Figure label={label} value={value} />
        ))}
      </div>
      {props.balance === null ? null : <p>{props.balance}</p>}
      {props.fingerprint === null ? null : (
        <p>
          设置指纹：<strong>{props.fingerprint}</strong>
        </p>
      )}
      {props.slipBox === null ? null : (
        <Notice tone={props.slipBox.tone}>
          <p>{props.slipBox.text}</p>
        </Notice>
      )}
      <p class="hint">扫描票码在票码页办理：在监票人的设备上打开 {props.slipPage}</p>
      {props.forms.map((one) => (
        <StepForm {...props} {...one} />
      ))}
    </section>
  );
}

type StepProps = ElectronicCardProps & ElectronicCardProps['forms'][number];

const titles: Readonly<Record<ElectronicForm, string>> = {
  'register-slips': '登记发出的票码',
  'begin-casting': '开始电子投票',
  'issue-late-slip': '迟到代表：补发一份票码',
  'exchange-for-slip': '纸质票换票码',
  'note-objection': '登记关于票码的异议',
  'reserve-missing': '留用的票码找不到',
  'turn-to-paper': '改用纸质票',
};

/** Steps that everybody waits for stand open; the others are folded. */
const usual: readonly ElectronicForm[] = ['register-slips', 'begin-casting'];

function StepForm(props: StepProps) {
  const { name, form, actId, base } = props;
  const body = (
    <form method="post" action={`${base}/electronic/${name}`}>
      <ErrorSummary form={form} />
      <ActFields actId={actId} />
      <Fields {...props} />
    </form>
  );
  if (usual.includes(name)) {
    return (
      <div>
        <h3>{titles[name]}</h3>
        {body}
      </div>
    );
  }
  return (
    <details open={form.refusals.length > 0}>
      <summary>{titles[name]}</summary>
      {body}
    </details>
  );
}

function Fields({ name, form, objections }: StepProps): Child {
  switch (name) {
    case 'register-slips':
      return (
        <>
          <p>只登记份数，不登记谁领了哪一份。开始投票以前可以更正。</p>
          <Count form={form} name="slips_issued" label="发出的票码份数" />
          <Button text="登记发出份数" />
        </>
      );
    case 'begin-casting':
      return (
        <>
          <p>
            未发出的票码先在票码页扫描作废。制作的份数与发出、作废、留用、下落不明的合计必须相等。
          </p>
          <Count form={form} name="reserve" label="为迟到代表留用的份数" />
          <Count form={form} name="missing" label="下落不明的份数" />
          <TextField
            form={form}
            name="missing_reason"
            label="下落不明的原因"
            required={false}
            maxlength={200}
          />
          <Button text="核对无误，开始投票" />
        </>
      );
    case 'issue-late-slip':
      return (
        <>
          <p>先为迟到的代表签到，再从留用的票码中由代表自取一份。</p>
          <Button text="登记补发一份" />
        </>
      );
    case 'exchange-for-slip':
      return (
        <>
          <p>
            收回没有填写的纸质票，当场作废，再从留用的票码中发一份。票码换纸质票在票码页扫描办理。
          </p>
          <Button text="登记换发一份" />
        </>
      );
    case 'note-objection':
      return (
        <>
          <p>只登记有这样的异议，不登记姓名，也不登记是哪一份票码。登记后，开箱前须核对票码箱。</p>
          <RadioField form={form} name="objection" label="异议" choices={objections} />
          <Button text="登记异议" />
        </>
      );
    case 'reserve-missing':
      return (
        <>
          <Count form={form} name="reserve_missing" label="留用而找不到的份数" />
          <TextField form={form} name="reserve_reason" label="情况" maxlength={200} />
          <Button text="登记" />
        </>
      );
    default:
      return (
        <>
          <p>
            还没有人投电子票，或者票数很少时才可以。电子票作废，不开箱；领了票码的代表凭票码换发纸质票。
          </p>
          <TextField form={form} name="turn_reason" label="改用的原因" maxlength={200} />
          <button class="btn danger" type="submit">
            电子票作废，改用纸质票
          </button>
        </>
      );
  }
}

function Count(props: { readonly form: FormState; readonly name: string; readonly label: string }) {
  return <TextField {...props} width="short" inputmode="numeric" />;
}

function Button({ text }: { readonly text: string }) {
  return (
    <button class="btn quiet" type="submit">
      {text}
    </button>
  );
}
