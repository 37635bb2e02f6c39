import type { VotedText } from './project-text.ts';
import { sameWords, votedFields } from './project-text.ts';
import type { MeetingBody } from './quorum.ts';
import { ok, type Result, refuse } from './refusals.ts';
import type { StateMachine } from './state-machine.ts';

/** What the government asks for (调整、暂停、终止、恢复). */
export type AdjustmentKind = 'change' | 'suspend' | 'end' | 'resume';

/** The kinds in Chinese. */
export const adjustmentKindNames: Readonly<Record<AdjustmentKind, string>> = {
  change: '调整内容',
  suspend: '暂停实施',
  end: '终止',
  resume: '恢复实施',
};

/** Where a request stands. */
export type AdjustmentState = 'requested' | 'withdrawn' | 'approved' | 'refused';

/** What can be done with a request. */
export type AdjustmentVerb = 'withdraw' | 'approve' | 'refuse';

/** A request is decided once, by the body that the law of the level names, or taken back before. */
export const adjustmentMachine: StateMachine<AdjustmentState, AdjustmentVerb> = {
  moves: {
    withdraw: { requested: 'withdrawn' },
    approve: { requested: 'approved' },
    refuse: { requested: 'refused' },
  },
  situations: {
    requested: '这项申请还没有决定',
    withdrawn: '这项申请已经撤回',
    approved: '这项申请已经决定同意',
    refused: '这项申请已经决定不同意',
  },
  advice: {
    requested: '请由有权机关决定。',
    withdrawn: '需要调整的，请重新申请。',
    approved: '还要再调整的，请重新申请。',
    refused: '情况变化的，请重新申请。',
  },
  verbNames: { withdraw: '撤回', approve: '登记决定', refuse: '登记决定' },
};

/** The states in Chinese. */
export const adjustmentStateNames: Readonly<Record<AdjustmentState, string>> = {
  requested: '待决定',
  withdrawn: '已撤回',
  approved: '已同意',
  refused: '未同意',
};

type ProjectState = 'adopted' | 'underway' | 'completed' | 'accepted' | 'suspended' | 'ended';

const fits: Readonly<Record<AdjustmentKind, readonly ProjectState[]>> = {
  change: ['adopted', 'underway', 'suspended'],
  suspend: ['adopted', 'underway'],
  end: ['adopted', 'underway', 'suspended'],
  resume: ['suspended'],
};

/**
 * Whether a project in this state can be adjusted so.
 *
 * Refuses with `wrong-state`.
 */
export function mayAdjust(kind: AdjustmentKind, state: ProjectState): Result<true> {
  if (fits[kind].includes(state)) return ok(true);
  const message =
    kind === 'resume'
      ? '项目没有暂停，不用恢复。'
      : `项目现在的状态不能${adjustmentKindNames[kind]}：已完工、已验收或已终止的不再调整。`;
  return refuse({ code: 'wrong-state', message, field: 'kind' });
}

/** The state that an approved request leads to; null where it changes the text alone. */
export function stateAfter(kind: AdjustmentKind, hasPlan: boolean): ProjectState | null {
  if (kind === 'suspend') return 'suspended';
  if (kind === 'end') return 'ended';
  if (kind === 'resume') return hasPlan ? 'underway' : 'adopted';
  return null;
}

/** The proposed voted fields that differ from those that stand, by name, in the order of pages. */
export function changedFields(now: VotedText, proposed: VotedText): readonly (keyof VotedText)[] {
  return votedFields
    .map(([field]) => field)
    .filter((field) => !sameWords(now[field], proposed[field]));
}

/** What happened to a decided adjustment, as far as its publication and report matter. */
interface DecidedAdjustment {
  readonly state: AdjustmentState;
  readonly published: boolean;
  readonly reported: boolean;
}

/**
 * What is still owed: the public notice of every decision; and where the standing committee approved it,
 * its report to the next meeting of the congress. A congress that decided by itself need not be told.
 */
export function stillOwed(
  one: DecidedAdjustment,
  decidedBy: 'congress' | 'standing-committee',
): readonly ('notice' | 'report')[] {
  if (one.state !== 'approved' && one.state !== 'refused') return [];
  const report = one.state === 'approved' && decidedBy === 'standing-committee' && !one.reported;
  return [
    ...(one.published ? [] : (['notice'] as const)),
    ...(report ? (['report'] as const) : []),
  ];
}

/**
 * Whether a body may decide an adjustment: the standing committee only where the level's law or the rule
 * sheet says so; the congress itself always.
 *
 * Refuses with `wrong-body`.
 */
export function mayDecide(body: MeetingBody, decidedBy: MeetingBody): Result<true> {
  if (body === 'congress' || decidedBy === 'standing-committee') return ok(true);
  const message = '本级的调整由人民代表大会决定（票决办法、地方组织法），请改选大会。';
  return refuse({ code: 'wrong-body', message, field: 'body' });
}

/** What a count makes of a request that was put to a round, and what happens to its project. */
export interface Decided {
  readonly state: 'requested' | 'approved' | 'refused';
  readonly project: 'adjust' | 'restore' | 'keep';
}

/**
 * What follows when a round is declared, for the first time or after a recount that turned its result.
 * `carried` is null where the round is void: then the request waits as if there had been no round.
 */
export function decidedBy(before: Decided['state'], carried: boolean | null): Decided {
  const state = carried === null ? 'requested' : carried ? 'approved' : 'refused';
  const adjusted = before === 'approved';
  const adjusts = state === 'approved';
  return {
    state,
    project: adjusted === adjusts ? 'keep' : adjusts ? 'adjust' : 'restore',
  };
}

/** What is voted on, beneath its title: the fields that would change, and why. */
export function adjustmentDetail(
  changes: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[],
  reason: string,
): string {
  const changed = changes.map(
    ({ label, before, after }) => `${label}由“${before ?? '没有写'}”改为“${after ?? '不写'}”`,
  );
  return `${changed.length === 0 ? '' : `${changed.join('；')}。`}理由：${reason}`;
}

/** How a matter is called on papers, reports and announcements: `调整第3号“村道硬化”的内容`. */
export function adjustmentTitle(number: number, title: string, kind: AdjustmentKind): string {
  const project = `第${number}号“${title}”`;
  return kind === 'change' ? `调整${project}的内容` : `${adjustmentKindNames[kind]}${project}`;
}
