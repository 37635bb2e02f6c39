import { generateKeyPairSync, sign } from 'node:crypto';
import { zipSync } from 'fflate';
import { canonicalJson, type JsonValue } from '../../src/rules/canonical-json.ts';
import { hashJson, sha256 } from '../../src/trail/canonical.ts';
import type { BundleYear } from './bundle-year.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const jsonLines = (rows: readonly JsonValue[]) =>
  utf8(rows.map((row) => `${canonicalJson(row)}\n`).join(''));

/** The contents of a bundle by their path, the list of them and its signature apart. */
export type Contents = Record<string, Uint8Array>;

/** Writes a year as a bundle holds it; the chain is hashed anew from its first entry. */
export function contentsOf({ rows, results, trail }: BundleYear): Contents {
  const contents: Contents = { '说明.txt': utf8('说明\n') };
  for (const [name, some] of Object.entries(rows))
    contents[`record/${name}.jsonl`] = jsonLines(some);
  for (const [id, value] of Object.entries(results)) {
    contents[`results/${id}.json`] = utf8(`${canonicalJson(value)}\n`);
  }
  let previous_hash = '0'.repeat(64);
  const entries = trail.map((one, index): JsonValue => {
    const place = { sequence: index + 1, previous_hash };
    const at = '2026-01-20T03:00:00.000Z';
    const whole = {
      ...{ ...place, congress_id: 'township', event: one?.event ?? '', act_id: `act-${index}` },
      ...{ happened_at: at, recorded_at: at, recorded_by: one?.by ?? null },
      ...{ subjects: one?.subjects ?? {}, commitment: sha256(String(index)) },
    };
    const hash = hashJson(whole);
    previous_hash = hash;
    return one === null ? { ...place, hash } : { ...whole, hash };
  });
  contents['trail/entries.jsonl'] = jsonLines(entries);
  return contents;
}

const key = generateKeyPairSync('ed25519');
const { x = '' } = key.publicKey.export({ format: 'jwk' });

/** The key by which every bundle of a test is signed. */
export const packedKey = Buffer.from(x, 'base64url').toString('hex');

/** Lists the contents and signs the list: what a server that lies does too. */
export function signed(
  contents: Contents,
  more: { readonly [key: string]: JsonValue } = {},
): Contents {
  const entries = new TextDecoder()
    .decode(contents['trail/entries.jsonl'])
    .split('\n')
    .slice(0, -1);
  const last: { sequence: number; hash: string } = JSON.parse(entries.at(-1) ?? 'null');
  const files = Object.entries(contents)
    .map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const manifest = utf8(
    `${canonicalJson({
      ...{ format: 1, congress: { id: 'township', name: '云溪镇' }, year: 2026, files },
      ...{ trailHead: { sequence: last.sequence, hash: last.hash }, ...more },
    })}\n`,
  );
  const signature = sign(null, manifest, key.privateKey).toString('hex');
  return {
    ...contents,
    'manifest.json': manifest,
    'manifest.signature.json': utf8(
      `${canonicalJson({ algorithm: 'Ed25519', publicKey: packedKey, signature })}\n`,
    ),
  };
}

/** Packs contents in the one form that a bundle has. */
export function packed(contents: Contents): Uint8Array {
  const sorted = Object.entries(contents).sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: '1980-01-01T00:00:00' });
}
