import {
  type ArchiveRecord,
  appendEvent,
  archiveBytes,
  createArchive,
  headerJson,
  type SetupTexts,
} from '../../src/ballot/archive/archive.ts';
import type { EventType } from '../../src/ballot/archive/event.ts';
import { writeTar } from '../../src/ballot/archive/tar.ts';
import { utf8 } from '../../src/ballot/bytes.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import type { Group } from '../../src/ballot/group/group.ts';
import { parameters } from '../../src/ballot/group/parameters.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import type { OpenedRound } from './ballot-rounds.ts';
import { timestamp } from './ballot-rounds.ts';

/**
 * Single changes to every field of every record, with the chain hashed again behind them, so that only
 * the meaning is wrong.
 */

export interface Mutant {
  /** Record, path and kind of change: stable from run to run. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly strongProofs: string;
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A name for each record of an archive that tells what it is: `ballot 2`, `event 5`. */
export function labelsOf(records: readonly ArchiveRecord[], setup: SetupTexts): string[] {
  const labels = new Map(Object.entries(setup).map(([name, text]) => [text, name]));
  let [events, ballots, decryptions, owned] = [0, 0, 0, 0];
  return records.map(({ kind, text }) => {
    const known = labels.get(text);
    if (known !== undefined) return known;
    if (kind === 'event') return `event ${events++}`;
    if (text.startsWith('{"election_uuid"')) return `ballot ${++ballots}`;
    if (text.startsWith('{"decryption_factors"')) return `decryption ${++decryptions}`;
    if (text.startsWith('{"owner"')) return `owned ${++owned}`;
    if (text.startsWith('{"election"')) return 'setup data';
    if (text.startsWith('{"num_tallied"')) return 'sized tally';
    return text.startsWith('{"result"') ? 'result' : 'encrypted tally';
  });
}

/** All mutants of an election; made one at a time, because each is a whole archive. */
export function* mutantsOf(opened: OpenedRound, setup: SetupTexts): Generator<Mutant> {
  const { records } = opened.archive;
  const labels = labelsOf(records, setup);
  for (const [index, { text }] of records.entries()) {
    for (const { id, json } of changesOf(JSON.parse(text) as Json, '')) {
      yield { id: `${labels[index]}:${id}`, ...rebuild(records, index, json, opened.strongProofs) };
    }
  }
  const slips = labels.indexOf('credentials');
  const grown = withOneMore(setup.credentials);
  yield {
    id: 'credentials::one slip more',
    ...rebuild(records, slips, grown, opened.strongProofs),
  };
  for (const { id, json } of changesOf(JSON.parse(opened.strongProofs) as Json, '')) {
    yield { id: `strong proofs:${id}`, bytes: opened.bytes, strongProofs: json };
  }
}

/** The list of slips with another one at its place. */
function withOneMore(credentials: string): string {
  return credentialsJson([...(JSON.parse(credentials) as string[]).map(BigInt), parameters.g]);
}

/** Every event dropped, doubled, or changed over with the next, and the chain linked again. */
export function* rearrangementsOf(opened: OpenedRound, setup: SetupTexts): Generator<Mutant> {
  const events: { type: EventType; texts: string[] }[] = [];
  let texts: string[] = [];
  for (const { kind, text } of opened.archive.records) {
    if (kind === 'data') {
      texts.push(text);
      continue;
    }
    events.push({ type: (JSON.parse(text) as { type: EventType }).type, texts });
    texts = [];
  }
  const { strongProofs } = opened;
  const link = (order: readonly number[]) => {
    const linked = order
      .map((i) => events[i])
      .reduce(
        (archive, event) =>
          event === undefined ? archive : appendEvent(archive, event.type, event.texts),
        createArchive(timestamp, setup),
      );
    return { bytes: archiveBytes(linked), strongProofs };
  };
  const all = events.map((_, i) => i).slice(1);
  for (const i of all) {
    const name = `event ${i}`;
    yield { id: `${name}:dropped`, ...link(all.filter((one) => one !== i)) };
    yield { id: `${name}:doubled`, ...link(all.flatMap((one) => (one === i ? [i, i] : [one]))) };
    if (i === all.length) continue;
    const changed = all.map((one) => (one === i ? i + 1 : one === i + 1 ? i : one));
    yield { id: `${name}:after the next`, ...link(changed) };
    yield { id: `${name}:nothing after it`, ...link(all.filter((one) => one <= i)) };
  }
}

/** The archive with another text in one place, and every hash that depends on it made good. */
export function rebuild(
  records: readonly ArchiveRecord[],
  index: number,
  changed: string,
  strongProofs: string,
): { readonly bytes: Uint8Array; readonly strongProofs: string } {
  const renamed = new Map<string, string>();
  const follow = (text: string) =>
    text.replace(/[0-9a-f]{64}/g, (hash) => renamed.get(hash) ?? hash);
  const files = records.map(({ kind, hash, text }, i) => {
    const now = i === index ? changed : follow(text);
    const name = sha256Hex(now);
    if (name !== hash) renamed.set(hash, name);
    return { name: `${name}.${kind}.json`, content: utf8(now) };
  });
  const header = { name: 'BELENIOS', content: utf8(headerJson(timestamp)) };
  return { bytes: writeTar([header, ...files], timestamp), strongProofs: follow(strongProofs) };
}

/** Every single change of a JSON value, as text. */
export function* changesOf(root: Json, path: string): Generator<{ id: string; json: string }> {
  yield { id: `${path}:space`, json: `${JSON.stringify(root)} ` };
  for (const { at, kind, value } of valuesOf(root, [])) {
    const copy = structuredClone(root);
    const json = JSON.stringify(replace(copy, at, value));
    if (json !== JSON.stringify(root)) yield { id: `${at.join('.')}:${kind}`, json };
  }
}

interface Change {
  readonly at: readonly (string | number)[];
  readonly kind: string;
  readonly value: Json | undefined;
}

function replace(root: Json, at: readonly (string | number)[], value: Json | undefined): Json {
  const [first, ...rest] = at;
  if (first === undefined) return value ?? null;
  if (first === '«') return JSON.stringify(replace(JSON.parse(String(root)) as Json, rest, value));
  const container = root as { [name: string | number]: Json };
  if (rest.length === 0 && value === undefined) delete container[first];
  else container[first] = replace(container[first] ?? null, rest, value);
  return root;
}

function* valuesOf(node: Json, at: readonly (string | number)[]): Generator<Change> {
  const change = (kind: string, value: Json | undefined): Change => ({ at, kind, value });
  if (typeof node === 'string') {
    if (node.startsWith('{')) yield* valuesOf(JSON.parse(node) as Json, [...at, '«']);
    if (/^[0-9]+$/.test(node)) {
      const number = BigInt(node);
      const order = number < parameters.q ? parameters.q : parameters.p;
      yield change('one more', String(number + 1n));
      yield change('one less', String(number - 1n));
      yield change('another valid one', String(order === parameters.q ? 5n : parameters.g));
      yield change('reduced no more', String(number + order));
      yield change('leading zero', `0${node}`);
      yield change('hexadecimal', `0x${number.toString(16)}`);
      yield change('zero', '0');
      yield change('as a number', 1);
    } else {
      yield change('longer', `${node}x`);
      yield change('other first character', `${node.startsWith('a') ? 'b' : 'a'}${node.slice(1)}`);
      yield change('empty', '');
      yield change('as a list', [node]);
    }
  } else if (typeof node === 'number') {
    yield change('one more', node + 1);
    yield change('one less', node - 1);
    yield change('a half more', node + 0.5);
    yield change('as text', String(node));
  } else if (typeof node === 'boolean') {
    yield change('the contrary', !node);
  } else if (Array.isArray(node)) {
    if (node.length > 1) yield change('reversed', [...node].reverse());
    yield change('last dropped', node.slice(0, -1));
    yield change('first doubled', [...node.slice(0, 1), ...node]);
    for (const [i, item] of node.entries()) yield* valuesOf(item, [...at, i]);
  } else if (node !== null) {
    yield change('unknown field', { ...node, more: 1 });
    yield change('fields reversed', Object.fromEntries(Object.entries(node).reverse()));
    for (const [name, item] of Object.entries(node)) {
      yield { at: [...at, name], kind: 'absent', value: undefined };
      yield* valuesOf(item, [...at, name]);
    }
  }
}

/** A group that remembers every power that it was asked for: mutants share almost all of them. */
export function rememberingGroup(group: Group): Group {
  const remember = (power: (exponent: bigint) => bigint) => {
    const known = new Map<bigint, bigint>();
    return (exponent: bigint) => {
      const found = known.get(exponent) ?? power(exponent);
      known.set(exponent, found);
      return found;
    };
  };
  const bases = new Map<bigint, (exponent: bigint) => bigint>();
  const tables = new Map<bigint, (exponent: bigint) => bigint>();
  const from = (
    map: Map<bigint, (exponent: bigint) => bigint>,
    base: bigint,
    make: () => (exponent: bigint) => bigint,
  ) => {
    const found = map.get(base) ?? remember(make());
    map.set(base, found);
    return found;
  };
  const power = (base: bigint, exponent: bigint) =>
    from(bases, base, () => (e) => group.power(base, e))(exponent);
  return {
    ...group,
    power,
    powerOfG: remember(group.powerOfG),
    fixedBase: (base) => from(tables, base, () => (e) => power(base, e)),
    isMember: (x) => x > 0n && x < group.p && power(x, group.q) === 1n,
  };
}
