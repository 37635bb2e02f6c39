import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadRound } from '../voting/index.ts';
import { noSuchRound } from './refusals.ts';

/** What is done with the counted papers. */
export type SealingKind = 'sealed' | 'opened_for_recount' | 'resealed' | 'destroyed';

/** Chinese words for it, as the record and the pages say them. */
export const sealingNames: Readonly<Record<SealingKind, string>> = {
  sealed: '封存',
  opened_for_recount: '启封复核',
  resealed: '重新封存',
  destroyed: '到期销毁',
};

/** What may follow what: nothing is opened that was not sealed, nothing returns once destroyed. */
const mayFollow: Readonly<Record<SealingKind, readonly (SealingKind | null)[]>> = {
  sealed: [null],
  opened_for_recount: ['sealed', 'resealed'],
  resealed: ['opened_for_recount'],
  destroyed: ['sealed', 'resealed'],
};

/**
 * Records that the papers were sealed, opened, sealed again or destroyed: packets, seals, place, who.
 *
 * Refuses with `no-such-round`, `sealing-out-of-order`.
 */
export function sealPapers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    meetingId: string;
    roundId: string;
    kind: SealingKind;
    packets: number;
    seals: string;
    place: string;
    witnesses: string;
  },
): Promise<Result<{ sealingId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, kind, packets, seals, place, witnesses } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const earlier = await listSealings(act.transaction, act.congressId, roundId);
    const last = earlier.at(-1)?.kind ?? null;
    if (!mayFollow[kind].includes(last)) {
      const now = last === null ? '还没有封存' : `现在是“${sealingNames[last]}”`;
      return refuse({
        code: 'sealing-out-of-order',
        message: `选票${now}，不能登记“${sealingNames[kind]}”。请核对后重新选择。`,
        field: 'kind',
      });
    }
    const sealingId = randomUUID();
    await act.transaction
      .insertInto('record.sealing')
      .values({
        congress_id: act.congressId,
        id: sealingId,
        round_id: roundId,
        kind,
        packets,
        seals,
        place,
        witnesses,
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'papers-sealed',
      subjects: { round: roundId, sealing: sealingId, packets },
      detail: {
        title: round.title,
        kind: sealingNames[kind],
        packets,
        seals,
        place,
        witnesses,
      },
    });
    return ok({ sealingId });
  });
}

/** One line of the papers' custody. */
export interface Sealing {
  readonly id: string;
  readonly kind: SealingKind;
  readonly packets: number;
  readonly seals: string;
  readonly place: string;
  readonly witnesses: string;
  readonly happenedAt: Date;
}

/** The custody of a round's papers, the first line first. */
export async function listSealings(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<readonly Sealing[]> {
  const rows = await database
    .selectFrom('record.sealing as sealing')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'sealing.congress_id')
        .onRef('act.id', '=', 'sealing.act_id'),
    )
    .selectAll('sealing')
    .select('act.happened_at')
    .where('sealing.congress_id', '=', congressId)
    .where('sealing.round_id', '=', roundId)
    .orderBy('act.recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    packets: row.packets,
    seals: row.seals,
    place: row.place,
    witnesses: row.witnesses,
    happenedAt: row.happened_at,
  }));
}
