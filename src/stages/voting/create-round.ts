import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type RuleSheetDocument, usesElectronic } from '../../rules/rule-sheet/document.ts';
import {
  laterRoundSettings,
  leastOnBallot,
  outcomeContests,
} from '../../rules/rule-sheet/to-outcome.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadSealedList } from '../candidates/index.ts';
import { noRuleSheet, noSealedList, noSuchRound } from './refusals.ts';
import { loadRoundFrame } from './round-frame.ts';
import type { Round, RoundItem } from './round-store.ts';
import { writeRound } from './write-round.ts';

/** What a new round needs to know beyond the meeting's rule sheet and sealed list. */
export interface NewRound {
  readonly meetingId: string;
  readonly sittingId: string;
  /** The category of a 分类式 ballot; null where the sheet knows none. */
  readonly category?: string | null;
  /** A re-vote or a second round names the round that it follows, and what it votes on. */
  readonly follows?: {
    readonly roundId: string;
    readonly reason: 'revote' | 'second_round' | 'vote_again';
    readonly numbers: readonly number[];
    readonly places: number;
  };
}

const categoryMissing: Refusal = {
  code: 'category-missing',
  message: '办法规定分类投票，每个类别各建一轮、各印一种颜色的选票。请选择类别。',
  field: 'category',
};

const keypadApart: Refusal = {
  code: 'keypad-apart',
  message:
    '票决办法规定用会场表决器，由会场系统表决，本程序不能投票。请改用纸质票或者电子票，修改票决办法。',
};

const capNotProvable: Refusal = {
  code: 'cap-not-provable',
  message:
    '逐项式限定了赞成项数，电子选票加密后无法证明没有超过上限。请修改票决办法：改用选择式，或者不限项数的逐项式，或者只用纸质选票。',
};

/**
 * Creates a round in draft from the meeting's rule sheet and sealed list of candidates.
 *
 * Refuses, in order, with `meeting-ended`, `no-rule-sheet`, `keypad-apart`, `round-running`,
 * `no-sealed-list`, `category-missing`, `category-empty`, `places-missing`, `no-such-round` (the round
 * to follow), `cap-not-provable` (electronic ballots of 逐项式 with a cap).
 */
export function createRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewRound,
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const frame = await loadRoundFrame(act, input.meetingId, noRuleSheet);
    if (!frame.ok) return frame;
    const { sheet, vote, rounds } = frame.value;
    if (vote.channels === 'keypad') return refuse(keypadApart);
    const subject = await chooseSubject(act, input, rounds, sheet.document);
    if (!subject.ok) return subject;
    const { form, places, most, items, listId, title, parent, category } = subject.value;
    if (form === 'each' && most < items.length && usesElectronic(vote))
      return refuse(capNotProvable);
    const roundId = await writeRound(act, {
      frame: frame.value,
      ...{ sittingId: input.sittingId, kind: 'vote', form, title, candidateListId: listId },
      parent: parent === null ? null : { id: parent.id, reason: input.follows?.reason ?? null },
      ...{ places, most, category, items },
      least: form === 'upto' ? leastOnBallot(vote, most) : 0,
    });
    act.record({
      event: 'round-created',
      subjects: { meeting: input.meetingId, round: roundId },
      detail: { title, number: rounds.length + 1, candidates: items.length, places },
    });
    return ok({ roundId });
  });
}

interface Subject {
  readonly form: 'upto' | 'exactly' | 'each';
  readonly places: number;
  readonly most: number;
  readonly items: readonly RoundItem[];
  readonly listId: string | null;
  readonly title: string;
  readonly category: string | null;
  readonly parent: Round | null;
}

async function chooseSubject(
  act: Act,
  input: NewRound,
  rounds: readonly Round[],
  document: RuleSheetDocument,
): Promise<Result<Subject>> {
  if (input.follows !== undefined) return followRound(input.follows, rounds, document);
  const category = input.category ?? null;
  const running = rounds.find(
    (round) =>
      round.kind === 'vote' &&
      round.category === category &&
      round.state !== 'cancelled' &&
      round.state !== 'void',
  );
  if (running !== undefined) {
    return refuse({
      code: 'round-running',
      message: `本次会议已有“${running.title}”。重新投票或第二轮请从该轮的结果页建立。`,
    });
  }
  const list = await loadSealedList(act.transaction, act.congressId, input.meetingId);
  if (list === null) return refuse(noSealedList);
  const contests = outcomeContests(document, { candidates: list.items.length });
  if (!contests.ok) return contests;
  const contest = contests.value.find((one) => one.category === category);
  if (contest === undefined) return refuse(categoryMissing);
  const { form, places, most } = contest;
  const chosen = list.items.filter(
    (item) => category === null || item.content.category === category,
  );
  if (chosen.length === 0) {
    const message = `封存的名单里没有“${category ?? ''}”类的候选项目。请核对候选项目的类别，重新封存。`;
    return refuse({ code: 'category-empty', message, field: 'category' });
  }
  if (places === null) {
    return refuse({
      code: 'places-missing',
      message: '票决办法没有写明应选数。请先在票决办法中填写本次会议的应选数。',
    });
  }
  return ok({
    form,
    places,
    most: most ?? chosen.length,
    items: chosen.map((item) => ({
      number: item.number,
      title: item.content.title,
      candidateVersionId: item.versionId,
      ...{ projectId: null, part: null, adjustmentId: null, detail: null },
    })),
    listId: list.id,
    title: `民生实事项目票决（${category === null ? '' : `${category}，`}第1轮）`,
    category,
    parent: null,
  });
}

const reasonNames = { revote: '同票重新投票', second_round: '第二轮票决', vote_again: '重新票决' };

function followRound(
  follows: NonNullable<NewRound['follows']>,
  rounds: readonly Round[],
  document: RuleSheetDocument,
): Result<Subject> {
  const parent = rounds.find((round) => round.id === follows.roundId);
  if (parent === undefined) return refuse(noSuchRound);
  const existing = rounds.find(
    (round) =>
      round.parentId === parent.id && round.state !== 'cancelled' && round.state !== 'void',
  );
  if (existing !== undefined) {
    return refuse({
      code: 'round-running',
      message: `已经建立了“${existing.title}”，不能再建一轮。`,
    });
  }
  const items = parent.items.filter((item) => follows.numbers.includes(item.number));
  const common = {
    items,
    listId: parent.candidateListId,
    category: parent.category,
    title: `民生实事项目${reasonNames[follows.reason]}（第${rounds.length + 1}轮）`,
    parent,
  };
  if (follows.reason === 'vote_again') {
    if (parent.form === 'grades') throw new Error('a vote has no grades');
    return ok({ ...common, form: parent.form, places: parent.places, most: parent.most });
  }
  const kind = follows.reason === 'revote' ? 'revote' : 'second-round';
  const { places } = follows;
  const settings = laterRoundSettings(document, { kind, places, candidates: items.length });
  if (!settings.ok) return settings;
  const { form, most } = settings.value;
  return ok({ ...common, form, places, most: most ?? items.length });
}
