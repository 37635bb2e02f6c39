import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { balanceSlipBox, slipBoxVerdictNames } from '../../../rules/slip-balance.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { loadOpening } from '../opening/opening-store.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';
import { noKeysYet, notListed, slipRepeated, wrongSlipStep } from './refusals.ts';
import { openReserve, type SlipBox, slipBoxOf, writeElection } from './slip-box.ts';
import { countSlips, findSlips, type Slip } from './slip-store.ts';

function voidInBox(count: number): Refusal {
  return {
    code: 'void-slip-in-box',
    message: `票码箱里有 ${count} 份已经作废的票码，没有登记。请把作废的票码分开，只清点发出的。`,
  };
}

const openingBegun: Refusal = {
  code: 'opening-begun',
  message: '开箱已经开始，不能再清点票码箱。对结果有疑问的，写入会议记录，由主席团处理。',
};

/** The public keys of both piles from the slip box. */
export interface ScannedBox {
  readonly used: readonly string[];
  readonly unused: readonly string[];
}

/**
 * Takes the scan of the slip box, after closing and before opening, and says whether slips and ballots
 * balance. It may be scanned again; the last scan counts, the trail keeps every one. Only counts are kept.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state`, `opening-begun`,
 * `reserve-not-voided`, `slip-repeated`, `slip-not-listed`, `void-slip-in-box`.
 */
export function scanSlipBox(
  database: Kysely<Tables>,
  request: ActRequest,
  input: ScannedBox & { readonly meetingId: string; readonly roundId: string },
): Promise<Result<SlipBoxAnswer>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    const { state, election, issued } = round.electronic;
    if (election === null) return refuse(noKeysYet);
    if (state !== 'closed') return refuse(wrongSlipStep(state, '清点票码箱'));
    if ((await loadOpening(act.transaction, round))?.begun === true) return refuse(openingBegun);
    if (openReserve(election) > 0) {
      return refuse({
        code: 'reserve-not-voided',
        message: '留用的票码还没有全部作废。请先扫描留用的票码，再清点票码箱。',
      });
    }
    const found = await sortPiles(act, election, input);
    if (!found.ok) return found;
    const { ballots } = await countSlips(act.transaction, act.congressId, election.uuid);
    const figures = { ...found.value, ballots };
    const balance = balanceSlipBox({ ...figures, issued: issued ?? 0 });
    const box: SlipBox = { ...slipBoxOf(election), scan: { ...figures, ...balance } };
    await writeElection(act, round, election, { slip_box: JSON.stringify(box) });
    const answer = answerOf(box);
    recordScan(act, round, election, answer);
    return ok(answer);
  });
}

/** What the page is told: counts, and a sentence. */
export type SlipBoxAnswer = ReturnType<typeof answerOf>;

function answerOf({ scan }: SlipBox) {
  if (scan === null) throw new Error('the box has just been scanned');
  const { ballots, missing, ballotsWithoutSlip, verdict } = scan;
  return {
    balanced: verdict === 'balanced',
    sentence: slipBoxVerdictNames[verdict],
    ...{ ballots, missing, ballotsWithoutSlip },
    withBallot: scan.usedWithBallot + scan.unusedWithBallot,
    withoutBallot: scan.usedWithoutBallot + scan.unusedWithoutBallot,
  };
}

async function sortPiles(
  act: Act,
  election: ElectionOfRound,
  { used, unused }: ScannedBox,
): Promise<Result<Piles>> {
  const all = [...used, ...unused];
  if (new Set(all).size !== all.length) return refuse(slipRepeated);
  const slips = await findSlips(act.transaction, act.congressId, election.uuid, all);
  if (slips.length < all.length) return refuse(notListed(all.length - slips.length));
  const gone = slips.filter((slip) => slip.voidReason !== null).length;
  if (gone > 0) return refuse(voidInBox(gone));
  const usedOnes = new Set(used);
  const count = (wanted: (slip: Slip) => boolean) => slips.filter(wanted).length;
  return ok({
    usedWithBallot: count((slip) => usedOnes.has(slip.credential) && slip.hasBallot),
    usedWithoutBallot: count((slip) => usedOnes.has(slip.credential) && !slip.hasBallot),
    unusedWithBallot: count((slip) => !usedOnes.has(slip.credential) && slip.hasBallot),
    unusedWithoutBallot: count((slip) => !usedOnes.has(slip.credential) && !slip.hasBallot),
  });
}

interface Piles {
  readonly usedWithBallot: number;
  readonly usedWithoutBallot: number;
  readonly unusedWithBallot: number;
  readonly unusedWithoutBallot: number;
}

function recordScan(
  act: Act,
  round: Round,
  election: ElectionOfRound,
  answer: SlipBoxAnswer,
): void {
  const { withBallot, withoutBallot, missing, ballots, ballotsWithoutSlip } = answer;
  const made = round.electronic?.made ?? 0;
  const { exchanged } = slipBoxOf(election);
  const voided = (election.voidedBefore ?? 0) + (election.voidedAfter ?? 0) + exchanged;
  act.record({
    event: 'slip-box-scanned',
    subjects: { meeting: round.meetingId, round: round.id, withBallot, withoutBallot, ballots },
    detail: {
      ...{ title: round.title, withBallot, withoutBallot, missing, ballots, ballotsWithoutSlip },
      ...{ made, voided, verdict: answer.sentence },
    },
  });
}
