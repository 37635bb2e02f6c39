import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import type { Scope } from './document.ts';

/** The states of a rule sheet, in their order. */
export const sheetStates = ['draft', 'printed', 'adopted', 'in_force', 'replaced'] as const;

export type SheetState = (typeof sheetStates)[number];

/** Chinese names of the states. */
export const sheetStateNames: Readonly<Record<SheetState, string>> = {
  draft: '草案',
  printed: '已印选票',
  adopted: '已通过',
  in_force: '施行中',
  replaced: '已被取代',
};

/** Papers and slips that carry a version of the sheet. */
export interface PapersOut {
  /** Papers and slips printed with the present version and not yet voided. */
  readonly papersPrinted: number;
  /** Papers and slips already issued (发出) to deputies of rounds under this sheet. */
  readonly papersIssued: number;
}

/** What a change of the sheet brings with it. */
export interface Change {
  /** Papers already printed become void: to be counted, minuted and destroyed. */
  readonly voidsPrintedPapers: boolean;
}

const issued: Refusal = {
  code: 'papers-issued',
  message: '选票或者票码已经发出，办法不能再改：请完成本轮，或者宣布本轮作废后另行通过新的办法。',
};

const replaced: Refusal = {
  code: 'sheet-replaced',
  message: '这份办法已被新的办法取代，不能再改：请修改现行的办法。',
};

/**
 * Whether the settings of a sheet may be changed by the clerk now. Until adoption they may, and each
 * change makes papers already printed void. Refusals, in order: `sheet-replaced`; `papers-issued`
 * (from the first issued paper or slip nothing changes it); `sheet-adopted` (only a new decision of
 * the congress changes it: `decisionChangeAllowed`).
 */
export function changeAllowed(state: SheetState, papers: PapersOut): Result<Change> {
  const decided = decisionChangeAllowed(state, papers);
  if (!decided.ok || state === 'draft' || state === 'printed') return decided;
  return refuse({
    code: 'sheet-adopted',
    message: '办法已经大会通过，只有大会另作决定才能修改：请先记录大会的决定。',
  });
}

/**
 * Whether a decision of the congress may change the sheet now. Refusals, in order: `sheet-replaced`,
 * `papers-issued`, which not even the congress can overcome for a round under way.
 */
export function decisionChangeAllowed(state: SheetState, papers: PapersOut): Result<Change> {
  if (state === 'replaced') return refuse(replaced);
  if (papers.papersIssued > 0) return refuse(issued);
  return ok({ voidsPrintedPapers: papers.papersPrinted > 0 });
}

/** What happens to a sheet as a whole. */
export type SheetAct =
  | 'print-papers'
  | 'change'
  | 'adopt'
  | 'reject'
  | 'take-effect'
  | 'change-by-decision'
  | 'replace';

const actNames: Readonly<Record<SheetAct, string>> = {
  'print-papers': '印制选票',
  change: '修改',
  adopt: '通过',
  reject: '记录未获通过',
  'take-effect': '施行',
  'change-by-decision': '按大会决定修改',
  replace: '以新的办法取代',
};

/** From each state, the acts that are possible and where they lead. */
const transitions: Readonly<Record<SheetState, Readonly<Partial<Record<SheetAct, SheetState>>>>> = {
  draft: { 'print-papers': 'printed', change: 'draft', adopt: 'adopted', reject: 'draft' },
  printed: { 'print-papers': 'printed', change: 'draft', adopt: 'adopted', reject: 'draft' },
  adopted: {
    'print-papers': 'adopted',
    'take-effect': 'in_force',
    'change-by-decision': 'adopted',
    replace: 'replaced',
  },
  in_force: {
    'print-papers': 'in_force',
    'change-by-decision': 'in_force',
    replace: 'replaced',
  },
  replaced: {},
};

/** The acts that are possible in a state, in a fixed order. */
export function actsIn(state: SheetState): readonly SheetAct[] {
  return Object.keys(actNames).filter(
    (act): act is SheetAct => transitions[state][act as SheetAct] !== undefined,
  );
}

/**
 * The state after an act. A changed sheet is a new version without papers, hence a draft again.
 * Refuses with `act-not-possible`, naming what is possible. Whether a change is allowed at all is for
 * `changeAllowed`.
 */
export function stateAfter(state: SheetState, act: SheetAct): Result<SheetState> {
  const next = transitions[state][act];
  if (next !== undefined) return ok(next);
  const possible = actsIn(state).map((one) => actNames[one]);
  const hint = possible.length === 0 ? '不能再作任何处理' : `现在可以：${possible.join('、')}`;
  const message = `办法${sheetStateNames[state]}，不能${actNames[act]}；${hint}。`;
  return refuse({ code: 'act-not-possible', message });
}

/** What a meeting has said about the sheet under which it works. */
export type MeetingStand = 'confirmed' | 'deviated' | 'not-yet';

/**
 * Whether a meeting may issue papers under a sheet. One for this meeting binds once it is in force. A
 * standing one must be in force and confirmed by this very meeting; where the meeting deviates, the
 * sheet with its deviations binds instead. Refusals, in order: `not-in-force`, `not-confirmed`,
 * `deviated-from`.
 */
export function bindsMeeting(scope: Scope, state: SheetState, stand: MeetingStand): Result<true> {
  if (state !== 'in_force') {
    const message = `票决办法${sheetStateNames[state]}，还没有施行或者已经失效，不能发票：请先由大会通过并施行。`;
    return refuse({ code: 'not-in-force', message });
  }
  if (scope === 'meeting' || stand === 'confirmed') return ok(true);
  if (stand === 'not-yet') {
    const message = '常设的票决办法须由本次会议确认后适用：请先记录大会的确认或者变通决定。';
    return refuse({ code: 'not-confirmed', message });
  }
  const message = '本次会议对常设办法作了变通，应适用变通后的办法：请选择本次会议的办法。';
  return refuse({ code: 'deviated-from', message });
}
