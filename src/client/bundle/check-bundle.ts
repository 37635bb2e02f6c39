import { bundleNames } from '../../wire/bundle.ts';
import { checkArchives, type VerifyArchive } from './check-archives.ts';
import { checkBaselines } from './check-baselines.ts';
import { checkFiles, checkSignature, readManifest } from './check-files.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkRecords, readRecord } from './check-records.ts';
import { checkTrail } from './check-trail.ts';
import {
  type BundleFailure,
  type BundleReport,
  bundleChecks,
  type CheckId,
  type JudgedCheck,
} from './checks.ts';
import { openBundle } from './open-bundle.ts';

/** What the reader gave besides the bundle, and how archives are verified there. */
export interface BundleOptions {
  /** The public key that the unit publishes (64 hexadecimal digits); null where none was given. */
  readonly publicKey: string | null;
  readonly verifyArchive: VerifyArchive;
}

interface Finding {
  readonly note: string;
  readonly failures: readonly BundleFailure[];
  readonly done?: boolean;
}

/**
 * Verifies a whole bundle and lists all failures with their places. A check that cannot be made (nothing
 * to read, a browser without Ed25519) is never said to hold.
 */
export async function checkBundle(
  bytes: Uint8Array,
  { publicKey, verifyArchive }: BundleOptions,
): Promise<BundleReport> {
  const { files, failures } = openBundle(bytes);
  const found = new Map<CheckId, Finding>();
  found.set('container', { note: `${bytes.length}字节`, failures });
  const manifest = files === null ? null : readManifest(files);
  if (files !== null && manifest === null) {
    const message = '目录缺失，或者不是规定的写法。';
    const place = bundleNames.manifest;
    found.set('files', { note: '', failures: [{ check: 'files', place, message }] });
  }
  let ownKey: string | null = null;
  if (files !== null) {
    const signature = await checkSignature(files, publicKey);
    ownKey = signature.publicKey;
    const note = !signature.done
      ? '这个浏览器不认识 Ed25519 签名，没有核验。请换用新版浏览器，或者用命令行核验。'
      : publicKey === null
        ? '没有填公示的公钥：只证明包里前后一致'
        : '与您填的公钥相同';
    found.set('signature', { note, failures: signature.failures, done: signature.done });
    const record = readRecord(files, bundleNames.trail);
    if (manifest !== null) {
      found.set('files', {
        note: `${manifest.files.length}个文件`,
        failures: checkFiles(files, manifest),
      });
      found.set('trail', checkTrail(record.trail, manifest));
    }
    found.set('records', checkRecords(record, files));
    found.set('baselines', checkBaselines(record));
    found.set('outcomes', checkOutcomes(record));
    found.set('archives', await checkArchives(record, files, verifyArchive));
  }
  const checks = bundleChecks.map((check): JudgedCheck => {
    const finding = found.get(check.id);
    if (finding === undefined || finding.done === false) {
      const note = finding?.note ?? '前面的内容读不出来，没有核验';
      return { ...check, standing: 'not-done', note, failures: [] };
    }
    const standing = finding.failures.length === 0 ? 'holds' : 'fails';
    return { ...check, standing, note: finding.note, failures: finding.failures };
  });
  return {
    congress: manifest?.congress.name ?? null,
    year: manifest?.year ?? null,
    publicKey: ownKey,
    head: manifest?.trailHead ?? null,
    checks,
    failures: checks.flatMap((check) => check.failures),
  };
}
