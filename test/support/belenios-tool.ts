import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The reference implementation by other people, as Debian packages it: our referee, in tests only. */

export interface ToolAnswer {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
}

/** Runs `belenios-tool` in a folder, with a text as its standard input. */
export function tool(folder: string, words: readonly string[], input = ''): Promise<ToolAnswer> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, BELENIOS_USE_URANDOM: '1' };
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024, timeout: 120_000 };
    const child = execFile('belenios-tool', words, options, (error, out, err) => {
      if (error !== null && error.code === 'ENOENT') {
        reject(new Error('belenios-tool is not installed: apt-get install belenios-tool'));
        return;
      }
      resolve({ ok: error === null, out, err });
    });
    // The tool may have refused and gone before it reads: its answer says so, a broken pipe says nothing.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Gives a new folder to `work`, and removes it. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'belenios-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Whether `belenios-tool election verify` accepts an archive. */
export function toolVerifies(uuid: string, bytes: Uint8Array): Promise<ToolAnswer> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, `${uuid}.bel`), bytes);
    const answer = await tool(folder, ['election', 'verify']);
    return { ...answer, ok: answer.ok && answer.err.includes('all checks passed') };
  });
}
