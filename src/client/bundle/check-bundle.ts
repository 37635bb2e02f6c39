import { bundleFolders, bundleNames } from '../../wire/bundle.ts';
import type { BundleSource } from './bundle-source.ts';
import { checkArchives, type VerifyArchive } from './check-archives.ts';
import { checkBaselines } from './check-baselines.ts';
import { checkComplete } from './check-complete.ts';
import { checkFiles, checkSignature, readManifest } from './check-files.ts';
import { checkLookbacks } from './check-lookbacks.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkRecords, readRecord } from './check-records.ts';
import { checkReview } from './check-review.ts';
import { checkTrail } from './check-trail.ts';
import {
  type BundleFailure,
  type BundleReport,
  bundleChecks,
  type CheckId,
  type JudgedCheck,
} from './checks.ts';
import { type BundleContent, openBundle } from './open-bundle.ts';
import type { TextFiles } from './read-json.ts';

/** What the reader gave besides the bundle, and how archives are verified there. */
export interface BundleOptions {
  /** The public key that the unit publishes (64 hexadecimal digits); null where none was given. */
  readonly publicKey: string | null;
  readonly verifyArchive: VerifyArchive;
  /** The most bytes of records, or of one archive, that this device can hold at once. */
  readonly mostHeld: number;
  /** Told how much of the bundle has been read. */
  readonly onRead?: (bytes: number) => void;
}

/** The records of a bundle are larger than what this device can hold: nothing was verified. */
export class BundleTooLarge extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super(`${bytes} bytes of records`);
    this.bytes = bytes;
  }
}

interface Finding {
  readonly note: string;
  readonly failures: readonly BundleFailure[];
  readonly done?: boolean;
}

/**
 * Verifies a whole bundle and lists all failures with their places. A check that cannot be made (nothing
 * to read, a browser without Ed25519) is never said to hold. Throws `BundleTooLarge` where its records do
 * not fit; papers and photos are read one by one and may be as large as they like.
 */
export async function checkBundle(
  source: BundleSource,
  options: BundleOptions,
): Promise<BundleReport> {
  const { files, failures } = await openBundle(source, options.onRead);
  const found = new Map<CheckId, Finding>();
  found.set('container', { note: `${source.size}字节`, failures });
  if (files === null) return reportOf(found, null, null);
  const texts = await readTexts(files, options.mostHeld);
  const manifest = readManifest(texts);
  const signature = await checkSignature(texts, options.publicKey);
  const note = !signature.done
    ? '这个浏览器不认识 Ed25519 签名，没有核验。请换用新版浏览器，或者用命令行核验。'
    : options.publicKey === null
      ? '没有填公示的公钥：只证明包里前后一致'
      : '与您填的公钥相同';
  found.set('signature', { note, failures: signature.failures, done: signature.done });
  const record = readRecord(texts, bundleNames.trail);
  if (manifest === null) {
    const message = '目录缺失，或者不是规定的写法。';
    const place = bundleNames.manifest;
    found.set('files', { note: '', failures: [{ check: 'files', place, message }] });
  } else {
    const listed = `${manifest.files.length}个文件`;
    found.set('files', { note: listed, failures: checkFiles(files, manifest) });
    found.set('trail', checkTrail(record.trail, manifest));
  }
  found.set('records', checkRecords(record, files));
  found.set('baselines', checkBaselines(record));
  found.set('outcomes', checkOutcomes(record));
  found.set('lookbacks', checkLookbacks(record, manifest));
  found.set('review', checkReview(record));
  found.set('complete', checkComplete(record, manifest));
  found.set('archives', await checkArchives(record, files, options.verifyArchive));
  return reportOf(found, manifest, signature.publicKey);
}

/** The JSON files, read into memory; refused before they are when they are too large for it. */
async function readTexts(files: BundleContent, mostHeld: number): Promise<TextFiles> {
  const json = /\.jsonl?$/;
  const texts = [...files].filter(
    ([path]) => json.test(path) && !path.startsWith(bundleFolders.archives),
  );
  const archives = [...files].filter(([path]) => path.startsWith(bundleFolders.archives));
  const held = texts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const needed = held + Math.max(0, ...archives.map(([, { bytes }]) => bytes));
  if (needed > mostHeld) throw new BundleTooLarge(needed);
  const read = new Map<string, Uint8Array>();
  for (const [path, entry] of texts) read.set(path, await entry.read());
  return read;
}

function reportOf(
  found: ReadonlyMap<CheckId, Finding>,
  manifest: ReturnType<typeof readManifest>,
  publicKey: string | null,
): BundleReport {
  const checks = bundleChecks.map((check): JudgedCheck => {
    const finding = found.get(check.id);
    if (finding === undefined || finding.done === false) {
      const note = finding?.note ?? '前面的内容读不出来，没有核验';
      return { ...check, standing: 'not-done', note, failures: finding?.failures ?? [] };
    }
    const standing = finding.failures.length === 0 ? 'holds' : 'fails';
    return { ...check, standing, note: finding.note, failures: finding.failures };
  });
  return {
    congress: manifest?.congress.name ?? null,
    year: manifest?.year ?? null,
    publicKey,
    head: manifest?.trailHead ?? null,
    checks,
    failures: checks.flatMap((check) => check.failures),
  };
}
