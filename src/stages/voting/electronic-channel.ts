import { advanceElectronic, type ElectronicVerb } from '../../rules/electronic-channel.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { noElectronic, staleRound } from './refusals.ts';
import type { ElectronicChannel, Round } from './round-store.ts';

/** The common figures of the electronic channel that a step may set. */
export interface ElectronicStep {
  readonly colour?: string;
  /** Slips made. */
  readonly printed?: number;
  /** Slips handed out. */
  readonly issued?: number;
  /** Ballots in the box. */
  readonly returned?: number;
  readonly void?: number;
  readonly totals?: string;
}

/**
 * Moves the electronic channel by a verb of its machine and writes figures with it.
 *
 * Refuses with `no-electronic` in a round without, with what the machine refuses, with `stale-form`
 * when the channel changed since it was read.
 */
export async function stepElectronic(
  act: Act,
  round: Round,
  verb: ElectronicVerb,
  step: ElectronicStep = {},
): Promise<Result<ElectronicChannel['state']>> {
  if (round.electronic === null) return refuse(noElectronic);
  const next = advanceElectronic(round.electronic.state, verb);
  if (!next.ok) return next;
  const written = await writeElectronic(act, round, { ...step, state: next.value });
  return written.ok ? ok(next.value) : written;
}

/**
 * Writes figures of the electronic channel that change within one state, such as a late slip. Refuses
 * with `no-electronic` and `stale-form`.
 */
export async function writeElectronic(
  act: Act,
  round: Round,
  step: ElectronicStep & { readonly state?: ElectronicChannel['state'] },
): Promise<Result<null>> {
  if (round.electronic === null) return refuse(noElectronic);
  const { version } = round.electronic;
  const updated = await act.transaction
    .updateTable('record.round_channel')
    .set({ ...step, act_id: act.id, version: version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('round_id', '=', round.id)
    .where('channel', '=', 'electronic')
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
  act.touch(`round:${round.id}`);
  act.touch(`meeting:${round.meetingId}`);
  return ok(null);
}

/** Whether electronic ballots still count in this round: the channel is there and not void. */
export function livesElectronic(round: Round): boolean {
  return round.electronic !== null && round.electronic.state !== 'void';
}

/** Whether papers still count in this round. */
export function livesPaper(round: Round): boolean {
  return round.paper !== null && round.paper.state !== 'void';
}
