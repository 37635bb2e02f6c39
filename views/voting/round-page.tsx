import type { RoundKind } from '../../src/rules/round-words.ts';
import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import { Facts, Figure, Tag } from '../parts/notices.tsx';
import { CorrectPapers } from './correct-papers.tsx';
import { ElectronicCard, type ElectronicCardProps } from './electronic-card.tsx';

type Next =
  | 'print-papers'
  | 'electronic'
  | 'open-round'
  | 'issue-papers'
  | 'close-round'
  | 'return-papers'
  | 'begin-count'
  | 'count'
  | 'opening'
  | 'result'
  | 'none';

interface Shown {
  readonly title: string;
  readonly state: string;
  readonly reason: string | null;
  readonly kind: RoundKind;
  readonly form: 'upto' | 'exactly' | 'each' | 'grades';
  readonly places: number;
  readonly most: number;
  readonly items: readonly {
    readonly number: number;
    readonly title: string;
    /** What is voted on, beneath its title; null in a vote and in a test. */
    readonly detail: string | null;
    /** The adjustment on the page of its project; null where the viewer has no way there. */
    readonly href: string | null;
  }[];
  readonly paper: {
    readonly colour: string | null;
    readonly printed: number | null;
    readonly issued: number | null;
    readonly spoiled: number | null;
    readonly returned: number | null;
    readonly void: number | null;
  } | null;
  readonly due: number | null;
  readonly present: number | null;
  readonly onLeave: number | null;
  readonly running: boolean;
  readonly interrupted: boolean;
  readonly open: boolean;
}

const titles: Readonly<Record<Next, string>> = {
  'print-papers': '下一步：校对并印制选票',
  electronic: '下一步：办理电子票',
  'open-round': '下一步：宣布开始，发放选票',
  'issue-papers': '下一步：登记发出的选票',
  'close-round': '下一步：投票完毕，封箱',
  'return-papers': '下一步：开箱清点张数',
  'begin-count': '下一步：开始计票',
  count: '正在计票',
  opening: '下一步：开电子票箱',
  result: '已有计票结果',
  none: '本轮没有待办',
};

const formNames = {
  upto: '选择式（可少选）',
  exactly: '选择式（须选满）',
  each: '逐项式',
  grades: '满意度测评（每项划一个等次）',
};

const decisionForm = '每项调整赞成、反对或者弃权';

/** One round: what is true now, and the one next step. */
export function RoundPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly round: Shown;
  readonly next: Next;
  /** Null in a round of papers. */
  readonly electronic: ElectronicCardProps | null;
  readonly nextForm: FormState;
  readonly leaveForm: FormState;
  /** Null where no figure of the papers can be corrected now. */
  readonly correctForm: FormState | null;
  readonly counter: boolean;
  readonly actIds: readonly [string, string, string];
}) {
  const { page, base, round, next } = props;
  const { paper } = round;
  return (
    <MeetingShell frame={props.frame} page={page} title={round.title}>
      <p>
        <Tag tone="info" text={round.state} />
        {round.reason === null ? '' : `　${round.reason}`}
      </p>
      <NextStep {...props} />
      {paper === null ? null : (
        <div class="figures">
          <Figure label="印制" value={paper.printed} />
          <Figure label="发出" value={paper.issued} />
          <Figure label="更换" value={paper.spoiled} />
          <Figure label="收回" value={paper.returned} />
          <Figure label="废票" value={paper.void} />
        </div>
      )}
      {props.electronic === null ? null : <ElectronicCard {...props.electronic} />}
      <section class="card">
        <h2>选票</h2>
        <Facts
          facts={[
            ['形式', round.kind === 'decision' ? decisionForm : formNames[round.form]],
            ...(round.kind !== 'vote'
              ? [[round.kind === 'decision' ? '表决' : '测评', `${round.items.length} 项`] as const]
              : [
                  ['应选', `${round.places} 个`] as const,
                  ['一张最多赞成', `${round.most} 个`] as const,
                ]),
            ...(paper === null ? [] : [['颜色', paper.colour ?? '—'] as const]),
            ['出席（发票完毕时锁定）', attendance(round)],
          ]}
        />
        <ol class="plain-list">
          {round.items.map((item) => (
            <li>
              {item.number}
              {'　'}
              {item.href === null ? item.title : <a href={item.href}>{item.title}</a>}
              {item.detail === null ? null : <p class="hint">{item.detail}</p>}
            </li>
          ))}
        </ol>
        <div class="actions">
          {paper === null ? null : (
            <a class="btn quiet" href={`${base}/papers`}>
              打开选票打印页
            </a>
          )}
          {next === 'count' || next === 'result' ? (
            <a class="btn quiet" href={`${base}/count`}>
              计票台
            </a>
          ) : null}
        </div>
      </section>
      {props.correctForm === null || !props.counter ? null : (
        <CorrectPapers
          form={props.correctForm}
          action={`${base}/correct-papers`}
          actId={props.actIds[2]}
          returned={paper?.returned !== null}
        />
      )}
      {page.clerk && round.running ? <Leave {...props} /> : null}
    </MeetingShell>
  );
}

type Props = Parameters<typeof RoundPage>[0];

function attendance({ due, present, onLeave }: Shown): string {
  if (due === null) return '尚未锁定';
  return `应到 ${due} 人，实到 ${present ?? 0} 人，请假 ${onLeave ?? 0} 人`;
}

const linkNames = {
  count: '打开计票台',
  opening: '打开开箱页',
  result: '查看结果与报告单',
} as const;

function NextStep(props: Props) {
  const { next, base, nextForm, page } = props;
  if (next === 'none') return null;
  if (next === 'electronic') {
    return (
      <section class="card next">
        <h2>{titles.electronic}</h2>
        <p>{props.electronic?.waits}</p>
      </section>
    );
  }
  if (next === 'count' || next === 'result' || next === 'opening') {
    return (
      <section class="card next">
        <h2>{titles[next]}</h2>
        <a class="btn" href={`${base}/${next}`}>
          {linkNames[next]}
        </a>
      </section>
    );
  }
  const counting = next === 'return-papers' || next === 'begin-count';
  if (!(counting ? props.counter : page.clerk)) {
    return (
      <section class="card next">
        <h2>{titles[next]}</h2>
        <p>由{counting ? '监票人、计票人' : '工作人员'}办理。</p>
      </section>
    );
  }
  return (
    <form method="post" action={`${base}/${next}`} class="card next">
      <ErrorSummary form={nextForm} />
      <h2>{titles[next]}</h2>
      <ActFields actId={props.actIds[0]} />
      <StepFields {...props} />
    </form>
  );
}

function StepFields({ next, nextForm, base }: Props) {
  switch (next) {
    case 'print-papers':
      return (
        <>
          <p>
            先<a href={`${base}/papers`}>打开选票</a>逐字校对，再印制。备用票一并计入印制张数。
          </p>
          <TextField
            form={nextForm}
            name="printed"
            label="印制张数"
            width="short"
            inputmode="numeric"
          />
          <TextField form={nextForm} name="colour" label="选票颜色" width="short" />
          <StatedTimeField form={nextForm} />
          <Button text="登记已印好" />
        </>
      );
    case 'open-round':
      return (
        <>
          <p>检查法定人数、办法已通过、监票人计票人已通过，都具备才能开始。</p>
          <StatedTimeField form={nextForm} />
          <Button text="开始发票" />
        </>
      );
    case 'issue-papers':
      return (
        <>
          <p>登记后出席人数锁定。填错更换的选票当场收回作废，不计入发出。</p>
          <TextField
            form={nextForm}
            name="issued"
            label="发出张数"
            width="short"
            inputmode="numeric"
          />
          <TextField
            form={nextForm}
            name="spoiled"
            label="填错更换、当场收回的张数"
            width="short"
            inputmode="numeric"
          />
          <StatedTimeField form={nextForm} />
          <Button text="登记发票完毕" />
        </>
      );
    case 'close-round':
      return (
        <>
          <p>全体投票完毕后封箱。封箱以后不能再投。</p>
          <StatedTimeField form={nextForm} />
          <Button text="投票结束，封箱" />
        </>
      );
    case 'return-papers':
      return (
        <>
          <p>先数张数，不看划票。多于发出张数，本轮无效，不再拆看。</p>
          <TextField
            form={nextForm}
            name="returned"
            label="收回张数"
            width="short"
            inputmode="numeric"
          />
          {nextForm.refusals.some((one) => one.code === 'returned-more-than-issued') ? (
            <CheckboxField
              form={nextForm}
              name="counted"
              label="收回多于发出"
              choices={[{ value: 'yes', text: '已两人清点，确实多于发出，本轮无效' }]}
            />
          ) : null}
          <StatedTimeField form={nextForm} />
          <Button text="登记收回张数" />
        </>
      );
    default:
      return (
        <>
          <RadioField
            form={nextForm}
            name="method"
            label="计票方法"
            choices={[
              { value: 'papers', text: '逐张录入', hint: '两人各录一遍，电脑比对' },
              { value: 'tally', text: '按捆登记正字', hint: '两组各唱一遍；票决办法准许时才可用' },
            ]}
          />
          <StatedTimeField form={nextForm} />
          <Button text="开始计票" />
        </>
      );
  }
}

function Button({ text }: { readonly text: string }) {
  return (
    <button class="btn" type="submit">
      {text}
    </button>
  );
}

function Leave({ base, round, leaveForm, actIds }: Props) {
  const ways = [
    ...(round.open ? [{ value: 'interrupt', text: '中断投票' }] : []),
    ...(round.interrupted ? [{ value: 'resume', text: '恢复投票' }] : []),
    { value: 'cancel', text: '取消本轮' },
    { value: 'void', text: '宣布本轮无效' },
  ];
  return (
    <details class="card" open={leaveForm.refusals.length > 0}>
      <summary>特殊情况：中断、取消、宣布无效</summary>
      <form method="post" action={`${base}/leave`}>
        <ErrorSummary form={leaveForm} />
        <ActFields actId={actIds[1]} />
        <SelectField form={leaveForm} name="way" label="办理" choices={ways} />
        <TextField form={leaveForm} name="reason" label="原因" />
        <StatedTimeField form={leaveForm} />
        <button class="btn danger" type="submit">
          办理
        </button>
      </form>
    </details>
  );
}
