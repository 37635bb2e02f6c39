import { closeBox } from '../../../ballot/archive/close-box.ts';
import { openElection } from '../../../ballot/election.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { type ClosingVerdict, closingVerdict } from '../../../rules/closing.ts';
import { advanceElectronic } from '../../../rules/electronic-channel.ts';
import { type Result, refuse } from '../../../rules/refusals.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { appendRecords, loadArchive } from '../board/archive-store.ts';
import { digestOf, loadBallots } from '../board/box-store.ts';
import { livesPaper, stepElectronic } from '../electronic-channel.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';
import { noElectronic } from '../refusals.ts';
import type { Round } from '../round-store.ts';

/**
 * Closes the electronic box of a round (封箱), whose lock the caller holds: the ballots go into the chain
 * sorted by tracker, then EndBallots and the encrypted tally. More ballots than slips void the channel or
 * the round; then nothing goes into the chain, for a void box is never opened. The caller moves the
 * round.
 *
 * Refuses with `no-electronic`, `wrong-state`, `already-done`, `too-few-ballots`, `stale-form`.
 */
export async function closeElectronicBox(
  act: Act,
  round: Round,
  document: RuleSheetDocument,
): Promise<Result<ClosingVerdict>> {
  const { electronic } = round;
  if (electronic === null || electronic.election === null) return refuse(noElectronic);
  const next = advanceElectronic(electronic.state, 'close-box');
  if (!next.ok) return next;
  const place = { congressId: act.congressId, uuid: electronic.election.uuid };
  const ballots = await loadBallots(act.transaction, place);
  const verdict = closingVerdict({
    ballots: ballots.length,
    issued: electronic.issued ?? 0,
    smallest: document.keys?.smallestChannel ?? 3,
    channelVoid: document.vote?.channelVoid ?? 'round',
    papers: livesPaper(round),
  });
  if (!verdict.ok) return verdict;
  const figures = { returned: ballots.length, void: 0 };
  const closes = verdict.value === 'closed';
  const step = await stepElectronic(act, round, closes ? 'close-box' : 'void', figures);
  if (!step.ok) return step;
  if (!closes) {
    recordVoid(act, round, ballots.length, electronic.issued ?? 0, verdict.value);
    return verdict;
  }
  const trackers = await writeChain(act, place.uuid, electronic.election.electionJson, ballots);
  const digest = digestOf(trackers);
  act.record({
    event: 'box-closed',
    subjects: { round: round.id, ballots: ballots.length, digest },
    detail: {
      title: round.title,
      ballots: ballots.length,
      issued: electronic.issued ?? 0,
      digest: digest.slice(0, 16),
    },
  });
  return verdict;
}

async function writeChain(
  act: Act,
  uuid: string,
  electionJson: string,
  ballots: readonly string[],
): Promise<readonly string[]> {
  const group = createGroup(createOpensslExponentiate());
  const opened = openElection(electionJson, group);
  if (!opened.ok) throw new Error(`the election of a sealed round is ${opened.code}`);
  const archive = await loadArchive(act.transaction, uuid);
  const box = closeBox(opened.value, archive, ballots);
  const place = { congressId: act.congressId, uuid };
  await appendRecords(act.transaction, place, archive.records.length, box.archive);
  return box.trackers;
}

function recordVoid(
  act: Act,
  round: Round,
  ballots: number,
  issued: number,
  verdict: ClosingVerdict,
): void {
  act.record({
    event: 'box-void',
    subjects: { round: round.id, ballots, issued },
    detail: {
      title: round.title,
      ballots,
      issued,
      verdict: verdict === 'round-void' ? '本轮无效，应重新投票' : '电子票作废，只计纸质票',
    },
  });
}
