import { type BundleManifest, type BundleSignature, bundleNames } from '../../wire/bundle.ts';
import type { BundleFailure } from './checks.ts';
import type { BundleContent } from './open-bundle.ts';
import { isObject, listIn, readCanonical, type TextFiles, textOf } from './read-json.ts';

/** Reads a file of one canonical JSON value with a line feed at its end. */
function readFile(texts: TextFiles, path: string) {
  const text = textOf(texts.get(path) ?? new Uint8Array());
  return text?.endsWith('\n') === true ? readCanonical(text.slice(0, -1)) : null;
}

/** Reads the list of files; null when it is missing or not in the form that it has. */
export function readManifest(texts: TextFiles): BundleManifest | null {
  const value = readFile(texts, bundleNames.manifest);
  if (!isObject(value ?? undefined) || value === null || !isObject(value)) return null;
  const { format, congress, year, trailHead } = value;
  if (format !== 1 || typeof year !== 'number' || !isObject(congress)) return null;
  if (typeof congress.id !== 'string' || typeof congress.name !== 'string') return null;
  const listed = listIn(value.files).flatMap((one) => {
    if (!isObject(one)) return [];
    const { path, bytes, sha256 } = one;
    const whole =
      typeof path === 'string' && typeof bytes === 'number' && typeof sha256 === 'string';
    return whole ? [{ path, bytes, sha256 }] : [];
  });
  if (listed.length !== listIn(value.files).length) return null;
  const head = trailHead === undefined || trailHead === null ? null : headIn(trailHead);
  return {
    format,
    congress: { id: congress.id, name: congress.name },
    year,
    trailHead: head,
    files: listed,
  };
}

function headIn(value: NonNullable<ReturnType<typeof readCanonical>>) {
  if (!isObject(value)) return null;
  const { sequence, hash } = value;
  return typeof sequence === 'number' && typeof hash === 'string' ? { sequence, hash } : null;
}

/** Every file of the list is there and unchanged, and nothing else is. */
export function checkFiles(
  files: BundleContent,
  manifest: BundleManifest,
): readonly BundleFailure[] {
  const failures: BundleFailure[] = [];
  const add = (place: string, message: string) =>
    void failures.push({ check: 'files', place, message });
  const listed = new Map(manifest.files.map((one) => [one.path, one]));
  if (listed.size !== manifest.files.length) add(bundleNames.manifest, '目录里有文件列了两次。');
  for (const { path, bytes, sha256 } of listed.values()) {
    const content = files.get(path);
    if (content === undefined) add(path, '目录里有，包里没有这个文件。');
    else if (content.bytes !== bytes) {
      add(path, `应为${bytes}字节，实际${content.bytes}字节：文件被改动过。`);
    } else if (content.sha256 !== sha256) {
      add(path, '内容与目录写明的 SHA-256 不符：文件被改动过。');
    }
  }
  for (const path of files.keys()) {
    const own = path === bundleNames.manifest || path === bundleNames.signature;
    if (!own && !listed.has(path)) add(path, '目录里没有这个文件：是后来塞进来的。');
  }
  return failures;
}

/** What the check of the signature gave; `not-done` when this browser knows no Ed25519. */
export interface SignatureVerdict {
  readonly publicKey: string | null;
  readonly done: boolean;
  readonly failures: readonly BundleFailure[];
}

/**
 * The list is signed by the key that the bundle names (by the browser's or Node's own Web Crypto), and
 * that key is the one that the reader compares with, where one was given.
 */
export async function checkSignature(
  texts: TextFiles,
  expectedKey: string | null,
): Promise<SignatureVerdict> {
  const failed = (place: string, message: string, publicKey: string | null = null) => ({
    publicKey,
    done: true,
    failures: [{ check: 'signature' as const, place, message }],
  });
  const signature = readSignature(texts);
  if (signature === null) {
    return failed(bundleNames.signature, '签名文件缺失，或者不是规定的写法。');
  }
  const { publicKey } = signature;
  if (expectedKey !== null && expectedKey !== publicKey) {
    const message = '包里的钥匙与您填的公示钥匙不同：不是那个系统签发的。';
    return failed(bundleNames.signature, message, publicKey);
  }
  const valid = await verifyEd25519(signature, texts.get(bundleNames.manifest));
  if (valid === null) return { publicKey, done: false, failures: [] };
  return valid
    ? { publicKey, done: true, failures: [] }
    : failed(bundleNames.signature, '签名与目录不符：目录或签名被改动过。', publicKey);
}

function readSignature(texts: TextFiles): BundleSignature | null {
  const value = readFile(texts, bundleNames.signature);
  if (value === null || !isObject(value) || Object.keys(value).length !== 3) return null;
  const { algorithm, publicKey, signature } = value;
  if (algorithm !== 'Ed25519') return null;
  if (typeof publicKey !== 'string' || !/^[0-9a-f]{64}$/.test(publicKey)) return null;
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/.test(signature)) return null;
  return { algorithm, publicKey, signature };
}

/** Null where there is no Web Crypto (a page over plain HTTP) or it knows no Ed25519. */
async function verifyEd25519(
  { publicKey, signature }: BundleSignature,
  signed: Uint8Array | undefined,
): Promise<boolean | null> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined || signed === undefined) return null;
  let key: CryptoKey;
  try {
    key = await subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify']);
  } catch (error) {
    // A key that is no point of the curve is a bad key; an unknown name is an old browser.
    return error instanceof DOMException && error.name === 'DataError' ? false : null;
  }
  return await subtle.verify('Ed25519', key, bytesOf(signature), new Uint8Array(signed));
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}
