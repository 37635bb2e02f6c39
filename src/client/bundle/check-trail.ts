import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { type BundleManifest, bundleNames } from '../../wire/bundle.ts';
import type { BundleFailure } from './checks.ts';
import type { Row } from './read-json.ts';

/** The hash before the first entry of every chain. */
const genesis = '0'.repeat(64);

/** Fields of an entry that is given whole; a closed one has its place in the chain alone. */
const wholeFields = [
  ...['act_id', 'commitment', 'congress_id', 'event', 'happened_at', 'hash', 'previous_hash'],
  ...['recorded_at', 'recorded_by', 'sequence', 'subjects'],
].join(' ');
const closedFields = 'hash previous_hash sequence';

/** Checks the chain from its first entry to the head that the signed list names. Lists every break. */
export function checkTrail(rows: readonly Row[], manifest: BundleManifest) {
  const failures: BundleFailure[] = [];
  let open = 0;
  let previous = genesis;
  rows.forEach(({ line, value }, index) => {
    const add = (message: string) =>
      void failures.push({
        check: 'trail',
        place: `${bundleNames.trail} 第${line}行`,
        message,
      });
    const fields = Object.keys(value).sort().join(' ');
    const { hash, ...hashed } = value;
    if (fields !== wholeFields && fields !== closedFields) add('不是留痕记录的写法。');
    if (value.sequence !== index + 1) add(`应为第${index + 1}条，次序不对：有缺失、重复或颠倒。`);
    if (value.previous_hash !== previous) add('与前一条接不上：中间被插入、删除或调换过。');
    if (fields === wholeFields) {
      open += 1;
      if (value.congress_id !== manifest.congress.id) add('属于另一个人大。');
      if (sha256Hex(canonicalJson(hashed)) !== hash) add('内容与它的指纹不符：这一条被改动过。');
    }
    previous = typeof hash === 'string' ? hash : '';
  });
  const head = manifest.trailHead;
  const last = rows.at(-1)?.value;
  if (head === null ? rows.length > 0 : last?.hash !== head.hash || rows.length !== head.sequence) {
    failures.push({
      check: 'trail',
      place: `${bundleNames.trail} 末尾`,
      message: '末尾不是目录写明的那一条：被截去、加长或改写过。',
    });
  }
  return { failures, note: `${rows.length}条，其中整条公开${open}条` };
}
