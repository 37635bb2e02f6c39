import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { listRoles } from '../../../people/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeeting, loadMeetingRuleSheet } from '../../meeting/index.ts';
import { stepElectronic } from '../electronic-channel.ts';
import type { KeyVault } from '../key-vault.ts';
import { noRuleSheet, noSuchRound, papersOutdated } from '../refusals.ts';
import { loadRound } from '../round-store.ts';
import { lockCeremony } from './cancel-ceremony.ts';
import { type Ceremony, type KeySet, listCeremonies } from './ceremony-store.ts';
import { composeElection } from './compose-election.ts';
import {
  backupMissing,
  formNotElectronic,
  holdersChanged,
  keyCopyMissing,
  keyFileMissing,
  noKeysReady,
} from './refusals.ts';

/**
 * A round takes the next ready key set of the meeting's ceremony; keys of a rehearsal are never among
 * them. From now on its questions are frozen.
 *
 * Refuses, in order, with `no-such-round`, `no-rule-sheet`, `papers-outdated`, `no-electronic`,
 * `already-done`, `wrong-state`, `no-keys-ready`, `backup-missing`, `holders-changed`,
 * `key-copy-missing`, `key-file-missing`, `form-not-electronic`, `stale-form`.
 */
export function takeKeys(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly roundId: string;
    readonly congressName: string;
    readonly occasion: 'real' | 'rehearsal' | 'demo';
  },
): Promise<Result<{ ordinal: number }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, congressName, occasion } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    const vote = sheet?.document.vote;
    if (sheet === null || vote === undefined) return refuse(noRuleSheet);
    if (sheet.versionId !== round.ruleSheetVersionId) return refuse(papersOutdated);
    const step = await stepElectronic(act, round, 'take-keys');
    if (!step.ok) return step;
    const next = await nextKeySet(act, meetingId);
    if (next === null) return refuse(noKeysReady);
    const { ceremony, keySet } = next;
    const unfit = await unfitHolders(act, ceremony);
    if (unfit !== null) return refuse(unfit);
    if (occasion === 'real' && !vault.hasCopy) return refuse(keyCopyMissing);
    if ((await vault.read(keySet.uuid)) === null) return refuse(keyFileMissing);
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    const names = { meeting: meeting?.name ?? '', congress: congressName };
    const election = composeElection(round, vote, keySet, names);
    if (election === null) return refuse(formNotElectronic);
    await writeElection(act, roundId, keySet, election);
    act.record({
      event: 'keys-taken',
      subjects: { meeting: meetingId, round: roundId, key_set: keySet.id },
      detail: { title: round.title, ordinal: keySet.ordinal },
    });
    return ok({ ordinal: keySet.ordinal });
  });
}

/** The next ready set of the meeting's complete, real ceremony, held for the rest of the transaction. */
async function nextKeySet(
  act: Act,
  meetingId: string,
): Promise<{ ceremony: Ceremony; keySet: KeySet } | null> {
  const all = await listCeremonies(act.transaction, act.congressId, meetingId);
  const standing = all.find((one) => !one.rehearsal && one.state === 'complete');
  if (standing === undefined) return null;
  // Two rounds at once: the second waits here and then sees that the first one's set is used.
  const ceremony = await lockCeremony(act, meetingId, standing.id);
  if (ceremony?.state !== 'complete') return null;
  const keySet = ceremony.keySets.find((one) => one.state === 'ready');
  return keySet === undefined ? null : { ceremony, keySet };
}

async function unfitHolders(act: Act, ceremony: Ceremony): Promise<Refusal | null> {
  const unproved = ceremony.holders.filter((one) => !one.sent.includes('backup'));
  if (unproved.length > 0) return backupMissing(unproved.map((one) => one.name));
  const held = await listRoles(act.transaction, act.congressId, ceremony.meetingId);
  const gone = ceremony.holders.filter((holder) =>
    held.every(
      (one) =>
        one.personId !== holder.personId || !['chief_scrutineer', 'scrutineer'].includes(one.role),
    ),
  );
  return gone.length === 0 ? null : holdersChanged(gone.map((one) => one.name));
}

async function writeElection(
  act: Act,
  roundId: string,
  keySet: KeySet,
  election: string,
): Promise<void> {
  const here = { congress_id: act.congressId, act_id: act.id };
  await act.transaction
    .updateTable('record.key_set')
    .set({ state: 'used', version: keySet.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', keySet.id)
    .execute();
  await act.transaction
    .insertInto('record.electronic_channel')
    .values({
      ...here,
      round_id: roundId,
      key_set_id: keySet.id,
      uuid: keySet.uuid,
      election_json: election,
    })
    .execute();
}

/** Holds the election of a round for the rest of the transaction; confirmations wait for each other. */
export async function lockElection(act: Act, roundId: string): Promise<void> {
  await sql`select round_id from record.electronic_channel where congress_id = ${act.congressId}
    and round_id = ${roundId} for update`.execute(act.transaction);
}
