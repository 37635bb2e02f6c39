import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Archive, appendEvent } from '../../../ballot/archive/archive.ts';
import { choiceCount } from '../../../ballot/question.ts';
import { combineShares, missingShares } from '../../../ballot/tally/combine.ts';
import { openTally, resultJson, type Totals } from '../../../ballot/tally/result.ts';
import type { Tables } from '../../../database/tables.ts';
import type { CountTotals } from '../../../rules/count-totals.ts';
import { electronicTotals } from '../../../rules/electronic-ballot.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, performAct } from '../../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../../meeting/index.ts';
import { appendRecords, loadArchive } from '../board/archive-store.ts';
import { loadLockedRound } from '../box-lock.ts';
import { stepElectronic } from '../electronic-channel.ts';
import { finishWhenAllCounted } from '../prepare-round.ts';
import { noRuleSheet, noSuchRound } from '../refusals.ts';
import { loadRound, type Round } from '../round-store.ts';
import { writeOutcome } from '../write-outcome.ts';
import { whatBlocksOpening } from './begin-opening.ts';
import { type ClosedBoxRead, readClosedBox } from './box-of-archive.ts';
import { writeElection } from './opening-store.ts';
import { archiveFails } from './refusals.ts';
import { type BoardFiles, filesOf, loadProofsText, verifyFiles } from './verify-board.ts';

/** Whose request opens the box: the last share's, or somebody's who tries again. */
export interface OpeningOrigin {
  readonly congressId: string;
  readonly personId: string;
  readonly now: Date;
}

/** The archive with its Result event, verified, ready to be published. */
interface OpenedBox {
  /** Records that were there when it was made. */
  readonly known: number;
  readonly archive: Archive;
  readonly files: BoardFiles;
  readonly totals: CountTotals;
}

/**
 * Opens the box once there are enough shares: combines them, adds the Result event, verifies the whole
 * archive as any citizen can, and only then publishes the totals. Gives false while shares are missing,
 * true when the box is open, whoever opened it. The long work is done before the lock is taken; shares
 * that came meanwhile make it begin again.
 *
 * Refuses with `no-such-round`, `no-electronic`, `box-void`, `box-not-closed`, `archive-fails`.
 */
export async function openBox(
  database: Kysely<Tables>,
  origin: OpeningOrigin,
  input: { readonly meetingId: string; readonly roundId: string },
): Promise<Result<boolean>> {
  for (;;) {
    const round = await loadRound(database, origin.congressId, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic?.state === 'counted') return ok(true);
    const blocked = whatBlocksOpening(round);
    if (blocked !== null) return refuse(blocked);
    const opened = await prepare(database, round);
    if (!opened.ok) return (await isOpen(database, round)) ? ok(true) : opened;
    if (opened.value === null) return ok(false);
    const written = await write(database, origin, input, opened.value);
    if (!written.ok) return written;
    if (written.value.done) return ok(true);
  }
}

/** Whether somebody else opened the box while we read it: an archive with a result takes no second one. */
async function isOpen(database: Kysely<Tables>, round: Round): Promise<boolean> {
  const now = await loadRound(database, round.congressId, round.meetingId, round.id);
  return now?.electronic?.state === 'counted';
}

async function prepare(database: Kysely<Tables>, round: Round): Promise<Result<OpenedBox | null>> {
  const election = round.electronic?.election;
  if (election === null || election === undefined) throw new Error('a closed box has an election');
  const { uuid, electionJson } = election;
  const closed = await loadArchive(database, uuid);
  const box = readClosedBox(closed);
  if (missingShares(box.trustees, box.shares).length > 0) return ok(null);
  const vectors = totalsOf(box);
  if (vectors === null) return refuse(archiveFails('解密得到的数大于票数。'));
  const archive = appendEvent(closed, 'Result', [resultJson(vectors)]);
  const place = { congressId: round.congressId, uuid };
  const proofs = await loadProofsText(database, place, electionJson, box.owners);
  const files = filesOf(archive, proofs);
  const { failures } = await verifyFiles(files, election.setupHash ?? '');
  const [first] = failures;
  if (first !== undefined) return refuse(archiveFails(first.message));
  const { form, items } = round;
  const blank = box.opened.election.questions[0]?.blank === true;
  const totals = electronicTotals({ form, items, blank }, vectors, box.ballots);
  return ok({ known: closed.records.length, archive, files, totals });
}

/** The totals that the shares open; null where a number would exceed the ballots. */
function totalsOf({ opened, trustees, shares, tally, ballots }: ClosedBoxRead): Totals | null {
  const { group, election } = opened;
  const factors = combineShares(group, trustees, shares, election.questions.map(choiceCount));
  const vectors = openTally(group, tally, factors, ballots);
  const known = vectors.map((question) => question.filter((total) => total !== null));
  return known.every((question, i) => question.length === vectors[i]?.length) ? known : null;
}

function write(
  database: Kysely<Tables>,
  origin: OpeningOrigin,
  input: { readonly meetingId: string; readonly roundId: string },
  opened: OpenedBox,
): Promise<Result<{ done: boolean }>> {
  const request = { ...origin, actId: randomUUID(), kind: 'open-box', happenedAt: null };
  return performAct(database, request, async (act): Promise<Result<{ done: boolean }>> => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic?.state === 'counted') return ok({ done: true });
    const blocked = whatBlocksOpening(round);
    if (blocked !== null) return refuse(blocked);
    const uuid = round.electronic?.election?.uuid ?? '';
    const { records } = await loadArchive(act.transaction, uuid);
    if (records.length !== opened.known) return ok({ done: false });
    await appendRecords(
      act.transaction,
      { congressId: act.congressId, uuid },
      opened.known,
      opened.archive,
    );
    const published = await publish(act, round, opened);
    return published.ok ? ok({ done: true }) : published;
  });
}

/** The channel is counted; with the last channel the round is, and its outcome follows. */
async function publish(
  act: Act,
  round: Round,
  { files, totals }: OpenedBox,
): Promise<Result<null>> {
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, round.meetingId);
  if (sheet === null) return refuse(noRuleSheet);
  const step = await stepElectronic(act, round, 'open-box', { totals: JSON.stringify(totals) });
  if (!step.ok) return step;
  await writeElection(act, round, {
    archive_hash: files.archiveHash,
    proofs_hash: files.proofsHash,
  });
  const finished = await finishWhenAllCounted(act, round, 'electronic');
  if (!finished.ok) return finished;
  const counted = await loadRound(act.transaction, act.congressId, round.meetingId, round.id);
  if (finished.value && counted !== null) {
    await writeOutcome(act, counted, sheet.document, counted.paper?.totals ?? null);
  }
  act.record({
    event: 'box-opened',
    subjects: {
      meeting: round.meetingId,
      round: round.id,
      archive: files.archiveHash,
      proofs: files.proofsHash,
    },
    detail: {
      title: round.title,
      ballots: totals.papers,
      archive: files.archiveHash,
      proofs: files.proofsHash,
    },
  });
  return ok(null);
}
