import type { Kysely } from 'kysely';
import { credentialsJson } from '../../../ballot/credentials-list.ts';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../../meeting/index.ts';
import { loadLockedRound } from '../box-lock.ts';
import { stepElectronic } from '../electronic-channel.ts';
import { composeSetup } from '../keys/compose-setup.ts';
import { noSuchRound, staleRound } from '../refusals.ts';
import type { Round } from '../round-store.ts';
import { readNewCredentials } from './check-credentials.ts';
import { listCodeOf } from './list-code.ts';
import { reserveColour } from './load-desk.ts';
import { malformedSlips, noKeysYet } from './refusals.ts';

const madeAhead: Refusal = {
  code: 'slips-made-ahead',
  message: '本轮的票码已经预先制作并公布，不能再做一份。请使用预备票码。',
};

const notMadeAhead: Refusal = {
  code: 'slips-not-made',
  message: '本轮没有预先制作的票码。请在票码页制作。',
};

/** The slips as the chief's page sends them: public keys alone. */
export interface NewSlips {
  readonly credentials: readonly string[];
  readonly spare: number;
}

/**
 * Takes the public keys of the slips of a round and composes its set-up, so that the fingerprint can be
 * compared. The server never sees a slip.
 *
 * Refuses, in order, with `no-such-round`, `no-keys`, `wrong-state` or `already-done`, `slips-made-ahead`,
 * what `readNewCredentials` refuses, `slips-malformed` (more spare ones than made), `stale-form`.
 */
export function publishSlips(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewSlips & { readonly meetingId: string; readonly roundId: string },
): Promise<Result<{ made: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const election = round.electronic?.election ?? null;
    if (election === null) return refuse(noKeysYet);
    const made = input.credentials.length;
    const stepped = await stepElectronic(act, round, 'publish-slips', { printed: made });
    if (!stepped.ok) return stepped;
    const keySet = await loadKeySet(act, election.keySetId);
    if (keySet === null || keySet.credentials_json !== null) return refuse(madeAhead);
    const written = await writeSlips(act, keySet, input);
    if (!written.ok) return written;
    return await publish(act, round, written.value, input.spare);
  });
}

/**
 * Takes the slips that were made ahead for the keys of this round, and composes its set-up. The chief
 * compares the list code with the cover sheet printed then.
 *
 * Refuses, in order, with `no-such-round`, `no-keys`, `wrong-state` or `already-done`,
 * `slips-not-made`, `stale-form`.
 */
export function publishMadeSlips(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string },
): Promise<Result<{ made: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const election = round.electronic?.election ?? null;
    if (election === null) return refuse(noKeysYet);
    const keySet = await loadKeySet(act, election.keySetId);
    const { credentials_json: list = null, slips_made: made = null } = keySet ?? {};
    if (list === null || made === null) return refuse(notMadeAhead);
    const stepped = await stepElectronic(act, round, 'publish-slips', {
      printed: made,
      // The colour that they were printed in, whichever round takes them up.
      ...(keySet?.colour == null ? {} : { colour: keySet.colour }),
    });
    if (!stepped.ok) return stepped;
    return await publish(act, round, list, keySet?.slips_spare ?? 0);
  });
}

/**
 * Takes the public keys of slips for the keys of a reserve round, made together with the first round's.
 *
 * Refuses, in order, with `no-reserve-keys`, `slips-made-ahead`, what `readNewCredentials` refuses,
 * `slips-malformed`, `stale-form`.
 */
export function publishReserveSlips(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewSlips & { readonly meetingId: string; readonly keySetId: string },
): Promise<Result<{ made: number }>> {
  return performAct(database, request, async (act) => {
    const keySet = await loadKeySet(act, input.keySetId);
    if (keySet?.meeting_id !== input.meetingId || keySet.state !== 'ready' || keySet.rehearsal) {
      return refuse({
        code: 'no-reserve-keys',
        message: '没有这套预备钥匙，或者已经使用。请刷新票码页，看清现在有哪些预备钥匙。',
      });
    }
    if (keySet.credentials_json !== null) return refuse(madeAhead);
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, input.meetingId);
    const colour = keySet.colour ?? reserveColour(sheet?.document ?? null, keySet.ordinal - 1);
    const written = await writeSlips(act, { ...keySet, colour }, input);
    if (!written.ok) return written;
    const [made, { spare }] = [input.credentials.length, input];
    act.record({
      event: 'reserve-slips-published',
      subjects: { meeting: input.meetingId, keySet: keySet.id, made, spare },
      detail: { number: keySet.ordinal - 1, made, spare, list: listCodeOf(written.value) },
    });
    act.touch(`meeting:${input.meetingId}`);
    return ok({ made });
  });
}

function loadKeySet(act: Act, keySetId: string) {
  return act.transaction
    .selectFrom('record.key_set as key_set')
    .innerJoin('record.ceremony as ceremony', (join) =>
      join
        .onRef('ceremony.congress_id', '=', 'key_set.congress_id')
        .onRef('ceremony.id', '=', 'key_set.ceremony_id'),
    )
    .select(['key_set.id', 'key_set.ordinal', 'key_set.state', 'key_set.version'])
    .select([
      'key_set.credentials_json',
      'key_set.slips_made',
      'key_set.slips_spare',
      'key_set.colour',
    ])
    .select(['ceremony.meeting_id', 'ceremony.rehearsal'])
    .where('key_set.congress_id', '=', act.congressId)
    .where('key_set.id', '=', keySetId)
    .executeTakeFirst()
    .then((row) => row ?? null);
}

type KeySetRow = NonNullable<Awaited<ReturnType<typeof loadKeySet>>>;

async function writeSlips(act: Act, keySet: KeySetRow, slips: NewSlips): Promise<Result<string>> {
  const keys = readNewCredentials(slips.credentials);
  if (!keys.ok) return keys;
  if (slips.spare > keys.value.length) return refuse(malformedSlips);
  const list = credentialsJson(keys.value);
  const updated = await act.transaction
    .updateTable('record.key_set')
    .set({
      credentials_json: list,
      slips_made: keys.value.length,
      slips_spare: slips.spare,
      colour: keySet.colour,
      act_id: act.id,
      version: keySet.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', keySet.id)
    .where('version', '=', keySet.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? ok(list) : refuse(staleRound);
}

async function publish(
  act: Act,
  round: Round,
  list: string,
  spare: number,
): Promise<Result<{ made: number }>> {
  const composed = await composeSetup(act, round);
  if (!composed.ok) return composed;
  const made = (JSON.parse(list) as readonly string[]).length;
  act.record({
    event: 'slips-published',
    subjects: { meeting: round.meetingId, round: round.id, made, spare },
    detail: { title: round.title, made, spare, list: listCodeOf(list) },
  });
  return ok({ made });
}
