import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import {
  ActFields,
  CheckboxField,
  type Choice,
  ErrorSummary,
  type FormState,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Notice, Tag } from '../parts/notices.tsx';
import { QrCode } from '../parts/paper.tsx';
import { Table } from '../parts/tables.tsx';

/** A key ceremony as every reader may see it: who has come how far, nothing secret. */
export interface ShownCeremony {
  readonly id: string;
  readonly occasion: string;
  readonly state: 'running' | 'complete' | 'cancelled';
  readonly reason: string | null;
  readonly rule: string;
  readonly keySets: readonly { readonly ordinal: number; readonly state: string }[];
  readonly holders: readonly { readonly name: string; readonly steps: readonly boolean[] }[];
}

/** A device of the reader's own. */
export interface ShownStation {
  readonly id: string;
  readonly registered: string;
  readonly seen: string;
  readonly expires: string;
  readonly actId: string;
}

/** The link of a device that was just registered: shown once, never stored. */
export interface StationLinkShown {
  readonly address: string;
  readonly svg: string;
}

const stateNames = {
  running: ['info', '正在制作'],
  complete: ['ok', '已经制成'],
  cancelled: ['stop', '已经停止'],
} as const;

const columns = ['生成个人密钥', '交换材料', '合成钥匙', '备份试读'];

/** Keys of the electronic box: who makes them, how far they are, and one's own devices. */
export function KeysPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly live: string;
  readonly ceremonies: readonly ShownCeremony[];
  /** Null where the rule sheet regulates no keys. */
  readonly plan: {
    readonly holders: number;
    readonly threshold: number;
    readonly keySets: number;
  } | null;
  readonly candidates: readonly Choice[];
  readonly mayConvene: { readonly real: boolean; readonly rehearsal: boolean };
  readonly stations: readonly ShownStation[] | null;
  readonly link: StationLinkShown | null;
  readonly rounds: readonly {
    readonly title: string;
    readonly href: string;
    readonly state: string;
  }[];
  readonly convene: FormState;
  readonly rehearse: FormState;
  readonly cancel: FormState;
  readonly other: FormState;
  readonly actIds: readonly string[];
}) {
  const { page, link } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="电子票的钥匙">
      <ErrorSummary form={props.other} />
      {link === null ? null : <StationCard link={link} />}
      {props.plan === null ? (
        <Empty>票决办法没有规定电子票，不需要钥匙。需要的，请在“票决办法”页选择电子票。</Empty>
      ) : null}
      {props.stations === null ? null : <OwnStations {...props} stations={props.stations} />}
      <section class="stack" aria-label="钥匙制作" hx-sse-connect={props.live} hx-swap="innerHTML">
        <CeremonyList ceremonies={props.ceremonies} />
      </section>
      {props.rounds.length === 0 ? null : (
        <section class="card">
          <h2>各轮使用的钥匙</h2>
          <ul class="plain-list">
            {props.rounds.map((round) => (
              <li>
                <a href={round.href}>{round.title}</a>　{round.state}
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.clerk ? <Convene {...props} /> : null}
      {page.clerk
        ? props.ceremonies
            .filter((one) => one.state !== 'cancelled')
            .map((one, index) => (
              <CancelForm
                base={page.base}
                ceremony={one}
                form={props.cancel}
                actId={props.actIds[3 + index] ?? ''}
              />
            ))
        : null}
    </MeetingShell>
  );
}

type Props = Parameters<typeof KeysPage>[0];

/** The ceremonies, also sent alone to live pages. */
export function CeremonyList(props: { readonly ceremonies: readonly ShownCeremony[] }) {
  if (props.ceremonies.length === 0) {
    return <Empty>还没有召集制作钥匙。会前由已提名的总监票人、监票人各用自己的设备制作。</Empty>;
  }
  return (
    <>
      {props.ceremonies.map((ceremony) => (
        <CeremonyCard ceremony={ceremony} />
      ))}
    </>
  );
}

function CeremonyCard({ ceremony }: { readonly ceremony: ShownCeremony }) {
  const [tone, text] = stateNames[ceremony.state];
  return (
    <section class="card">
      <h2>
        {ceremony.occasion} <Tag tone={tone} text={text} />
      </h2>
      {ceremony.reason === null ? null : (
        <Notice tone="stop" title="停止的原因">
          <p>{ceremony.reason}</p>
        </Notice>
      )}
      <Facts
        facts={[
          ['开箱', ceremony.rule],
          ['钥匙组', ceremony.keySets.map((set) => `第${set.ordinal}组${set.state}`).join('，')],
        ]}
      />
      <Table
        caption={`${ceremony.occasion}：谁到了哪一步`}
        columns={[{ title: '持钥匙人' }, ...columns.map((title) => ({ title }))]}
        rows={ceremony.holders.map((holder) => [
          holder.name,
          ...holder.steps.map((done) =>
            done ? <Tag tone="ok" text="完成" /> : <Tag tone="plain" text="等待" />,
          ),
        ])}
      />
    </section>
  );
}

function StationCard({ link }: { readonly link: StationLinkShown }) {
  return (
    <section class="card link-card">
      <h2>本人设备的钥匙页（只显示这一次，不要给别人看）</h2>
      <p>在要存放钥匙的那一台设备上打开：本机点按钮，手机用相机扫码。</p>
      <QrCode svg={link.svg} label="钥匙页二维码">
        用自己的手机扫码
      </QrCode>
      <p>
        <code class="address">{link.address}</code>
      </p>
      <a class="btn" href={link.address} target="_blank" rel="noreferrer">
        在这台设备上打开我的钥匙页
      </a>
    </section>
  );
}

function OwnStations(props: Props & { readonly stations: readonly ShownStation[] }) {
  const path = `${props.page.base}/keys`;
  return (
    <section class="card">
      <h2>我的钥匙页</h2>
      <p>钥匙只存放在您自己的设备上，不经过工作人员。请用自己的手机或电脑，不要用别人的登录。</p>
      <form method="post" action={`${path}/register-station`}>
        <ActFields actId={props.actIds[0] ?? ''} />
        <button class={props.link === null ? 'btn' : 'btn quiet'} type="submit">
          登记一台设备，打开我的钥匙页
        </button>
      </form>
      {props.stations.length === 0 ? null : (
        <ul class="plain-list roles">
          {props.stations.map((station) => (
            <li>
              <span>
                {station.registered} 登记，{station.seen}，有效至 {station.expires}
              </span>
              <form method="post" action={`${path}/revoke-station`} class="inline">
                <ActFields actId={station.actId} />
                <input type="hidden" name="station_id" value={station.id} />
                <button
                  class="btn quiet small"
                  type="submit"
                  aria-label={`撤销 ${station.registered} 登记的设备`}
                >
                  撤销
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Convene(props: Props) {
  const { plan, page, mayConvene } = props;
  if (plan === null) return null;
  const path = `${page.base}/keys/convene`;
  return (
    <>
      {mayConvene.real ? (
        <form method="post" action={path} class="card">
          <ErrorSummary form={props.convene} />
          <h2>召集制作钥匙</h2>
          <p>
            票决办法规定 {plan.holders} 名监票人各持一把，{plan.threshold} 人到场才能开箱；一次制作
            {plan.keySets} 组，供第一轮和预备轮使用。
          </p>
          <ActFields actId={props.actIds[1] ?? ''} />
          <input type="hidden" name="rehearsal" value="no" />
          <CheckboxField
            form={props.convene}
            name="holders"
            label={`持有钥匙的人（正好 ${plan.holders} 名）`}
            choices={props.candidates}
          />
          <button class="btn" type="submit">
            召集制作钥匙
          </button>
        </form>
      ) : null}
      {mayConvene.rehearsal ? (
        <form method="post" action={path} class="card">
          <ErrorSummary form={props.rehearse} />
          <h2>先演练一次</h2>
          <p>步骤完全一样，做出的钥匙只用于练习，任何正式的一轮都不能使用。</p>
          <ActFields actId={props.actIds[2] ?? ''} />
          <input type="hidden" name="rehearsal" value="yes" />
          {(props.rehearse.typed.holders ?? '').split(' ').map((id) => (
            <input type="hidden" name="holders" value={id} />
          ))}
          <button class="btn quiet" type="submit">
            召集一次演练
          </button>
        </form>
      ) : null}
    </>
  );
}

function CancelForm(props: {
  readonly base: string;
  readonly ceremony: ShownCeremony;
  readonly form: FormState;
  readonly actId: string;
}) {
  const { ceremony, form } = props;
  const mine = form.typed.ceremony_id === ceremony.id;
  const shown = mine ? form : { typed: {}, refusals: [] };
  return (
    <details class="card" open={mine && form.refusals.length > 0}>
      <summary>停止{ceremony.occasion}，重新召集</summary>
      <form method="post" action={`${props.base}/keys/cancel`}>
        <ErrorSummary form={shown} />
        <p>没有用上的钥匙立即销毁，不能恢复；已用于某一轮的钥匙不受影响。</p>
        <ActFields actId={props.actId} />
        <input type="hidden" name="ceremony_id" value={ceremony.id} />
        <TextField form={shown} name="reason" label="原因" />
        <button class="btn danger" type="submit">
          停止并销毁{ceremony.occasion}的钥匙
        </button>
      </form>
    </details>
  );
}
