import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { writeElectronic } from '../electronic-channel.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import { noKeysYet, wrongSlipStep } from './refusals.ts';
import { countSlips } from './slip-store.ts';

/**
 * Registers how many slips were handed out, as often as needed until casting begins: the last number
 * counts. Nobody notes who drew which.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state`,
 * `issued-more-than-made`, `stale-form`.
 */
export function registerSlips(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string; readonly issued: number },
): Promise<Result<{ issued: number }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, issued } = input;
    const round = await loadLockedRound(act, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    const { state, election, made } = round.electronic;
    if (election === null) return refuse(noKeysYet);
    if (state !== 'issuing') return refuse(wrongSlipStep(state, '登记发出的票码'));
    const { unissued } = await countSlips(act.transaction, act.congressId, election.uuid);
    const most = (made ?? 0) - unissued;
    if (issued > most) {
      return refuse({
        code: 'issued-more-than-made',
        message: `共制作 ${made ?? 0} 份票码，已作废 ${unissued} 份，不能发出 ${issued} 份。请重新清点。`,
        field: 'slips_issued',
      });
    }
    const written = await writeElectronic(act, round, { issued });
    if (!written.ok) return written;
    act.record({
      event: 'slips-handed-out',
      subjects: { meeting: meetingId, round: roundId, issued },
      detail: { title: round.title, issued },
    });
    return ok({ issued });
  });
}
