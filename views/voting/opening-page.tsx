import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { inGroups } from '../parts/groups.ts';
import { Facts, Figure, Notice, Tag } from '../parts/notices.tsx';

/** The acts of the opening, in their order. */
export type OpeningAct = 'sign-paper-sheet' | 'begin-opening' | 'finish-opening';

interface OpeningPageProps {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly title: string;
  readonly stateName: string;
  /** The sentence that says what is waited for; null when the next act is due. */
  readonly waiting: string | null;
  readonly box: {
    readonly uuid: string;
    readonly ballots: number;
    readonly issued: number | null;
    /** Whether so few ballots are opened that totals may reveal choices. */
    readonly few: boolean;
    readonly fingerprint: string | null;
    readonly digest: string;
    readonly paperSheetHash: string | null;
    readonly archiveHash: string | null;
    readonly proofsHash: string | null;
  };
  readonly holders: readonly { readonly name: string; readonly gave: boolean }[];
  readonly serverGave: boolean;
  readonly given: number;
  readonly needed: number;
  readonly opened: boolean;
  readonly next: OpeningAct | null;
  readonly mayAct: boolean;
  /** Address of the page on which scrutineers open the box. */
  readonly openingAddress: string;
  readonly hall: string;
  readonly form: FormState;
  readonly actId: string;
}

const acts: Readonly<Record<OpeningAct, { title: string; text: string; button: string }>> = {
  'sign-paper-sheet': {
    title: '下一步：总监票人封定纸质票合计表',
    text: '请与大屏幕、计票台上的合计逐项核对。封定以后合计表的全码公布在大屏幕上，不能再改；然后才能开电子票箱。',
    button: '核对无误，封定合计表',
  },
  'begin-opening': {
    title: '下一步：开始开箱',
    text: '请先询问会场有无异议。系统先公布自己的份额，再由持钥匙的监票人各自开箱；份额不够，谁也打不开。',
    button: '没有异议，开始开箱',
  },
  'finish-opening': {
    title: '下一步：公布结果',
    text: '份额已经够了，结果还没有公布。再办理一次：重新核验全部选票和证明，通过后公布。',
    button: '核验并公布',
  },
};

/** The opening (开箱计票) of an electronic box: what is true, who has given, what comes next. */
export function OpeningPage(props: OpeningPageProps) {
  const { page, base, box } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={`${props.title}：开箱`}>
      <p>
        <Tag tone={props.opened ? 'ok' : 'info'} text={props.stateName} />
      </p>
      {props.waiting === null ? null : (
        <Notice tone={props.opened ? 'ok' : 'info'}>
          <p>{props.waiting}</p>
        </Notice>
      )}
      <NextAct {...props} />
      <div class="figures">
        <Figure label="票箱内选票" value={box.ballots} />
        <Figure label="发出票码" value={box.issued} />
        <Figure label="开箱份额" value={`${props.given}/${props.needed}`} />
      </div>
      {box.few ? (
        <Notice tone="warn">
          <p>票箱内不到 10 张，总数本身可能暴露个人的选择。请向会场说明。</p>
        </Notice>
      ) : null}
      {props.opened ? (
        <p>
          <a class="btn" href={`${base}/result`}>
            查看结果与报告单
          </a>
        </p>
      ) : null}
      <section class="card">
        <h2>谁的钥匙已经开箱</h2>
        <ul class="plain-list">
          <li>系统：{props.serverGave ? '✓ 已先行公布' : '还没有公布'}</li>
          {props.holders.map((one) => (
            <li>
              {one.name}：{one.gave ? '✓ 已开箱' : '还没有'}
            </li>
          ))}
        </ul>
        <p>
          监票人在自己的设备上打开：<a href={props.openingAddress}>{props.openingAddress}</a>
        </p>
      </section>
      <section class="card">
        <h2>票箱</h2>
        <Facts
          facts={[
            ['设置指纹', box.fingerprint === null ? '—' : inGroups(box.fingerprint)],
            ['票箱校验码', inGroups(box.digest.slice(0, 16).toUpperCase())],
            ...(box.paperSheetHash === null
              ? []
              : [['纸质票合计表全码', box.paperSheetHash] as const]),
            ...(box.archiveHash === null ? [] : [['票箱文件全码', box.archiveHash] as const]),
            ...(box.proofsHash === null ? [] : [['强证明全码', box.proofsHash] as const]),
          ]}
        />
        <p>
          <a href={`/board/${box.uuid}`}>公开票箱</a>　<a href={props.hall}>会场大屏幕</a>
        </p>
      </section>
    </MeetingShell>
  );
}

function NextAct(props: OpeningPageProps) {
  const { next } = props;
  if (next === null) return null;
  const { title, text, button } = acts[next];
  if (!props.mayAct) {
    return (
      <section class="card next">
        <h2>{title}</h2>
        <p>由{next === 'sign-paper-sheet' ? '总监票人' : '总监票人或者工作人员'}办理。</p>
      </section>
    );
  }
  return (
    <form method="post" action={`${props.base}/${next}`} class="card next">
      <ErrorSummary form={props.form} />
      <h2>{title}</h2>
      <p>{text}</p>
      <ActFields actId={props.actId} />
      <button class="btn" type="submit">
        {button}
      </button>
    </form>
  );
}
