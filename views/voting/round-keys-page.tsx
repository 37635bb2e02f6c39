import { type PageFrame, PrintLayout } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState, TextField } from '../parts/fields.tsx';
import { Facts, Notice, Tag } from '../parts/notices.tsx';

/** What a round's keys page shows of its set-up. */
export interface ShownSetup {
  readonly uuid: string;
  readonly ordinal: number;
  /** Twelve characters in groups of four; null until the slips are published. */
  readonly fingerprint: string | null;
  readonly slips: number | null;
  readonly confirmations: readonly { readonly name: string; readonly same: boolean | null }[];
}

/** Keys and set-up of one electronic round. */
export function RoundKeysPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly round: { readonly title: string; readonly state: string };
  readonly setup: ShownSetup | null;
  readonly mayTake: boolean;
  readonly mayReject: boolean;
  readonly take: FormState;
  readonly reject: FormState;
  readonly actIds: readonly [string, string];
}) {
  const { page, base, round, setup } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={`${round.title}：钥匙与设置指纹`}>
      <p>
        <Tag tone="info" text={round.state} />
      </p>
      {props.mayTake ? (
        <form method="post" action={`${base}/keys/take`} class="card next">
          <ErrorSummary form={props.take} />
          <h2>下一步：使用一组钥匙</h2>
          <p>使用后，本轮的候选项目和划法就固定下来，不能再改。</p>
          <ActFields actId={props.actIds[0]} />
          <button class="btn" type="submit">
            使用下一组钥匙
          </button>
        </form>
      ) : null}
      {setup === null ? null : <Setup {...props} setup={setup} />}
      {props.mayReject ? (
        <details class="card" open={props.reject.refusals.length > 0}>
          <summary>退回设置，换一组钥匙</summary>
          <form method="post" action={`${base}/keys/reject`}>
            <ErrorSummary form={props.reject} />
            <p>这组钥匙和已做的票码全部作废，不能恢复。</p>
            <ActFields actId={props.actIds[1]} />
            <TextField form={props.reject} name="reason" label="原因" />
            <button class="btn danger" type="submit">
              退回设置
            </button>
          </form>
        </details>
      ) : null}
      <p>
        <a href={`${page.base}/keys`}>本次会议的钥匙和设备</a>
      </p>
    </MeetingShell>
  );
}

type Props = Parameters<typeof RoundKeysPage>[0];

function Setup({ setup, base }: Props & { readonly setup: ShownSetup }) {
  return (
    <section class="card">
      <h2>设置指纹</h2>
      {setup.fingerprint === null ? (
        <Notice tone="info" title="票码公布以后才有指纹" />
      ) : (
        <>
          <Fingerprint text={setup.fingerprint} />
          <p>由一人宣读，每名持钥匙的人和总监票人在自己的设备上核对，完全相同才点“相同”。</p>
        </>
      )}
      <Facts
        facts={[
          ['钥匙组', `第 ${setup.ordinal} 组`],
          ['票箱编号', setup.uuid],
          ['票码', setup.slips === null ? '—' : `${setup.slips} 份`],
        ]}
      />
      {setup.confirmations.length === 0 ? null : (
        <ul class="plain-list" aria-label="核对情况">
          {setup.confirmations.map((one) => (
            <li>
              {one.name}
              {'　'}
              {one.same === true ? <Tag tone="ok" text="相同" /> : <Tag tone="plain" text="等待" />}
            </li>
          ))}
        </ul>
      )}
      {setup.fingerprint === null ? null : (
        <a class="btn quiet" href={`${base}/keys/fingerprint`}>
          打印设置指纹
        </a>
      )}
    </section>
  );
}

/** The twelve characters; a group of four is never broken over two lines. */
function Fingerprint({ text }: { readonly text: string }) {
  return (
    <p class="setup-fingerprint">
      {text.split(' ').map((group, index) => (
        <>
          {index === 0 ? '' : ' '}
          <span>{group}</span>
        </>
      ))}
    </p>
  );
}

/** The fingerprint on paper: to be read aloud, and to hang at the door. */
export function FingerprintPrint(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly meeting: string;
  readonly title: string;
  readonly fingerprint: string;
  readonly uuid: string;
}) {
  return (
    <PrintLayout frame={props.frame} title="设置指纹" back={props.back}>
      <h1>{props.title}：设置指纹</h1>
      <p>{props.meeting}</p>
      <Fingerprint text={props.fingerprint} />
      <p>
        这 12
        个字由本轮的候选项目、钥匙和全部票码算出，改动任何一处，字就不同。请与会场大屏、手机投票页和票码上的字核对。
      </p>
      <p>编号 {props.uuid}</p>
    </PrintLayout>
  );
}
