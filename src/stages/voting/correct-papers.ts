import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { lockCounting } from './add-batch.ts';
import { checkIssued } from './issue-papers.ts';
import { stepPapers } from './paper-channel.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound, type Round } from './round-store.ts';

/** The figures of the papers as they were counted again. */
export interface CorrectedFigures {
  readonly issued: number;
  readonly spoiled: number;
  /** Null while the box is not opened. */
  readonly returned: number | null;
}

/**
 * Corrects figures of the papers that were typed wrongly, from the end of the issuing until the count
 * is finished; the former figures stay in the trail. Who was present stays as it was frozen.
 *
 * Refuses with `no-such-round`, `wrong-state`, `issued-more-than-printed`, `issued-more-than-present`,
 * `returned-missing`, `returned-more-than-issued` (then the round is void, which is another act),
 * `bound-more-than-returned`, `stale-form`.
 */
export function correctPapers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; reason: string } & CorrectedFigures,
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, issued, spoiled, returned, reason } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const before = round.paper;
    const fault = await findFault(act, round, input);
    if (fault !== null) return refuse(fault);
    const step = await stepPapers(act, round, 'correct', {
      ...{ issued, spoiled },
      ...(returned === null ? {} : { returned }),
    });
    if (!step.ok) return step;
    act.record({
      event: 'papers-corrected',
      subjects: { meeting: meetingId, round: roundId, issued, spoiled, returned: returned ?? 0 },
      detail: {
        title: round.title,
        ...{ issued, spoiled, returned: returned ?? '未清点', reason },
        before: `${before?.issued ?? 0}、${before?.spoiled ?? 0}、${before?.returned ?? '未清点'}`,
      },
    });
    return ok({ roundId });
  });
}

async function findFault(
  act: Act,
  round: Round,
  { issued, spoiled, returned }: CorrectedFigures,
): Promise<Refusal | null> {
  const state = round.paper?.state ?? 'preparing';
  const counting = await lockCounting(act, round.id);
  const again = state === 'counted' && counting !== null;
  if (state !== 'issued' && state !== 'returned' && !again) {
    return wrongPaperStep('发票完毕之后、计票完成之前才能更正张数');
  }
  const wrong = checkIssued(round, { issued, spoiled }, round.present ?? 0);
  if (wrong !== null) return wrong;
  if (state === 'issued') return null;
  if (returned === null) {
    return { code: 'returned-missing', message: '请填写收回张数。', field: 'returned' };
  }
  if (returned > issued) {
    const message = `收回 ${returned} 张多于发出 ${issued} 张。清点无误的，请在“特殊情况”中宣布本轮无效。`;
    return { code: 'returned-more-than-issued', message, field: 'returned' };
  }
  const bound = (counting?.batches ?? []).reduce((sum, batch) => sum + batch.papers, 0);
  if (returned >= bound) return null;
  const message = `已成捆 ${bound} 张，多于收回 ${returned} 张。请先把多出的一捆退回重捆。`;
  return { code: 'bound-more-than-returned', message, field: 'returned' };
}
