import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'resident-devices.key';
const known = new Map<string, Promise<Uint8Array>>();

/**
 * The key by which devices are recognised, made on first use. Without it nobody can tell from the database
 * which ratings came from one device. If it is lost, devices are new: they may rate once more.
 */
export function loadDeviceKey(folder: string): Promise<Uint8Array> {
  const loading = known.get(folder) ?? readOrMake(join(folder, fileName), folder);
  known.set(folder, loading);
  return loading;
}

async function readOrMake(path: string, folder: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    // Two processes may come first at once: whoever writes second reads the other's key.
    await writeFile(path, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return await readFile(path);
}

function mac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** A token that we have issued to a device: its random name and our signature. */
export function newDeviceToken(key: Uint8Array): string {
  const name = randomBytes(16).toString('base64url');
  return `${name}.${mac(key, `device|${name}`).toString('base64url')}`;
}

/** The name in a token that we have issued; null for any other. */
export function readDeviceToken(key: Uint8Array, token: string | null): string | null {
  const [name = '', signature = ''] = (token ?? '').split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, `device|${name}`);
  return given.length === expected.length && timingSafeEqual(given, expected) ? name : null;
}

/** What a rating keeps of a device: another value for every project, so that they cannot be joined. */
export function deviceHash(key: Uint8Array, projectId: string, device: string): string {
  return mac(key, `rating|${projectId}|${device}`).toString('hex');
}
