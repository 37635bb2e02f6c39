import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { type CeremonyStep, ceremonySteps } from '../../../wire/keys.ts';

/** A holder of keys in a ceremony, and which steps their device has sent. */
export interface Holder {
  readonly position: number;
  readonly personId: string;
  readonly name: string;
  readonly sent: readonly CeremonyStep[];
}

/** Keys of one round (钥匙组): public parts alone. */
export interface KeySet {
  readonly id: string;
  readonly ceremonyId: string;
  readonly ordinal: number;
  /** Identifier of the election that these keys are for (specification §4.2). */
  readonly uuid: string;
  /** The server's public key with its proof (§4.5), as text. */
  readonly serverKey: string;
  readonly receiptKey: string;
  readonly trusteesJson: string | null;
  readonly publicKey: string | null;
  readonly credentialsJson: string | null;
  readonly slipsMade: number | null;
  readonly state: 'making' | 'ready' | 'used' | 'spoiled' | 'destroyed';
  readonly version: number;
}

/** A key ceremony of a meeting. */
export interface Ceremony {
  readonly id: string;
  readonly meetingId: string;
  readonly size: number;
  readonly threshold: number;
  readonly rehearsal: boolean;
  readonly state: 'running' | 'complete' | 'cancelled';
  readonly reason: string | null;
  readonly version: number;
  readonly holders: readonly Holder[];
  readonly keySets: readonly KeySet[];
}

/** The ceremonies of a meeting, the newest first; the cancelled ones stay readable. */
export async function listCeremonies(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly Ceremony[]> {
  const rows = await database
    .selectFrom('record.ceremony as ceremony')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'ceremony.congress_id')
        .onRef('act.id', '=', 'ceremony.act_id'),
    )
    .selectAll('ceremony')
    .where('ceremony.congress_id', '=', congressId)
    .where('ceremony.meeting_id', '=', meetingId)
    .orderBy('act.recorded_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [holders, sent, sets] = await Promise.all([
    database
      .selectFrom('record.key_holder as holder')
      .innerJoin('people.person as person', 'person.id', 'holder.person_id')
      .select(['holder.ceremony_id', 'holder.position', 'holder.person_id', 'person.name'])
      .where('holder.congress_id', '=', congressId)
      .where('holder.ceremony_id', 'in', ids)
      .orderBy('holder.position')
      .execute(),
    database
      .selectFrom('record.ceremony_message')
      .select(['ceremony_id', 'position', 'step'])
      .where('congress_id', '=', congressId)
      .where('ceremony_id', 'in', ids)
      .execute(),
    database
      .selectFrom('record.key_set')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('ceremony_id', 'in', ids)
      .orderBy('ordinal')
      .execute(),
  ]);
  return rows.map((row) => ({
    id: row.id,
    meetingId: row.meeting_id,
    size: row.holders,
    threshold: row.threshold,
    rehearsal: row.rehearsal,
    state: row.state,
    reason: row.state_reason,
    version: row.version,
    holders: holders
      .filter((one) => one.ceremony_id === row.id)
      .map((one) => ({
        position: one.position,
        personId: one.person_id,
        name: one.name,
        sent: ceremonySteps.filter((step) =>
          sent.some(
            (message) =>
              message.ceremony_id === row.id &&
              message.position === one.position &&
              message.step === step,
          ),
        ),
      })),
    keySets: sets.filter((one) => one.ceremony_id === row.id).map(keySetOf),
  }));
}

/** One ceremony of a meeting, or null. */
export async function loadCeremony(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  ceremonyId: string,
): Promise<Ceremony | null> {
  const all = await listCeremonies(database, congressId, meetingId);
  return all.find((one) => one.id === ceremonyId) ?? null;
}

/** What the holders have sent in one step so far: by key set, then by holder in order. */
export async function loadMessages(
  database: Kysely<Tables>,
  congressId: string,
  ceremony: Ceremony,
  step: CeremonyStep,
): Promise<readonly (readonly string[])[]> {
  const rows = await database
    .selectFrom('record.ceremony_message')
    .select('content')
    .where('congress_id', '=', congressId)
    .where('ceremony_id', '=', ceremony.id)
    .where('step', '=', step)
    .orderBy('position')
    .execute();
  const items = rows.map((row) => readItems(row.content));
  return ceremony.keySets.map((_, set) => items.map((one) => one[set] ?? ''));
}

/** The same of a whole step; null until all are there. */
export async function loadStep(
  database: Kysely<Tables>,
  congressId: string,
  ceremony: Ceremony,
  step: CeremonyStep,
): Promise<readonly (readonly string[])[] | null> {
  const messages = await loadMessages(database, congressId, ceremony, step);
  return messages[0]?.length === ceremony.size ? messages : null;
}

/** What one holder sent in one step, as it is stored, or null. */
export async function loadMessage(
  database: Kysely<Tables>,
  key: { congressId: string; ceremonyId: string; position: number; step: CeremonyStep },
): Promise<string | null> {
  const row = await database
    .selectFrom('record.ceremony_message')
    .select('content')
    .where('congress_id', '=', key.congressId)
    .where('ceremony_id', '=', key.ceremonyId)
    .where('position', '=', key.position)
    .where('step', '=', key.step)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** One key set of the congress; throws when a row names one that is not there. */
export async function loadKeySet(
  database: Kysely<Tables>,
  congressId: string,
  keySetId: string,
): Promise<KeySet> {
  const row = await database
    .selectFrom('record.key_set')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('id', '=', keySetId)
    .executeTakeFirstOrThrow();
  return keySetOf(row);
}

function readItems(content: string): readonly string[] {
  const items: unknown = JSON.parse(content);
  if (!Array.isArray(items)) throw new Error('a ceremony message is a list');
  return items.map(String);
}

function keySetOf(row: Selectable<Tables['record.key_set']>): KeySet {
  return {
    id: row.id,
    ceremonyId: row.ceremony_id,
    ordinal: row.ordinal,
    uuid: row.uuid,
    serverKey: row.server_key,
    receiptKey: row.receipt_key,
    trusteesJson: row.trustees_json,
    publicKey: row.public_key,
    credentialsJson: row.credentials_json,
    slipsMade: row.slips_made,
    state: row.state,
    version: row.version,
  };
}
