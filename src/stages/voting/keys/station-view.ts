import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Station } from '../../../web/ballot-site/station.ts';
import type { CeremonySeen, KeysSeen, SetupSeen, SetupTextsSeen } from '../../../wire/keys.ts';
import { loadMeeting } from '../../meeting/index.ts';
import { listRounds, loadRound } from '../round-store.ts';
import { type Ceremony, listCeremonies, loadKeySet, loadStep } from './ceremony-store.ts';
import { shareInputOf } from './check-messages.ts';
import { setupTextsOf } from './compose-setup.ts';
import { listConfirmers } from './confirmers.ts';

/** The meeting of a device. */
type Place = Pick<Station, 'congressId' | 'meetingId' | 'personId'>;

/** What the key page of a device shows: the ceremony with what its next step needs, and set-ups to compare. */
export async function loadKeysSeen(database: Kysely<Tables>, station: Station): Promise<KeysSeen> {
  const { congressId, meetingId } = station;
  const meeting = await loadMeeting(database, congressId, meetingId);
  const all = await listCeremonies(database, congressId, meetingId);
  const ceremony = chooseCeremony(all, station.personId);
  return {
    meeting: meeting?.name ?? '',
    name: station.name,
    chief: station.roles.includes('chief_scrutineer'),
    ceremony: ceremony === null ? null : await seeCeremony(database, station, ceremony),
    setups: await listSetups(database, station),
  };
}

/**
 * The ceremony that a person's device works at: a running one, then the newest while they still owe its
 * backup, then the one that stands, the real one before a rehearsal. With none of them the last, cancelled
 * one. `all` has the newest first.
 */
export function chooseCeremony(all: readonly Ceremony[], personId: string): Ceremony | null {
  const living = all.filter((one) => one.state !== 'cancelled');
  const [newest] = living;
  const owed = newest?.holders.some(
    (one) => one.personId === personId && !one.sent.includes('backup'),
  );
  const running =
    living.find((one) => one.state === 'running' && !one.rehearsal) ??
    living.find((one) => one.state === 'running');
  if (running !== undefined) return running;
  if (newest !== undefined && owed === true) return newest;
  return living.find((one) => !one.rehearsal) ?? newest ?? all[0] ?? null;
}

async function seeCeremony(
  database: Kysely<Tables>,
  { congressId, personId }: Place,
  ceremony: Ceremony,
): Promise<CeremonySeen> {
  const own = ceremony.holders.find((one) => one.personId === personId) ?? null;
  const running = ceremony.state === 'running';
  const [signed, polynomials] = running
    ? await Promise.all([
        loadStep(database, congressId, ceremony, 'certificate'),
        loadStep(database, congressId, ceremony, 'polynomial'),
      ])
    : [null, null];
  const trustees = ceremony.keySets.map((one) => one.trusteesJson);
  const whole = trustees.filter((one) => one !== null);
  return {
    ceremonyId: ceremony.id,
    rehearsal: ceremony.rehearsal,
    state: ceremony.state,
    reason: ceremony.reason,
    threshold: ceremony.threshold,
    size: ceremony.size,
    keySets: ceremony.keySets.map(({ ordinal, uuid }) => ({ ordinal, uuid })),
    holders: ceremony.holders.map(({ position, name, sent }) => ({ position, name, sent })),
    position: own?.position ?? null,
    certificates: signed,
    inputs:
      own === null || polynomials === null
        ? null
        : polynomials.map((texts) => shareInputOf(texts, own.position)),
    trustees: ceremony.state === 'complete' && whole.length === trustees.length ? whole : null,
  };
}

async function listSetups(
  database: Kysely<Tables>,
  { congressId, meetingId, personId }: Place,
): Promise<readonly SetupSeen[]> {
  const seen: SetupSeen[] = [];
  for (const round of await listRounds(database, congressId, meetingId)) {
    const state = round.electronic?.state;
    const election = round.electronic?.election ?? null;
    if ((state !== 'slips' && state !== 'sealed') || election === null) continue;
    const { uuid, setupHash } = election;
    if (setupHash === null) continue;
    const keySet = await loadKeySet(database, congressId, election.keySetId);
    const place = { congressId, meetingId, roundId: round.id };
    const confirmers = await listConfirmers(database, place, keySet, setupHash);
    const own = confirmers.find((one) => one.personId === personId);
    seen.push({
      ...{ roundId: round.id, title: round.title, uuid, setupHash, state },
      confirmations: confirmers.map(({ name, same }) => ({ name, same })),
      position: own?.position ?? null,
      mine: own === undefined ? 'not-asked' : own.same === true ? 'same' : 'waiting',
    });
  }
  return seen;
}

/** The texts of a round's set-up, or null while there are none. */
export async function loadSetupTexts(
  database: Kysely<Tables>,
  { congressId, meetingId }: Place,
  roundId: string,
): Promise<SetupTextsSeen | null> {
  const round = await loadRound(database, congressId, meetingId, roundId);
  const election = round?.electronic?.election ?? null;
  if (round === null || election === null || election.setupHash === null) return null;
  const texts = setupTextsOf(election, await loadKeySet(database, congressId, election.keySetId));
  return texts === null ? null : { roundId, title: round.title, ...texts };
}
