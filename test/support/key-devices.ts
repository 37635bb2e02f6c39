import { randomUUID } from 'node:crypto';
import { createSeed } from '../../src/ballot/ceremony/personal-keys.ts';
import {
  finishKeys,
  type HolderPlace,
  type MadeKey,
  makeCertificates,
  makePolynomials,
  makeShares,
  type StepMade,
} from '../../src/client/keys/ceremony-work.ts';
import type { CeremonySeen, CeremonyStep, KeysSeen } from '../../src/wire/keys.ts';
import type { TestBallotSite } from './application.ts';
import { group, must, seeded } from './ballot-rounds.ts';
import type { TestDatabase } from './database.ts';

/** A scrutineer's device without a browser: the page's own code over the ballot site's own routes. */
export interface Device {
  readonly token: string;
  readonly look: () => Promise<KeysSeen>;
  readonly ceremony: () => Promise<CeremonySeen>;
  /** What the device would send next in this step, from what it sees. */
  readonly make: (step: Exclude<CeremonyStep, 'backup'>) => Promise<StepMade>;
  readonly send: (
    step: CeremonyStep,
    items: readonly string[],
    actId?: string,
  ) => Promise<Response>;
  /** Makes and sends one step. */
  readonly act: (step: CeremonyStep) => Promise<Response>;
  readonly keys: () => Promise<readonly MadeKey[]>;
  readonly confirm: (
    roundId: string,
    setupHash: string,
    same: boolean,
    actId?: string,
  ) => Promise<Response>;
}

/** Opens a device; another name gives other keys. */
export function openDevice(site: TestBallotSite, token: string, name: string): Device {
  const random = seeded(`device ${name}`);
  const seeds: string[] = [];
  let shares: readonly string[] = [];
  let certificates: readonly (readonly string[])[] = [];
  const look = async () => {
    const response = await site.call('GET', '/station/ceremony', { token });
    if (response.status !== 200) throw new Error(await response.text());
    // The answer is the program's own; what matters of it is checked by what is computed from it.
    return (await response.json()) as KeysSeen;
  };
  const ceremony = async () => must((await look()).ceremony);
  const placeIn = (seen: CeremonySeen): HolderPlace => ({
    size: seen.size,
    threshold: seen.threshold,
    index: must(seen.position),
  });
  const make = async (step: Exclude<CeremonyStep, 'backup'>): Promise<StepMade> => {
    const seen = await ceremony();
    const place = placeIn(seen);
    while (seeds.length < seen.keySets.length) seeds.push(createSeed(random));
    if (step === 'certificate') {
      return { kind: 'made', items: makeCertificates(group, place, seeds, random) };
    }
    certificates = must(seen.certificates);
    if (step === 'polynomial') {
      return makePolynomials(group, place, seeds, certificates, random);
    }
    const inputs = must(seen.inputs);
    const made = makeShares(group, place, seeds, { certificates, inputs }, random);
    if (made.kind === 'made') shares = made.items;
    return made;
  };
  const send = async (
    step: CeremonyStep,
    items: readonly string[],
    actId: string = randomUUID(),
  ) => {
    const { ceremonyId } = await ceremony();
    return await site.call('POST', `/station/ceremony/${step}`, {
      token,
      body: { actId, ceremonyId, items },
    });
  };
  return {
    token,
    look,
    ceremony,
    make,
    send,
    act: async (step) => {
      if (step === 'backup') return await send(step, []);
      const made = await make(step);
      if (made.kind !== 'made') throw new Error(`${name} stops at ${step}: ${made.kind}`);
      return await send(step, made.items);
    },
    keys: async () => {
      const seen = await ceremony();
      const trustees = must(seen.trustees);
      return must(finishKeys(group, placeIn(seen), seeds, { certificates, shares, trustees }));
    },
    confirm: (roundId, setupHash, same, actId: string = randomUUID()) =>
      site.call('POST', `/station/rounds/${roundId}/confirm`, {
        token,
        body: { actId, setupHash, same },
      }),
  };
}

/** All devices together, step by step, as far as `last`. */
export async function walkTo(devices: readonly Device[], last: CeremonyStep): Promise<void> {
  for (const step of ['certificate', 'polynomial', 'share', 'backup'] as const) {
    for (const device of devices) {
      const response = await device.act(step);
      if (response.status !== 200) throw new Error(`${step}: ${await response.text()}`);
    }
    if (step === last) return;
  }
}

/** Everything that the keys' tables and the trail hold, to see that a refusal changed nothing. */
export async function everythingOfKeys(database: TestDatabase): Promise<string> {
  const tables = [
    'record.act',
    'record.ceremony',
    'record.ceremony_message',
    'record.key_set',
    'record.electronic_channel',
    'record.setup_confirmation',
    'record.round',
    'record.round_channel',
    'people.station',
    'board.election',
    'board.archive_record',
    'box.slip',
    'trail.entry',
  ] as const;
  const all = [];
  for (const table of tables) {
    const rows = await database.database.selectFrom(table).selectAll().execute();
    // When a device called last is no change of anything.
    all.push(rows.map((row) => JSON.stringify({ ...row, last_seen_at: null })).sort());
  }
  return JSON.stringify(all);
}
