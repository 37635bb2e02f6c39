import { pagePaths } from '../ballot-app.ts';
import { loadPages } from '../web/ballot-site/pages.ts';
import { readOptions } from './read-options.ts';
import { agreeAmongThemselves, type Finding, witness } from './witness/witness.ts';

const usage = '用法：npm run -s witness -- [--round 投票编号] 网址 [网址…]，网址不带路径';

/**
 * `npm run -s witness -- [--round UUID] ADDRESS [ADDRESS…]`: fetches every page of the ballot site from
 * several addresses, as several kinds of phones, and compares the bytes with each other and with the
 * pages built here. Without an address it prints the list of the pages built here.
 *
 * Exits 0 when all are the same, 1 with every difference listed, 2 when it could not look everywhere.
 */
async function run(): Promise<number> {
  const asked = readArguments();
  if (asked === null) {
    console.error(usage);
    return 2;
  }
  const pages = loadPages();
  if (asked.addresses.length === 0) {
    for (const { sha256, name } of pages.values()) console.log(`${sha256}  ${name}.html`);
    return 0;
  }
  const findings = await witness(asked.addresses, { pages, pagePaths, round: asked.round });
  for (const finding of findings) print(finding);
  if (findings.some(({ kind }) => kind === 'different')) {
    console.error(
      agreeAmongThemselves(findings)
        ? '各网址彼此相同，只与本机编译的不同：请先核对两边的版本。版本相同，就是有人改了网页，请停止使用并报告。'
        : '各网址彼此不同：不同的地方看到不同的网页，请停止使用并报告。',
    );
    return 1;
  }
  if (findings.some(({ kind }) => kind === 'unreachable')) {
    console.error('有的地方没有看到，不能说都一样。');
    return 2;
  }
  console.log('各处的网页都与本机编译的一字节不差。');
  return 0;
}

function print({ kind, address, path, phone, words }: Finding): void {
  const line = `${kind === 'same' ? '✓' : '✗'} ${address}${path}（${phone}）：${words}`;
  if (kind === 'same') console.log(line);
  else console.error(line);
}

/** Stands for a round when none is named: the page is the same for all. */
const anyRound = '11111111111111';

function readArguments(): { readonly addresses: readonly string[]; readonly round: string } | null {
  const { values, positionals } = readOptions(usage, {
    options: { round: { type: 'string', default: anyRound } },
    allowPositionals: true,
  });
  const { round } = values;
  const sound = positionals.every((one) => /^https?:\/\/[^/\s]+$/.test(one));
  return sound && /^[1-9A-HJ-NP-Za-km-z]{14}$/.test(round)
    ? { addresses: positionals, round }
    : null;
}

process.exitCode = await run();
