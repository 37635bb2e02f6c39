import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesElectronic, livesPaper } from '../electronic-channel.ts';
import { noElectronic, noPaper, noSuchRound, wrongPaperStep } from '../refusals.ts';
import type { Round } from '../round-store.ts';
import { writeElection } from './opening-store.ts';

/** What the sheet of the papers (合计表) states, hashed in canonical form. */
export function paperSheetHash(round: Round): string {
  const { paper } = round;
  if (paper === null || paper.totals === null) throw new Error('papers that are not counted');
  return hashJson({
    format: 1,
    round: round.id,
    issued: paper.issued,
    returned: paper.returned,
    totals: JSON.parse(JSON.stringify(paper.totals)),
  });
}

/**
 * The chief scrutineer freezes the totals of the papers before the electronic box is opened
 * ("Beyond Belenios", 10): nobody can adapt a count on paper to a total that is known already.
 *
 * Refuses with `no-such-round`, `no-electronic`, `no-paper`, `wrong-state` (the papers are not
 * counted), `already-done`.
 */
export function signPaperSheet(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ hash: string }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const election = round.electronic?.election;
    if (!livesElectronic(round) || election === undefined || election === null) {
      return refuse(noElectronic);
    }
    if (!livesPaper(round)) return refuse(noPaper);
    if (election.paperSheetHash !== null) {
      return refuse({
        code: 'already-done',
        message: '纸质票合计表已经封定，不能更改。请接着开电子票箱。',
      });
    }
    const { paper } = round;
    if (paper?.state !== 'counted' || paper.totals === null) {
      return refuse(wrongPaperStep('先完成纸质票计票'));
    }
    const hash = paperSheetHash(round);
    await writeElection(act, round, { paper_sheet_hash: hash });
    act.record({
      event: 'paper-sheet-signed',
      subjects: { meeting: input.meetingId, round: round.id, hash },
      detail: {
        title: round.title,
        returned: paper.returned ?? 0,
        valid: paper.totals.valid,
        hash,
      },
    });
    act.touch(`round:${round.id}`);
    act.touch(`meeting:${round.meetingId}`);
    return ok({ hash });
  });
}
