import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import type { Dependencies } from '../../web/dependencies.ts';

/** What signs the bundles of this installation. The private half never leaves this file's functions. */
export interface InstallationKey {
  /** Ed25519 public key in lower-case hexadecimal (64 digits), published so that auditors can compare. */
  readonly publicKey: string;
  /** Signs bytes; the signature in lower-case hexadecimal. The same bytes give the same signature. */
  readonly sign: (bytes: Uint8Array) => string;
}

/** The file beside the keys of rounds; its name is no identifier of an election. */
const fileName = 'installation.key';

const unusable: Refusal = {
  code: 'key-unusable',
  message:
    '服务器的签名钥匙读不出或写不进去，资料包没有生成。请检查磁盘空间和 KEY_DIR、KEY_COPY_DIR 的权限。',
};

const differ: Refusal = {
  code: 'keys-differ',
  message:
    'KEY_DIR 和 KEY_COPY_DIR 里的签名钥匙（installation.key）不是同一把，资料包没有生成。请找出公示过的那一把，移走另一把。',
};

/**
 * Opens the key of the installation from the folders of the key vault, making it when it is first asked
 * for. It is kept as the keys of rounds are: outside the database and its backups, readable by the
 * program's own user alone, with a copy where a second folder is named; a lost half is restored from the
 * other. Refuses with `key-unusable`, `keys-differ`.
 */
export async function openInstallationKey({
  keyFolder,
  keyCopyFolder,
}: Pick<Dependencies['ballot'], 'keyFolder' | 'keyCopyFolder'>): Promise<Result<InstallationKey>> {
  const folders = keyCopyFolder === null ? [keyFolder] : [keyFolder, keyCopyFolder];
  try {
    let known: string | null = null;
    for (const folder of folders) known ??= await readKey(join(folder, fileName));
    known ??= newKey();
    for (const folder of folders) {
      const kept = await keep(folder, known);
      // Another process may have been first: in the first folder its key counts.
      if (folder === keyFolder) known = kept;
      else if (kept !== known) return refuse(differ);
    }
    return ok(keyOf(createPrivateKey(known)));
  } catch {
    return refuse(unusable);
  }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

async function readKey(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes the key unless one is there, whole or not at all, and gives the one that is there then. */
async function keep(folder: string, pem: string): Promise<string> {
  const file = join(folder, fileName);
  const there = await readKey(file);
  if (there !== null) return there;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${fileName}.${randomUUID()}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return await readFile(file, 'utf8');
}

function keyOf(privateKey: KeyObject): InstallationKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (bytes) => sign(null, bytes, privateKey).toString('hex'),
  };
}
