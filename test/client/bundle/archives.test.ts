import { describe, expect, test } from 'vitest';
import { archiveBytes } from '../../../src/ballot/archive/archive.ts';
import type { Verification } from '../../../src/ballot/verify/verify-archive.ts';
import { sourceOf } from '../../../src/client/bundle/bundle-source.ts';
import { checkBundle } from '../../../src/client/bundle/check-bundle.ts';
import { questionsOf } from '../../../src/rules/electronic-ballot.ts';
import { sha256 } from '../../../src/trail/canonical.ts';
import { group, makeRound } from '../../support/ballot-rounds.ts';
import { type BundleYear, bundleYear, type Loose, loose } from '../../support/bundle-year.ts';
import { contentsOf, packed, signed } from '../../support/pack-bundle.ts';

const lines = [
  { number: 1, title: '村道硬化' },
  { number: 2, title: '路灯亮化' },
];

/** The set-up of an electronic test; whether its ballots are sound is for the verifier to say. */
const electionOf = (name: string, items: typeof lines) => {
  const form = { form: 'grades', title: '测评', most: 2, least: 0, blank: false, items } as const;
  const round = makeRound(name, { questions: questionsOf(form), slips: 2, receiptSecret: 7n });
  return { uuid: round.election.election.uuid, bytes: archiveBytes(round.archive) };
};
const ours = electionOf('ours', lines);
const theirs = electionOf('theirs', lines);
const others = electionOf('others', [
  lines[0] ?? { number: 1, title: '' },
  { number: 2, title: '水管' },
]);

const proofs = new TextEncoder().encode('[]');
const receiptKey = new TextEncoder().encode(String(group.powerOfG(7n)));

interface Said {
  readonly uuid: string;
  readonly archive: Uint8Array;
  readonly totals: readonly (readonly number[])[];
  readonly trackers: number;
  readonly key?: Uint8Array;
}

const sound: Said = {
  ...{ uuid: ours.uuid, archive: ours.bytes, trackers: 45 },
  totals: [
    [30, 10, 5],
    [10, 8, 27],
  ],
};

/** A year whose test was held by phones: the report, its hashes and the chain say what the server likes. */
function electronicYear({ uuid, archive }: Said): BundleYear {
  const year = bundleYear();
  const copy: { reports: { content: Loose; hash: string }[] } = JSON.parse(
    JSON.stringify(year.results.test),
  );
  const [report] = copy.reports;
  if (report === undefined) throw new Error('no report');
  const given: { satisfaction: { lines: Loose[] } } = JSON.parse(JSON.stringify(report.content));
  Object.assign(report.content, {
    electronic: {
      ...{ uuid, fingerprint: '', ballots: 45, blank: null },
      ...{ archiveHash: sha256(archive), proofsHash: sha256(proofs) },
    },
    channels: [
      {
        ...{ name: 'electronic', state: 'counted' },
        projects: given.satisfaction.lines.map(
          ({ number, satisfied, fairly_satisfied, dissatisfied }) => ({
            number,
            grades: { satisfied, fairly_satisfied, dissatisfied },
          }),
        ),
      },
    ],
  });
  year.results.test = loose(copy);
  return year;
}

async function told(said: Said): Promise<readonly string[]> {
  const contents = contentsOf(electronicYear(said));
  contents[`archives/${said.uuid}.bel`] = said.archive;
  contents[`archives/${said.uuid}.proofs.json`] = proofs;
  contents[`archives/${said.uuid}.receipt-key.txt`] = said.key ?? receiptKey;
  const verification: Verification = {
    ...{ isArchive: true, failures: [], warnings: [] },
    report: {
      ...{ uuid: said.uuid, name: '测评', fingerprint: null, slips: 50, totals: said.totals },
      trackers: Array.from({ length: said.trackers }, (_, index) => String(index)),
    },
  };
  const { failures } = await checkBundle(sourceOf(packed(signed(contents))), {
    ...{ publicKey: null, mostHeld: 2 ** 26, verifyArchive: async () => verification },
  });
  return failures
    .filter((one) => one.check === 'archives')
    .map(({ place, message }) => `${place} ${message}`);
}

describe('the archive of an electronic test', () => {
  const place = `archives/${ours.uuid}.bel`;

  test('is the one of its report', async () => {
    expect(await told(sound)).toEqual([]);
  });

  test('is not that of another round, though the report names its hash', async () => {
    expect(await told({ ...sound, archive: theirs.bytes })).toEqual([
      `${place} 是另一轮的选票档案：里面的编号与报告单写的不同。`,
    ]);
    expect(await told({ ...sound, uuid: others.uuid, archive: others.bytes })).toEqual([
      `archives/${others.uuid}.bel 档案的题目与报告单的项目不同。`,
    ]);
  });

  test('opens to the grades and to as many ballots as the report says', async () => {
    expect(await told({ ...sound, totals: [[31, 9, 5], sound.totals[1] ?? []] })).toEqual([
      `${place} 1号的电子票总数与报告单不同：档案里是满意31票、基本满意9票、不满意5票。`,
    ]);
    expect(await told({ ...sound, trackers: 44 })).toEqual([
      `${place} 档案里有44张票，报告单写的是45张票。`,
    ]);
    expect(await told({ ...sound, totals: [] })).toEqual([
      `${place} 档案的题目与报告单的项目不同。`,
    ]);
  });

  test('names the receipt key that lies beside it', async () => {
    expect(await told({ ...sound, key: new TextEncoder().encode('12') })).toEqual([
      `archives/${ours.uuid}.receipt-key.txt 不是选举文件写明的那把回执公钥。`,
    ]);
  });
});
