import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import type { KeyVault } from '../key-vault.ts';
import { destroyGivenUp, endCeremony, lockCeremony } from './cancel-ceremony.ts';
import { messageBad, noCeremony, notAHolder } from './refusals.ts';

/**
 * A holder's device found messages of others bad: the ceremony ends with a reason that names both, its
 * keys are destroyed, and another one begins with new keys. Only a running ceremony can be ended so.
 *
 * Refuses, in order, with `no-ceremony`, `not-a-holder`, `message-bad` (nobody, oneself, or no such place).
 */
export async function blameSenders(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly ceremonyId: string;
    readonly positions: readonly number[];
  },
): Promise<Result<{ ceremonyId: string }>> {
  const { meetingId, ceremonyId, positions } = input;
  const result = await performAct(database, request, async (act) => {
    const ceremony = await lockCeremony(act, meetingId, ceremonyId);
    if (ceremony?.state !== 'running') return refuse(noCeremony);
    const holder = ceremony.holders.find((one) => one.personId === act.personId);
    if (holder === undefined) return refuse(notAHolder);
    const blamed = ceremony.holders.filter(
      (one) => one !== holder && positions.includes(one.position),
    );
    if (blamed.length === 0 || blamed.length !== new Set(positions).size) return refuse(messageBad);
    const senders = blamed.map((one) => one.name).join('、');
    await endCeremony(
      act,
      ceremony,
      `${holder.name}的设备核对发现${senders}发来的材料有误，须重新召集，制作新的钥匙。`,
    );
    act.record({
      event: 'ceremony-blamed',
      subjects: { meeting: meetingId, ceremony: ceremonyId },
      detail: { name: holder.name, senders },
    });
    return ok({ ceremonyId });
  });
  if (result.ok) await destroyGivenUp(database, vault, request.congressId, ceremonyId);
  return result;
}
