import { randomUUID } from 'node:crypto';
import { paperMachine } from '../../rules/paper-channel.ts';
import { ok, type Result } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { stepPapers } from './paper-channel.ts';
import type { Round } from './round-store.ts';

/**
 * Papers of a void or cancelled round that were printed and are not counted out of a box yet become void:
 * counted, minuted, to be destroyed. Refuses with what the papers' steps refuse, `stale-form`.
 */
export async function voidPapers(act: Act, round: Round, reason: string): Promise<Result<null>> {
  const { paper } = round;
  if (paper === null || paper.printed === null) return ok(null);
  if (paperMachine.moves.void[paper.state] === undefined) return ok(null);
  const step = await stepPapers(act, round, 'void');
  if (!step.ok) return step;
  await act.transaction
    .insertInto('record.voided_papers')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), round_id: round.id },
      ...{ papers: paper.printed, reason, act_id: act.id },
    })
    .execute();
  act.record({
    event: 'papers-voided',
    subjects: { meeting: round.meetingId, round: round.id, papers: paper.printed },
    detail: { title: round.title, papers: paper.printed, reason },
  });
  return ok(null);
}
