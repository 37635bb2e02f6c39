import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';

/** The server's secret halves of one round: its share of opening the box, and the receipts' key. */
export interface RoundSecrets {
  /** Identifier of the election; names the file. */
  readonly uuid: string;
  /** x of the mandatory "Single" key (specification §3.1.1). */
  readonly decryption: bigint;
  /** Secret of the round's receipt key ("Beyond Belenios", 7). */
  readonly receipt: bigint;
}

/** Where secrets of rounds are kept: key files outside the database, its log and its backups. */
export interface KeyVault {
  /** Writes the secrets of a new round; refuses with `keys-not-written`. */
  readonly write: (secrets: RoundSecrets) => Promise<Result<null>>;
  /** Reads them, from the copy where the first file is lost; null when they are nowhere. */
  readonly read: (uuid: string) => Promise<RoundSecrets | null>;
  /** Removes every copy: from then on nobody opens a ballot of that round any more. */
  readonly destroy: (uuid: string) => Promise<void>;
  /** Identifiers of every round that has a file in some folder, half-written ones included; sorted. */
  readonly list: () => Promise<readonly string[]>;
  /** Whether a second folder is named, as production asks. */
  readonly hasCopy: boolean;
}

const shape = z.object({
  uuid: z.string(),
  decryption: z.string().regex(/^[0-9]{1,78}$/),
  receipt: z.string().regex(/^[0-9]{1,78}$/),
});

/** A key file, or the draft of one that a crash left. */
const filePattern = /^([1-9A-HJ-NP-Za-km-z]{14})\.key(\.new)?$/;

const draftOf = (file: string) => `${file}.new`;

/** Names of what lies in a folder; none where there is no folder yet. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const notWritten: Refusal = {
  code: 'keys-not-written',
  message: '服务器的钥匙文件写不进去，没有继续。请检查磁盘空间和 KEY_DIR、KEY_COPY_DIR 的权限。',
};

/** Opens the folders of `KEY_DIR` and, where it is named, `KEY_COPY_DIR`; they are made when needed. */
export function openKeyVault(folder: string, copyFolder: string | null): KeyVault {
  const folders = copyFolder === null ? [folder] : [folder, copyFolder];
  const fileOf = (place: string, uuid: string) => {
    if (!/^[1-9A-HJ-NP-Za-km-z]{14}$/.test(uuid))
      throw new RangeError('not an election identifier');
    return join(place, `${uuid}.key`);
  };
  const readOne = async (file: string): Promise<RoundSecrets | null> => {
    try {
      const { uuid, decryption, receipt } = shape.parse(JSON.parse(await readFile(file, 'utf8')));
      return { uuid, decryption: BigInt(decryption), receipt: BigInt(receipt) };
    } catch {
      return null;
    }
  };
  const read = async (uuid: string) => {
    for (const place of folders) {
      const found = await readOne(fileOf(place, uuid));
      if (found !== null && found.uuid === uuid) return found;
    }
    return null;
  };
  return {
    hasCopy: copyFolder !== null,
    read,
    write: async (secrets) => {
      try {
        for (const place of folders) {
          await writeDurably(place, fileOf(place, secrets.uuid), textOf(secrets));
          // Read back at once: a copy that cannot be read is none.
          const written = await readOne(fileOf(place, secrets.uuid));
          if (written?.decryption !== secrets.decryption) return refuse(notWritten);
        }
        return ok(null);
      } catch {
        return refuse(notWritten);
      }
    },
    destroy: async (uuid) => {
      for (const place of folders) {
        const file = fileOf(place, uuid);
        for (const one of [draftOf(file), file]) await rm(one, { force: true });
      }
    },
    list: async () => {
      const names = await Promise.all(folders.map(namesIn));
      const uuids = names.flat().flatMap((name) => filePattern.exec(name)?.[1] ?? []);
      return [...new Set(uuids)].sort();
    },
  };
}

function textOf({ uuid, decryption, receipt }: RoundSecrets): string {
  return JSON.stringify({ uuid, decryption: String(decryption), receipt: String(receipt) });
}

/** Whole or not at all, on stable storage, readable by the program's own user alone. */
async function writeDurably(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = draftOf(file);
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
