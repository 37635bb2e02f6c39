import type { HeldAssignment } from '../../../people/index.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import type { Round } from '../round-store.ts';
import { loadKeySet } from './ceremony-store.ts';
import { holdersChanged } from './refusals.ts';

/**
 * Keys bind only when the meeting has adopted as scrutineers exactly those who hold them (ballots.md,
 * "When"). Gives `holders-changed` with the names of the others, or null.
 */
export async function keysUnbound(
  act: Act,
  round: Round,
  held: readonly HeldAssignment[],
): Promise<Refusal | null> {
  const election = round.electronic?.election ?? null;
  if (election === null) return null;
  const { ceremonyId } = await loadKeySet(act.transaction, act.congressId, election.keySetId);
  const holders = await act.transaction
    .selectFrom('record.key_holder as holder')
    .innerJoin('people.person as person', 'person.id', 'holder.person_id')
    .select(['holder.person_id', 'person.name'])
    .where('holder.congress_id', '=', act.congressId)
    .where('holder.ceremony_id', '=', ceremonyId)
    .orderBy('holder.position')
    .execute();
  const adopted = held.filter(
    (one) => ['chief_scrutineer', 'scrutineer'].includes(one.role) && one.decisionId !== null,
  );
  const others = holders.filter((holder) =>
    adopted.every((one) => one.personId !== holder.person_id),
  );
  return others.length === 0 ? null : holdersChanged(others.map((one) => one.name));
}
