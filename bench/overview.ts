import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { labelledTownship } from '../src/commands/indicators/synthetic-townships.ts';
import { startEmbedded } from '../src/database/embedded/start-embedded.ts';
import { migrateToLatest } from '../src/database/migrate.ts';
import { openPool } from '../src/database/pool.ts';
import { loadOverview } from '../src/desk/county/load-overview.ts';
import { countQueries } from '../test/support/count-queries.ts';
import { reviewSheet } from '../test/support/review-county.ts';
import { buildWorld } from '../test/support/world.ts';
import { writeCongress, writeYear } from '../test/support/write-year.ts';

/**
 * `npm run bench:overview [-- COUNTIES]`: the overview of one county (15 townships, 10 years) in a database
 * that holds little else, and in one that holds it among so many counties of the same kind (133 are some 2,000
 * congresses × 10 years). Prints the number of queries of both and the ratio of their times; the goal is 1.2.
 */
const counties = Number(process.argv[2] ?? 133);
const townships = 15;
const years = 10;
const runs = 60;
const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'piaojue-bench-'));
chmodSync(folder, 0o755);
const server = await startEmbedded({
  ...{ dataFolder: folder, database: 'alone', durable: false, fresh: false },
  ...{ purpose: 'application', log: () => undefined },
});
if (!server.ok) throw new Error('the database did not start');
const { applicationUrl, ownerUrl, superuserUrl, stop } = server.value;

/** The same server's other database. */
function at(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

async function asSuperuser<Value>(
  database: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: at(superuserUrl, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The county that is looked at, by the same rows that the tests write. */
async function writeCounty(): Promise<string> {
  const database = openPool(applicationUrl, { max: 4 });
  const { installationId } = await buildWorld(database);
  const sheet = reviewSheet;
  const place = { parentId: installationId, kind: 'county', name: '被看的县', sheet } as const;
  const county = await writeCongress(database, place);
  for (let index = 0; index < townships; index += 1) {
    const name = `第${index + 1}镇`;
    const below = { parentId: county.congressId, kind: 'township', name, sheet } as const;
    const congress = await writeCongress(database, below);
    for (let year = 2025; year > 2025 - years; year -= 1) {
      const label = index % 2 === 0 ? 'healthy' : 'formalistic';
      const { record } = labelledTownship(index * 100 + year, label);
      await writeYear(database, congress, inYear(record, year));
    }
  }
  await database.destroy();
  return county.congressId;
}

/** The same year some years earlier: every day of it moves, nothing else. */
function inYear(record: ReturnType<typeof labelledTownship>['record'], year: number) {
  const moved = JSON.stringify({ ...record, earlierProjects: [] }).replace(
    /"(20\d\d)-/g,
    (_, written: string) => `"${Number(written) - record.year + year}-`,
  );
  // Only days and months begin with a year and a hyphen; the shape stays what it was.
  return { ...(JSON.parse(moved) as typeof record), year };
}

/** How a column of a copied row is made: ids by their hash with the copy's number, the rest as it is. */
function copied(column: { readonly column_name: string; readonly udt_name: string }): string {
  const name = `"${column.column_name}"`;
  if (column.column_name === 'plate_code') {
    return `substr(translate(md5(${name} || n), '01', 'zy'), 1, 10)`;
  }
  // The root of the tree is one for all.
  return column.udt_name === 'uuid'
    ? `case when ${name} = $1::uuid then ${name} else md5(${name}::text || n)::uuid end`
    : name;
}

/** Copies a county and all below it, table by table, as often as asked. */
async function copyCounty(client: pg.Client, countyId: string, copies: number): Promise<number> {
  await client.query('set session_replication_role = replica');
  const { rows: roots } = await client.query<{ congress_id: string }>(
    "select congress_id from record.congress where kind = 'installation'",
  );
  const { rows: columns } = await client.query<{
    table_name: string;
    column_name: string;
    udt_name: string;
  }>(
    `select table_name, column_name, udt_name from information_schema.columns
      where table_schema = 'record' and is_generated = 'NEVER' order by table_name, ordinal_position`,
  );
  let written = 0;
  for (const table of new Set(columns.map((one) => one.table_name))) {
    const own = columns.filter((one) => one.table_name === table);
    if (!own.some(({ column_name }) => column_name === 'congress_id')) continue;
    const names = own.map(({ column_name }) => `"${column_name}"`).join(', ');
    const { rowCount } = await client.query(
      `insert into record."${table}" (${names})
       select ${own.map(copied).join(', ')} from record."${table}", generate_series(1, $3::int) n
        where congress_id in (select congress_id from record.congress
                               where congress_id = $2::uuid or parent_id = $2::uuid)
          and $1::uuid is not null`,
      [roots[0]?.congress_id, countyId, copies],
    );
    written += rowCount ?? 0;
  }
  await client.query('analyze');
  return written;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

async function measure(countyId: string): Promise<void> {
  const places = ['alone', 'among'].map((name) => {
    const database = openPool(at(applicationUrl, name), { max: 8 });
    return { name, database, times: [] as number[] };
  });
  const look = (database: (typeof places)[number]['database']) =>
    loadOverview(database, countyId, { year: 2025, today: '2026-01-31' });
  const queries: number[] = [];
  for (const { database } of places) {
    const support = { database, ownerDatabase: database, applicationUrl, ownerUrl };
    queries.push(await countQueries({ ...support, drop: async () => undefined }, look));
  }
  // In turn, so that whatever else the machine does falls on both.
  for (let run = 0; run < runs + 10; run += 1) {
    for (const { database, times } of places) {
      const started = performance.now();
      const { places: found } = await look(database);
      if (found.length !== townships) throw new Error('the county has lost a township');
      if (run >= 10) times.push(performance.now() - started);
    }
  }
  for (const { database } of places) await database.destroy();
  const [alone = 0, among = 0] = places.map(({ times }) => median(times));
  say(`queries: ${queries.join(' and ')}`);
  say(`median of ${runs}: ${alone.toFixed(1)} ms alone, ${among.toFixed(1)} ms among ${counties}`);
  say(`ratio ${(among / alone).toFixed(2)} (goal ≤ 1.2)`);
}

try {
  await migrateToLatest(ownerUrl, 'piaojue_application');
  const countyId = await writeCounty();
  say(`one county of ${townships} townships × ${years} years is written`);
  await asSuperuser('alone', (client) => client.query('analyze'));
  await asSuperuser('postgres', (client) => client.query('create database among template alone'));
  const started = performance.now();
  const rows = await asSuperuser('among', (client) => copyCounty(client, countyId, counties - 1));
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  say(
    `${counties} counties, ${counties * (townships + 1)} congresses: ${rows} rows in ${seconds} s`,
  );
  await measure(countyId);
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
