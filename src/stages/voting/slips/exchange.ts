import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesPaper, writeElectronic } from '../electronic-channel.ts';
import { stepPapers } from '../paper-channel.ts';
import { noElectronic, noPaper, noSuchRound } from '../refusals.ts';
import type { ElectionOfRound, ElectronicChannel, PaperChannel, Round } from '../round-store.ts';
import { reserveEmpty } from './issue-late-slip.ts';
import { malformedSlips, noKeysYet, roundNotOpen, wrongSlipStep } from './refusals.ts';
import { openReserve, slipBoxOf, writeElection } from './slip-box.ts';
import { findSlips, markVoid } from './slip-store.ts';
import { whyNotVoid } from './void-slips.ts';

const papersGone: Refusal = {
  code: 'papers-used-up',
  message: '印制的纸质票已经发完，不能换发。',
};

/**
 * Exchanges one unused slip for a paper in a round of both (ballots.md, Beyond Belenios 10): the slip is
 * scanned and void, one paper more is out. Papers whose issuing has not ended yet are counted at its end.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-paper`, `no-keys`, `wrong-state`,
 * `slips-malformed` (not exactly one), what `whyNotVoid` refuses, `papers-used-up`, `stale-form`.
 */
export function exchangeForPaper(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly roundId: string;
    readonly credentials: readonly string[];
  },
): Promise<Result<{ total: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    const parts = partsOf(round, '换发纸质票');
    if (!parts.ok) return parts;
    const { paper, electronic, election } = parts.value;
    if (input.credentials.length !== 1) return refuse(malformedSlips);
    const { transaction, congressId } = act;
    const slips = await findSlips(transaction, congressId, election.uuid, input.credentials);
    const wrong = whyNotVoid(input.credentials, slips);
    if (!wrong.ok) return wrong;
    await markVoid(act, election.uuid, input.credentials, 'exchanged');
    const papers = await movePapers(act, parts.value.round, paper, { issued: 1, spoiled: 0 });
    if (!papers.ok) return papers;
    const issued = (electronic.issued ?? 0) - 1;
    const written = await writeElectronic(act, parts.value.round, { issued });
    if (!written.ok) return written;
    const box = slipBoxOf(election);
    const total = box.exchanged + 1;
    const slip_box = JSON.stringify({ ...box, exchanged: total });
    await writeElection(act, parts.value.round, election, { slip_box });
    act.record({
      event: 'slip-exchanged',
      subjects: { meeting: input.meetingId, round: input.roundId },
      detail: { title: parts.value.round.title },
    });
    return ok({ total });
  });
}

/**
 * Exchanges one unused paper for a slip from the reserve: the paper is taken back as spoiled.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-paper`, `no-keys`, `wrong-state`,
 * `reserve-empty`, `stale-form`.
 */
export function exchangeForSlip(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string },
): Promise<Result<{ left: number }>> {
  return performAct(database, request, async (act) => {
    const found = await loadLockedRound(act, input.meetingId, input.roundId);
    const parts = partsOf(found, '换发票码');
    if (!parts.ok) return parts;
    const { round, paper, electronic, election } = parts.value;
    const left = openReserve(election) - 1;
    if (left < 0) return refuse(reserveEmpty);
    const papers = await movePapers(act, round, paper, { issued: -1, spoiled: 1 });
    if (!papers.ok) return papers;
    const written = await writeElectronic(act, round, { issued: (electronic.issued ?? 0) + 1 });
    if (!written.ok) return written;
    await writeElection(act, round, election, { issued_late: election.issuedLate + 1 });
    act.record({
      event: 'paper-exchanged',
      subjects: { meeting: round.meetingId, round: round.id, left },
      detail: { title: round.title },
    });
    return ok({ left });
  });
}

interface Parts {
  readonly round: Round;
  readonly paper: PaperChannel;
  readonly electronic: ElectronicChannel;
  readonly election: ElectionOfRound;
}

/** Both channels of a round whose voting is on. */
function partsOf(round: Round | null, name: string): Result<Parts> {
  if (round === null) return refuse(noSuchRound);
  const { paper, electronic } = round;
  if (electronic === null) return refuse(noElectronic);
  if (paper === null || !livesPaper(round)) return refuse(noPaper);
  const { state, election } = electronic;
  if (election === null) return refuse(noKeysYet);
  if (state !== 'casting') return refuse(wrongSlipStep(state, name));
  if (round.state !== 'open') return refuse(roundNotOpen(round.state, name));
  return ok({ round, paper, electronic, election });
}

/** Changes the figures of papers whose issuing has ended; before, its end counts what is out. */
async function movePapers(
  act: Act,
  round: Round,
  paper: PaperChannel,
  by: { readonly issued: number; readonly spoiled: number },
): Promise<Result<null>> {
  if (paper.state === 'issuing') return ok(null);
  const issued = (paper.issued ?? 0) + by.issued;
  const spoiled = (paper.spoiled ?? 0) + by.spoiled;
  if (issued < 0 || issued + spoiled > (paper.printed ?? 0)) return refuse(papersGone);
  return await stepPapers(act, round, 'exchange', { issued, spoiled });
}
