import pg from 'pg';

/** What `pg_dump` reads of a table: `COPY … TO STDOUT`, line by line, in the order of the file. */
export async function copyTable(url: string, table: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let text = '';
  try {
    // What pg_dump sets, so that scans do not join each other midway.
    await client.query('set synchronize_seqscans = off');
    await new Promise<void>((resolve, reject) => {
      client.query(
        new CopyOut(`copy ${table} to stdout`, (part) => (text += part), resolve, reject),
      );
    });
  } finally {
    await client.end();
  }
  return text.split('\n').slice(0, -1);
}

/** Every ordinary table of a database with its columns in order, as a dump shows them. */
export async function listTables(
  url: string,
): Promise<readonly { readonly table: string; readonly columns: readonly string[] }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; columns: string[] }>(`
      select format('%I.%I', n.nspname, c.relname) as table,
        array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
      group by 1 order by 1`);
    return rows;
  } finally {
    await client.end();
  }
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
