import pg from 'pg';

/** A table as `pg_dump` reads it: fields in columns, rows in the order of the file. */
export interface DumpedTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Every ordinary table of a database, read with `COPY … TO STDOUT` in the order of its file. */
export async function dumpTables(url: string): Promise<readonly DumpedTable[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // What pg_dump sets, so that scans do not join each other midway.
    await client.query('set synchronize_seqscans = off');
    const { rows } = await client.query<{ table: string; columns: string[] }>(`
      select format('%I.%I', n.nspname, c.relname) as table,
        array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
      group by 1 order by 1`);
    const dumped: DumpedTable[] = [];
    for (const { table, columns } of rows) {
      const lines = (await copyOut(client, table)).split('\n').slice(0, -1);
      dumped.push({ table, columns, rows: lines.map((line) => line.split('\t')) });
    }
    return dumped;
  } finally {
    await client.end();
  }
}

function copyOut(client: pg.Client, table: string): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const heard = (part: string) => {
      text += part;
    };
    client.query(new CopyOut(`copy ${table} to stdout`, heard, () => resolve(text), reject));
  });
}

/** A query that the driver hands the messages of a copy to. */
class CopyOut implements pg.Submittable {
  readonly #text: string;
  readonly #heard: (part: string) => void;
  readonly #done: () => void;
  readonly #failed: (error: Error) => void;

  constructor(
    text: string,
    heard: (part: string) => void,
    done: () => void,
    failed: (error: Error) => void,
  ) {
    this.#text = text;
    this.#heard = heard;
    this.#done = done;
    this.#failed = failed;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#heard(chunk.toString());
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#done();
  }

  handleError(error: Error): void {
    this.#failed(error);
  }
}
