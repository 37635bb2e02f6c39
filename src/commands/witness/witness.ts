import { createHash } from 'node:crypto';
import type { BuiltPage } from '../../web/ballot-site/pages.ts';

/** What was seen of one page at one address by one kind of phone. */
export interface Finding {
  readonly kind: 'same' | 'different' | 'unreachable';
  readonly address: string;
  readonly path: string;
  readonly phone: string;
  readonly words: string;
  /** SHA-256 of the bytes that came; null where none came, or where something led elsewhere. */
  readonly sha256: string | null;
}

/** What the witness compares with. */
export interface WitnessOptions {
  /** The pages built here, by name. */
  readonly pages: ReadonlyMap<string, BuiltPage>;
  /** Where they stand: path to name; `:uuid` is the round. */
  readonly pagePaths: Readonly<Record<string, string>>;
  readonly round: string;
}

/** A server that shows honest pages to computers only must not get away with it. */
const phones: readonly (readonly [name: string, userAgent: string])[] = [
  [
    '安卓手机',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
  ],
  [
    '苹果手机',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  ],
  [
    '微信',
    'Mozilla/5.0 (Linux; Android 12; K) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49',
  ],
];

/** Headers that could lead a phone to another page although the bytes are right. */
const leading = ['refresh', 'link', 'location', 'service-worker-allowed', 'set-cookie'];

const patience = 20_000;

/** Looks at every page at every address as every kind of phone, and at the files for the USB stick. */
export async function witness(
  addresses: readonly string[],
  { pages, pagePaths, round }: WitnessOptions,
): Promise<readonly Finding[]> {
  const places = [
    ...Object.entries(pagePaths).map(
      ([path, name]) => [path.replace(':uuid', round), name] as const,
    ),
    ...[...pages.keys()].map((name) => [`/pages/${name}.html`, name] as const),
  ];
  const findings: Finding[] = [];
  for (const address of addresses) {
    for (const [path, name] of places) {
      const expected = pages.get(name);
      for (const [phone, userAgent] of phones) {
        const seen = await look(`${address}${path}`, userAgent, expected);
        findings.push({ ...seen, address, path, phone });
      }
    }
  }
  return findings;
}

/** Whether every address showed every kind of phone the same bytes, whatever was built here. */
export function agreeAmongThemselves(findings: readonly Finding[]): boolean {
  const first = new Map<string, string | null>();
  return findings.every(({ path, sha256 }) => {
    if (!first.has(path)) first.set(path, sha256);
    return sha256 !== null && first.get(path) === sha256;
  });
}

type Seen = Pick<Finding, 'kind' | 'words' | 'sha256'>;

async function look(
  url: string,
  userAgent: string,
  expected: BuiltPage | undefined,
): Promise<Seen> {
  if (expected === undefined) return nothing('unreachable', '本机没有编译这一页。');
  try {
    const answer = await fetch(url, {
      headers: { 'user-agent': userAgent, accept: 'text/html', 'accept-language': 'zh-CN' },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const { status } = answer;
    if (status >= 300 && status < 400) return nothing('different', `被引到别处（${status}）。`);
    if (status !== 200) return nothing('unreachable', `回答 ${status}。`);
    const foreign = leading.filter((name) => answer.headers.has(name));
    if (foreign.length > 0) return nothing('different', `多了标头 ${foreign.join('、')}。`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 === expected.sha256) return { kind: 'same', words: sha256, sha256 };
    const words = `内容不同：那里是 ${sha256}（${bytes.length} 字节），本机编译的是 ${expected.sha256}。`;
    return { kind: 'different', words, sha256 };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return nothing('unreachable', `连不上（${reason}）。`);
  }
}

function nothing(kind: Seen['kind'], words: string): Seen {
  return { kind, words, sha256: null };
}
