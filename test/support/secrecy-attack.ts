import type { DumpedTable } from './copy-table.ts';

/**
 * An attacker who holds everything that the operators of a server ever hold, and guesses which deputy cast
 * which ballot. It knows nothing of this program: it tries every order of whatever it finds.
 */

/** A line of a proxy's log. */
export interface ProxyLine {
  /** Milliseconds. */
  readonly time: number;
  readonly address: string;
  readonly agent: string;
  readonly path: string;
  /** Bytes of the request's body, and of the answer's. */
  readonly sent: number;
  readonly received: number;
}

export interface Evidence {
  readonly dump: readonly DumpedTable[];
  readonly serverLog: readonly string[];
  readonly proxyLog: readonly ProxyLine[];
}

/** Addresses of deputies with the trackers that they are said to have cast. */
export type Guess = ReadonlyMap<string, string>;

/** Things in an order that somebody found. */
type Orders = ReadonlyMap<string, readonly string[]>;

/** Every guess that the evidence suggests, by the name of the way that led to it. */
export function guesses(evidence: Evidence): ReadonlyMap<string, Guess> {
  const trackers = findTrackers(evidence.dump);
  const found = new Map<string, Guess>();
  const deputies = ordersOfDeputies(evidence);
  const ballots = ordersOfBallots(evidence.dump, trackers);
  for (const [one, addresses] of deputies) {
    for (const [other, cast] of ballots) {
      found.set(`${one} ~ ${other}`, new Map(addresses.map((who, i) => [who, cast[i] ?? ''])));
    }
  }
  found.set('mentions', mentions(evidence, trackers));
  found.set('lengths', byLength(evidence, trackers));
  return found;
}

/** How many pairs of a guess are true. */
export function matches(guess: Guess | undefined, truth: Guess): number {
  return [...truth].filter(([who, tracker]) => guess?.get(who) === tracker).length;
}

/** An election with the truth about it, which an attacker has of those where it practises. */
export interface SolvedElection {
  readonly evidence: Evidence;
  readonly truth: Guess;
}

/**
 * The attacker practises on elections whose truth it knows, keeps the way that did best there, and goes that
 * way in all others: gives how many pairs are right in each of these. A way that was chosen elsewhere finds
 * one pair on average by chance alone, however many ways were tried.
 */
export function attack(
  practice: readonly SolvedElection[],
  elections: readonly SolvedElection[],
): { readonly right: readonly number[]; readonly way: string } {
  const totals = new Map<string, number>();
  for (const { evidence, truth } of practice) {
    for (const [way, guess] of guesses(evidence)) {
      totals.set(way, (totals.get(way) ?? 0) + matches(guess, truth));
    }
  }
  const [way] = [...totals].reduce((a, b) => (b[1] > a[1] ? b : a));
  const right = elections.map(({ evidence, truth }) => matches(guesses(evidence).get(way), truth));
  return { right, way };
}

/** Trackers are hashes: 43 characters of Base64 in a field of their own. */
function findTrackers(dump: readonly DumpedTable[]): readonly string[] {
  const box = dump.find(({ table }) => table === 'box.slip');
  const at = box?.columns.indexOf('tracker') ?? -1;
  return (box?.rows ?? []).flatMap((row) => {
    const field = row[at] ?? '';
    return /^[A-Za-z0-9+/]{43}$/.test(field) ? [field] : [];
  });
}

function ordersOfDeputies({ proxyLog }: Evidence): Orders {
  const casts = proxyLog.filter(({ path }) => path.endsWith('/ballots'));
  const by = (key: (line: ProxyLine) => string | number): readonly string[] => [
    ...new Set(inOrder(casts, key).map(({ address }) => address)),
  ];
  return new Map([
    ['time', by(({ time }) => time)],
    ['address', by(({ address }) => address)],
    ['agent', by(({ agent }) => agent)],
    ['sent', by(({ sent }) => sent)],
    ['received', by(({ received }) => received)],
    ['first seen', [...new Set(proxyLog.map(({ address }) => address))]],
  ]);
}

/** Ballots by every column that stands in one row with them, and by the places of these rows. */
function ordersOfBallots(dump: readonly DumpedTable[], trackers: readonly string[]): Orders {
  const orders = new Map<string, readonly string[]>();
  for (const { table, columns, rows } of dump) {
    const about = rows.flatMap((row) => {
      const tracker = trackers.find((one) => row.includes(one));
      return tracker === undefined ? [] : [{ tracker, row }];
    });
    if (new Set(about.map(({ tracker }) => tracker)).size !== trackers.length) continue;
    const add = (name: string, sorted: readonly { tracker: string }[]) => {
      const order = [...new Set(sorted.map(({ tracker }) => tracker))];
      orders.set(`${table} ${name}`, order);
      orders.set(`${table} ${name} backwards`, [...order].reverse());
    };
    add('place', about);
    columns.forEach((column, at) => {
      const field = ({ row }: { row: readonly string[] }) => row[at] ?? '';
      add(`${column} as text`, inOrder(about, field));
      add(
        `${column} as number`,
        inOrder(about, (one) => Number(field(one))),
      );
      add(
        `${column} by length`,
        inOrder(about, (one) => field(one).length),
      );
    });
  }
  return orders;
}

function inOrder<Item>(items: readonly Item[], key: (item: Item) => string | number): Item[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}

/** Whoever stands in one line with a tracker cast it. */
function mentions({ serverLog, proxyLog }: Evidence, trackers: readonly string[]): Guess {
  const guess = new Map<string, string>();
  const addresses = [...new Set(proxyLog.map(({ address }) => address))];
  const lines = [...serverLog, ...proxyLog.map((line) => JSON.stringify(line))];
  for (const line of lines) {
    const plain = decodeURIComponent(line.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
    const tracker = trackers.find((one) => plain.includes(one));
    const address = addresses.find((one) => plain.includes(`"${one}"`));
    if (tracker !== undefined && address !== undefined) guess.set(address, tracker);
  }
  return guess;
}

/** Whoever sent exactly as many bytes as a ballot has cast it. */
function byLength({ dump, proxyLog }: Evidence, trackers: readonly string[]): Guess {
  const guess = new Map<string, string>();
  const rows = dump.flatMap((table) => table.rows);
  for (const { address, sent, path } of proxyLog) {
    if (!path.endsWith('/ballots')) continue;
    const row = rows.find(
      (fields) =>
        trackers.some((one) => fields.includes(one)) &&
        fields.some((field) => Buffer.byteLength(field) === sent),
    );
    const tracker = trackers.find((one) => row?.includes(one));
    if (tracker !== undefined) guess.set(address, tracker);
  }
  return guess;
}
