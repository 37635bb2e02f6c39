import { randomUUID } from 'node:crypto';
import type { Tables } from '../../database/tables.ts';
import { usesElectronic, usesPaper, type VoteChapter } from '../../rules/rule-sheet/document.ts';
import type { Act } from '../../trail/perform-act.ts';
import type { RoundFrame } from './round-frame.ts';
import type { Round, RoundItem } from './round-store.ts';

/** The colour of a round's papers: a reserve colour for each further round of a meeting. */
function colourOf(vote: VoteChapter, earlierRounds: number): string {
  if (earlierRounds === 0) return vote.paperColour;
  return earlierRounds === 1 ? vote.firstReserveColour : vote.secondReserveColour;
}

/** A round that is about to be created; everything else follows from its frame. */
export interface RoundToWrite {
  readonly frame: RoundFrame;
  readonly sittingId: string;
  readonly kind: Round['kind'];
  readonly form: Round['form'];
  readonly title: string;
  readonly candidateListId: string | null;
  readonly parent: { readonly id: string; readonly reason: Round['parentReason'] } | null;
  readonly places: number;
  readonly most: number;
  readonly least: number;
  readonly category: string | null;
  readonly items: readonly RoundItem[];
}

type OptionRow = readonly [Tables['record.round_option']['code'], string];

/** The marks of a form with the symbols that are printed for them. */
function optionsOf(form: Round['form'], vote: VoteChapter): readonly OptionRow[] {
  const illegible: OptionRow = ['illegible', '?'];
  if (form === 'grades') {
    // A test has a column for each grade: the sign of assent is drawn in one of them.
    const drawn = vote.forSymbol === '' ? '○' : vote.forSymbol;
    return [['satisfied', drawn], ['fairly_satisfied', drawn], ['dissatisfied', drawn], illegible];
  }
  if (form !== 'each') return [['for', vote.forSymbol], illegible];
  return [
    ['for', vote.forSymbol],
    ['against', vote.againstSymbol],
    ['abstain', vote.abstainSymbol],
    illegible,
  ];
}

/** Writes a round in draft with its items, marks and channels, and its event. Returns its id. */
export async function writeRound(act: Act, round: RoundToWrite): Promise<string> {
  const roundId = randomUUID();
  const { form, title, places } = round;
  const { meeting, sheet, rounds } = round.frame;
  await act.transaction
    .insertInto('record.round')
    .values({
      congress_id: act.congressId,
      id: roundId,
      meeting_id: meeting.id,
      sitting_id: round.sittingId,
      body_id: meeting.bodyId,
      kind: round.kind,
      form,
      number: rounds.length + 1,
      title,
      rule_sheet_version_id: sheet.versionId,
      candidate_list_id: round.candidateListId,
      parent_id: round.parent?.id ?? null,
      parent_reason: round.parent?.reason ?? null,
      places,
      most: round.most,
      least: round.least,
      category: round.category,
      recommends_only: sheet.document.level === 'street',
      state: 'draft',
      act_id: act.id,
    })
    .execute();
  await writeParts(act, roundId, round);
  act.touch(`meeting:${meeting.id}`);
  return roundId;
}

async function writeParts(
  act: Act,
  roundId: string,
  { frame, form, items }: RoundToWrite,
): Promise<void> {
  const { vote, rounds } = frame;
  const here = { congress_id: act.congressId, round_id: roundId };
  await act.transaction
    .insertInto('record.round_item')
    .values(
      items.map((item) => ({
        ...here,
        number: item.number,
        title: item.title,
        candidate_version_id: item.candidateVersionId,
        project_id: item.projectId,
        part: item.part,
        adjustment_id: item.adjustmentId,
        detail: item.detail,
      })),
    )
    .execute();
  await act.transaction
    .insertInto('record.round_option')
    .values(
      optionsOf(form, vote).map(([code, symbol], position) => ({
        ...here,
        code,
        symbol,
        position,
      })),
    )
    .execute();
  const channels = [
    ...(usesPaper(vote) ? (['paper'] as const) : []),
    ...(usesElectronic(vote) ? (['electronic'] as const) : []),
  ];
  await act.transaction
    .insertInto('record.round_channel')
    .values(
      channels.map((channel) => ({
        ...here,
        channel,
        state: 'preparing' as const,
        colour: colourOf(vote, rounds.length),
        act_id: act.id,
      })),
    )
    .execute();
}
