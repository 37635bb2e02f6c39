import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { ElectronicState } from '../../../rules/electronic-channel.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import {
  malformedSlips,
  noKeysYet,
  notListed,
  slipRepeated,
  slipUsed,
  voidBefore,
  wrongSlipStep,
} from './refusals.ts';
import { openReserve, writeElection } from './slip-box.ts';
import { countSlips, findSlips, markVoid, type Slip } from './slip-store.ts';

/** When slips are scanned back: what nobody took before casting, the unused reserve after it. */
const reasons = {
  unissued: { state: 'issuing', name: '作废未发出的票码', words: '未发出' },
  reserve: { state: 'closed', name: '作废留用的票码', words: '留用未发出' },
} as const satisfies Record<string, { state: ElectronicState; name: string; words: string }>;

/**
 * Publishes slips as void by their public keys, all of a request or none. A slip that is void can never
 * be used: the box itself refuses it.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state`, `slips-malformed`
 * (none), what `whyNotVoid` refuses, `more-than-reserve`.
 */
export function voidSlips(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly roundId: string;
    readonly credentials: readonly string[];
    readonly reason: keyof typeof reasons;
  },
): Promise<Result<{ total: number }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, credentials, reason } = input;
    const round = await loadLockedRound(act, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    const { state, election } = round.electronic;
    if (election === null) return refuse(noKeysYet);
    const { name, words } = reasons[reason];
    if (state !== reasons[reason].state) return refuse(wrongSlipStep(state, name));
    if (credentials.length === 0) return refuse(malformedSlips);
    const { transaction, congressId } = act;
    const slips = await findSlips(transaction, congressId, election.uuid, credentials);
    const wrong = whyNotVoid(credentials, slips);
    if (!wrong.ok) return wrong;
    const left = openReserve(election);
    if (reason === 'reserve' && credentials.length > left) {
      return refuse({
        code: 'more-than-reserve',
        message: `留用的票码只剩 ${left} 份没有作废，却扫描了 ${credentials.length} 份，没有登记。请分清留用的和已用的票码。`,
      });
    }
    await markVoid(act, election.uuid, credentials, reason);
    const counts = await countSlips(transaction, congressId, election.uuid);
    const total = counts[reason];
    await writeElection(
      act,
      round,
      election,
      reason === 'unissued' ? { voided_before: total } : { voided_after: total },
    );
    const count = credentials.length;
    act.record({
      event: 'slips-voided',
      subjects: { meeting: meetingId, round: roundId, count, total },
      detail: { title: round.title, count, reason: words, total },
    });
    return ok({ total });
  });
}

/**
 * Why slips cannot become void. Refuses, in order, with `slip-repeated`, `slip-not-listed`, `slip-used`,
 * `slip-already-void`.
 */
export function whyNotVoid(credentials: readonly string[], found: readonly Slip[]): Result<null> {
  if (new Set(credentials).size !== credentials.length) return refuse(slipRepeated);
  const unknown = credentials.length - found.length;
  if (unknown > 0) return refuse(notListed(unknown));
  const used = found.filter((slip) => slip.hasBallot).length;
  if (used > 0) return refuse(slipUsed(used));
  const already = found.filter((slip) => slip.voidReason !== null).length;
  return already > 0 ? refuse(voidBefore(already)) : ok(null);
}
