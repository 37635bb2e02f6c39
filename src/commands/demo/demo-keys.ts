import { createSeed } from '../../ballot/ceremony/personal-keys.ts';
import { createGroup } from '../../ballot/group/group.ts';
import type { RandomSource } from '../../ballot/random.ts';
import { createBackup } from '../../client/keys/backup-format.ts';
import {
  finishKeys,
  makeCertificates,
  makePolynomials,
  makeShares,
} from '../../client/keys/ceremony-work.ts';
import { createPassphrase, groupPassphrase } from '../../client/keys/passphrase.ts';
import { findStation, registerStation } from '../../people/index.ts';
import { loadMeeting } from '../../stages/meeting/index.ts';
import {
  conveneCeremony,
  type KeyVault,
  loadKeysSeen,
  sendStep,
} from '../../stages/voting/index.ts';
import type { CeremonySeen } from '../../wire/keys.ts';
import type { Demo, DemoPerson } from './build-demo.ts';
import { type Database, demoRequest, must } from './demo-acts.ts';

/** Randomness of the operating system. */
export const demoRandom: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length));

const group = createGroup();

/** A scrutineer of the rehearsal with the device that the rehearsal plays, and its backup for a real one. */
export interface DemoHolder {
  readonly person: DemoPerson;
  /** Opens the pages of the ballot site as this device. */
  readonly token: string;
  /** The text that the key page imports, and the passphrase that opens it. */
  readonly backup: string;
  readonly passphrase: string;
}

/**
 * Holds the key ceremony of the rehearsal: chief and scrutineers, each by the key page's own code over the
 * acts that its requests lead to.
 */
export async function holdDemoCeremony(
  database: Database,
  demo: Demo,
  vault: KeyVault,
): Promise<readonly DemoHolder[]> {
  const { townshipId, meetingId } = demo;
  const people = demo.people.filter(({ role }) => /scrutineer$/.test(role));
  const clerk = demo.people.find(({ role }) => role === 'clerk')?.personId ?? null;
  const holderIds = people.map(({ personId }) => personId);
  const convened = { meetingId, holderIds, rehearsal: false, occasion: 'demo' as const };
  await must(
    conveneCeremony(database, vault, demoRequest(townshipId, 'convene-ceremony', clerk), convened),
  );
  const meeting = await loadMeeting(database, townshipId, meetingId);
  if (meeting === null) throw new Error('the meeting was not made');
  const devices = [];
  for (const person of people) {
    const request = demoRequest(townshipId, 'register-station', person.personId);
    const { token } = await must(
      registerStation(database, request, { id: meetingId, endsOn: meeting.endsOn }),
    );
    if (token === null) throw new Error('a fresh device has a token');
    devices.push(new DemoDevice(database, demo, person, token));
  }
  for (const step of ['certificate', 'polynomial', 'share', 'backup'] as const) {
    for (const device of devices) await device.send(step);
  }
  return await Promise.all(devices.map((device) => device.holder(meeting.name)));
}

/** One device on its way through the steps. */
class DemoDevice {
  readonly #database: Database;
  readonly #demo: Demo;
  readonly #person: DemoPerson;
  readonly #token: string;
  #seeds: string[] = [];
  #certificates: readonly (readonly string[])[] = [];
  #shares: readonly string[] = [];

  constructor(database: Database, demo: Demo, person: DemoPerson, token: string) {
    this.#database = database;
    this.#demo = demo;
    this.#person = person;
    this.#token = token;
  }

  async send(step: 'certificate' | 'polynomial' | 'share' | 'backup'): Promise<void> {
    const seen = await this.#look();
    const items = step === 'backup' ? [] : this.#make(step, seen);
    const { townshipId, meetingId } = this.#demo;
    const request = demoRequest(townshipId, 'send-step', this.#person.personId);
    const { ceremonyId } = seen;
    await must(sendStep(this.#database, request, { meetingId, ceremonyId, step, items }));
  }

  /** What the device holds at the end. */
  async holder(meeting: string): Promise<DemoHolder> {
    const seen = await this.#look();
    const place = placeIn(seen);
    const keys = finishKeys(group, place, this.#seeds, {
      certificates: this.#certificates,
      shares: this.#shares,
      trustees: seen.trustees ?? [],
    });
    if (keys === null) throw new Error('the ceremony gave no key');
    const passphrase = createPassphrase(demoRandom);
    const held = seen.keySets.map(({ uuid }, i) => ({
      uuid,
      secret: keys[i]?.secret ?? '',
      trusteesHash: keys[i]?.trusteesHash ?? '',
    }));
    const content = {
      ...{ ceremonyId: seen.ceremonyId, position: place.index, rehearsal: false },
      ...{ meeting, holder: this.#person.name, keys: held },
    };
    const backup = createBackup(content, passphrase, demoRandom);
    const words = groupPassphrase(passphrase);
    return { person: this.#person, token: this.#token, backup, passphrase: words };
  }

  #make(step: 'certificate' | 'polynomial' | 'share', seen: CeremonySeen): readonly string[] {
    const place = placeIn(seen);
    if (step === 'certificate') {
      this.#seeds = seen.keySets.map(() => createSeed(demoRandom));
      return makeCertificates(group, place, this.#seeds, demoRandom);
    }
    this.#certificates = seen.certificates ?? [];
    const certificates = this.#certificates;
    const made =
      step === 'polynomial'
        ? makePolynomials(group, place, this.#seeds, certificates, demoRandom)
        : makeShares(
            group,
            place,
            this.#seeds,
            { certificates, inputs: seen.inputs ?? [] },
            demoRandom,
          );
    if (made.kind !== 'made') throw new Error(`a device of the rehearsal stops: ${made.kind}`);
    if (step === 'share') this.#shares = made.items;
    return made.items;
  }

  async #look(): Promise<CeremonySeen> {
    const station = await findStation(this.#database, this.#token, new Date());
    const seen = station === null ? null : await loadKeysSeen(this.#database, station);
    if (seen?.ceremony == null) throw new Error('the device sees no ceremony');
    return seen.ceremony;
  }
}

function placeIn({ size, threshold, position }: CeremonySeen) {
  if (position === null) throw new Error('the device holds no key');
  return { size, threshold, index: position };
}
