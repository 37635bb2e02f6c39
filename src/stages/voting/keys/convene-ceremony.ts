import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { thresholdAllowed } from '../../../ballot/ceremony/certificate.ts';
import { createSingleKey, trusteeKeyToJson } from '../../../ballot/ceremony/trustee-key.ts';
import { createUuid, randomScalar } from '../../../ballot/random.ts';
import type { Tables } from '../../../database/tables.ts';
import { listRoles } from '../../../people/index.ts';
import { keySetsNeeded } from '../../../rules/electronic-ballot.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import type { KeysChapter } from '../../../rules/rule-sheet/document.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeeting, loadMeetingRuleSheet, meetingEnded } from '../../meeting/index.ts';
import type { KeyVault, RoundSecrets } from '../key-vault.ts';
import { noRuleSheet } from '../refusals.ts';
import {
  ceremonyRunning,
  holdersCount,
  holdersUnfit,
  keyCopyMissing,
  noKeysChapter,
  thresholdUnfit,
} from './refusals.ts';
import { serverGroup, serverRandom } from './server-group.ts';

/** What a ceremony is convened with. */
export interface NewCeremony {
  readonly meetingId: string;
  /** Persons who will hold keys; their place is their order here. */
  readonly holderIds: readonly string[];
  readonly rehearsal: boolean;
  /** Real votes ask for a second place of the server's key files. */
  readonly occasion: 'real' | 'rehearsal' | 'demo';
}

/**
 * Convenes a key ceremony: for each key set the server makes an identifier, its own mandatory key and a
 * receipt key, and writes the secrets to key files before anything is committed.
 *
 * Refuses, in order, with `meeting-ended`, `no-rule-sheet`, `no-keys-chapter`, `ceremony-running`,
 * `holders-unfit`, `holders-count`, `threshold-unfit`, `key-copy-missing`, `keys-not-written`. A refusal
 * leaves no key file behind.
 */
export async function conveneCeremony(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: NewCeremony,
): Promise<Result<{ ceremonyId: string }>> {
  const written: string[] = [];
  try {
    const result = await performAct(database, request, async (act) => {
      const checked = await check(act, vault, input);
      if (!checked.ok) return checked;
      const { keys, keySets, names } = checked.value;
      const ceremonyId = randomUUID();
      const secrets = Array.from({ length: keySets }, makeSecrets);
      for (const one of secrets) {
        written.push(one.uuid);
        const wrote = await vault.write(one);
        if (!wrote.ok) return wrote;
      }
      await writeCeremony(act, { ceremonyId, input, keys, secrets });
      act.record({
        event: 'ceremony-convened',
        subjects: { meeting: input.meetingId, ceremony: ceremonyId, key_sets: secrets.length },
        detail: {
          occasion: input.rehearsal ? '演练' : '正式',
          names: names.join('、'),
          threshold: keys.keyThreshold,
          key_sets: secrets.length,
        },
      });
      act.touch(`meeting:${input.meetingId}`);
      return ok({ ceremonyId });
    });
    if (!result.ok) await destroyAll(vault, written);
    return result;
  } catch (error) {
    // The connection may have broken after the commit: only files that no row names are removed.
    await destroyAll(vault, await withoutRows(database, written));
    throw error;
  }
}

async function check(
  act: Act,
  vault: KeyVault,
  input: NewCeremony,
): Promise<Result<{ keys: KeysChapter; keySets: number; names: readonly string[] }>> {
  const { meetingId, holderIds, rehearsal } = input;
  // Two clerks who convene at once: the second waits here and then finds the first one's ceremony.
  await sql`select id from record.meeting where congress_id = ${act.congressId}
    and id = ${meetingId} for update`.execute(act.transaction);
  const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
  if (meeting === null) throw new Error('the path named a meeting that is not there');
  if (meeting.state === 'ended') return refuse(meetingEnded);
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
  if (sheet === null) return refuse(noRuleSheet);
  const { keys, vote } = sheet.document;
  if (keys === undefined || vote === undefined) return refuse(noKeysChapter);
  const living = await act.transaction
    .selectFrom('record.ceremony')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('meeting_id', '=', meetingId)
    .where('rehearsal', '=', rehearsal)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  if (living !== undefined) return refuse(ceremonyRunning);
  const held = await listRoles(act.transaction, act.congressId, meetingId);
  const names = holderIds.map(
    (id) =>
      held.find(
        (one) => one.personId === id && ['chief_scrutineer', 'scrutineer'].includes(one.role),
      )?.name ?? null,
  );
  const fit = names.filter((name) => name !== null);
  if (fit.length < holderIds.length || new Set(holderIds).size < holderIds.length) {
    return refuse(holdersUnfit);
  }
  if (holderIds.length !== keys.keyHolders) return refuse(holdersCount(keys.keyHolders));
  if (!thresholdAllowed(keys.keyHolders, keys.keyThreshold)) return refuse(thresholdUnfit);
  if (!rehearsal && input.occasion === 'real' && !vault.hasCopy) return refuse(keyCopyMissing);
  return ok({ keys, keySets: keySetsNeeded(vote, keys), names: fit });
}

/** The server's secrets of one key set with the public key that belongs to them. */
interface MadeSecrets extends RoundSecrets {
  readonly serverKey: string;
  readonly receiptKey: string;
}

function makeSecrets(): MadeSecrets {
  const group = serverGroup();
  const single = createSingleKey(group, serverRandom);
  const receipt = randomScalar(serverRandom);
  return {
    uuid: createUuid(serverRandom),
    decryption: single.secret,
    receipt,
    serverKey: JSON.stringify(trusteeKeyToJson(single.key)),
    receiptKey: String(group.powerOfG(receipt)),
  };
}

async function writeCeremony(
  act: Act,
  made: {
    readonly ceremonyId: string;
    readonly input: NewCeremony;
    readonly keys: KeysChapter;
    readonly secrets: readonly MadeSecrets[];
  },
): Promise<void> {
  const { ceremonyId, input, keys, secrets } = made;
  const here = { congress_id: act.congressId, act_id: act.id };
  await act.transaction
    .insertInto('record.ceremony')
    .values({
      ...here,
      id: ceremonyId,
      meeting_id: input.meetingId,
      holders: keys.keyHolders,
      threshold: keys.keyThreshold,
      key_sets: secrets.length,
      rehearsal: input.rehearsal,
      state: 'running',
      state_reason: null,
    })
    .execute();
  await act.transaction
    .insertInto('record.key_holder')
    .values(
      input.holderIds.map((personId, index) => ({
        ...here,
        ceremony_id: ceremonyId,
        position: index + 1,
        person_id: personId,
      })),
    )
    .execute();
  await act.transaction
    .insertInto('record.key_set')
    .values(
      secrets.map((one, index) => ({
        ...here,
        id: randomUUID(),
        ceremony_id: ceremonyId,
        ordinal: index + 1,
        uuid: one.uuid,
        server_key: one.serverKey,
        receipt_key: one.receiptKey,
        state: 'making' as const,
      })),
    )
    .execute();
}

async function destroyAll(vault: KeyVault, uuids: readonly string[]): Promise<void> {
  for (const uuid of uuids) await vault.destroy(uuid);
}

/** Those of the identifiers that no key set has; none at all when the database cannot be asked. */
async function withoutRows(
  database: Kysely<Tables>,
  uuids: readonly string[],
): Promise<readonly string[]> {
  if (uuids.length === 0) return [];
  try {
    const rows = await database
      .selectFrom('record.key_set')
      .select('uuid')
      .where('uuid', 'in', uuids)
      .execute();
    return uuids.filter((uuid) => rows.every((row) => row.uuid !== uuid));
  } catch {
    return [];
  }
}
