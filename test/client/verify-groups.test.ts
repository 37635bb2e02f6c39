import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { archiveBytes } from '../../src/ballot/archive/archive.ts';
import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { sentences } from '../../src/ballot/verify/sentences.ts';
import { readArchive, verifyReadArchive } from '../../src/ballot/verify/verify-archive.ts';
import { answer } from '../../src/client/verify/answer.ts';
import { checkGroups } from '../../src/client/verify/check-groups.ts';
import { readFiles } from '../../src/client/verify/chosen-files.ts';
import { groundOf } from '../../src/client/verify/ground.ts';
import { judge, type Standing } from '../../src/client/verify/judge.ts';
import type { AskedOptions, Verified } from '../../src/client/verify/messages.ts';
import { reportText } from '../../src/client/verify/show-report.ts';
import { cast, group, makeRound, question } from '../support/ballot-rounds.ts';
import { mutantsOf, rearrangementsOf, rememberingGroup } from '../support/mutants.ts';
import { sweptRound } from '../support/swept-round.ts';

/** Found in any record, so that the record decides whose failure it is; warnings are no failures. */
const formCodes = [
  'not-json',
  'not-canonical',
  'wrong-fields',
  'wrong-value',
  'wrong-number',
  'wrong-length',
];
const warningCodes = ['total-weakly-proven', 'revoted'];

function verify(bytes: Uint8Array, options: AskedOptions) {
  const found = answer({ kind: 'verify', bytes, options, checked: [] });
  if (found.kind !== 'verified') throw new Error(found.kind);
  return found.verified;
}

function standings(bytes: Uint8Array, options: AskedOptions): Record<string, Standing> {
  return standingsOf(verify(bytes, options));
}

function standingsOf({ failures, ground }: Verified): Record<string, Standing> {
  return Object.fromEntries(
    judge(failures, ground).map(({ group: { id }, standing }) => [id, standing]),
  );
}

function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../vectors/belenios/${name}`, import.meta.url)));
}

describe('the checks that the page explains', () => {
  test('cover every code of the verifier once', () => {
    const covered = checkGroups.flatMap(({ codes }) => codes);
    expect(new Set(covered).size).toBe(covered.length);
    expect([...covered, ...formCodes, ...warningCodes].sort()).toEqual(
      Object.keys(sentences).sort(),
    );
  });

  test('all hold for a sound round whose fingerprint is known', () => {
    const { opened } = sweptRound();
    const { strongProofs } = opened;
    const { report } = verify(opened.bytes, { strongProofs });
    const options = { strongProofs, fingerprint: report.fingerprint ?? '' };
    expect(new Set(Object.values(standings(opened.bytes, options)))).toEqual(new Set(['holds']));
    const without = standings(opened.bytes, { strongProofs });
    expect(without.fingerprint).toBe('not-asked');
  });

  test('never say that something holds when nothing was there to check', () => {
    const round = makeRound('silence', { questions: [question(2, 0, 1)], slips: 2 });
    const none = { questions: 'holds', keys: 'holds', slips: 'holds', list: 'holds' };
    const setup = standings(archiveBytes(round.archive), { stage: 'setup' });
    expect(setup).toMatchObject({
      ...none,
      tally: 'not-done',
      shares: 'not-done',
      result: 'not-done',
    });
    const ballots = [cast(round, 0, [[1, 0]]).json];
    const closed = archiveBytes(closeBox(round.election, round.archive, ballots).archive);
    expect(standings(closed, { stage: 'closed' })).toMatchObject({
      ...none,
      tally: 'holds',
      shares: 'not-done',
      result: 'not-done',
    });
    // Asked as if it were opened, the missing result is a failure, not silence.
    expect(standings(closed, {})).toMatchObject({ order: 'fails', result: 'fails' });
    expect(new Set(Object.values(standings(new Uint8Array([1, 2, 3]), {})))).toEqual(
      new Set(['fails', 'not-done']),
    );
  });

  test('of other people’s elections leave out what only ours promise, and say so', () => {
    for (const file of [
      'server-plus-2-of-3/tGok2wZiYQUgQ1.bel',
      'single-key-blank/XpZWdCkaBbjEcr.bel',
    ]) {
      const bytes = sample(file);
      const plain = verify(bytes, { plainBelenios: true });
      expect(plain.failures).toEqual([]);
      expect(plain.warnings.map(({ code }) => code)).toContain('total-weakly-proven');
      expect(standingsOf(plain)).toMatchObject({
        questions: 'not-done',
        shares: 'holds',
        result: 'holds',
      });
      expect(standings(bytes, {})).toMatchObject({ shares: 'fails' });
    }
  }, 600_000);
});

describe('a changed archive', () => {
  test('has every failure under one of the checks, whatever was changed', () => {
    const { round, opened } = sweptRound();
    const remembering = rememberingGroup(group);
    const failing = new Set<string>();
    const look = (id: string, bytes: Uint8Array, strongProofs: string) => {
      const archive = readArchive(bytes);
      const { failures } = verifyReadArchive(archive, { strongProofs, group: remembering });
      const ground = groundOf(archive, {});
      const judged = judge(failures, ground);
      const listed = judged.flatMap((one) => one.failures);
      expect([id, listed.length]).toEqual([id, failures.length]);
      for (const { group: one, standing } of judged) if (standing === 'fails') failing.add(one.id);
    };
    let index = 0;
    for (const { id, bytes, strongProofs } of mutantsOf(opened, round.setup)) {
      index += 1;
      if (index % 17 === 0) look(id, bytes, strongProofs);
    }
    for (const { id, bytes, strongProofs } of rearrangementsOf(opened, round.setup)) {
      look(id, bytes, strongProofs);
    }
    const ids = checkGroups.map(({ id }) => id);
    // Nobody read a fingerprint out here; that is the next test.
    expect([...failing].sort()).toEqual(ids.filter((id) => id !== 'fingerprint').sort());
  }, 600_000);

  test('fails under the check that reads what was changed', () => {
    const { opened } = sweptRound();
    const { strongProofs } = opened;
    const turned = opened.bytes.slice();
    const last = turned.length - 512;
    turned[last] = (turned[last] ?? 0) ^ 1;
    expect(standings(turned, { strongProofs }).container).toBe('fails');
    const fingerprint = '一二三四五六七八九十百千';
    expect(standings(opened.bytes, { strongProofs, fingerprint }).fingerprint).toBe('fails');
    const twice = makeRound('twice', { questions: [question(3, 0, 2, true)], slips: 2 });
    expect(standings(archiveBytes(twice.archive), { stage: 'setup' }).questions).toBe('fails');
  });

  test('is written out whole in the record that a reader keeps', () => {
    const { opened } = sweptRound();
    const broken = opened.strongProofs.replace(/"response":"\d/, '"response":"9');
    const options = { strongProofs: broken };
    const found = verify(opened.bytes, options);
    const text = reportText(found, ['a.bel', 'a.proofs.json'], options);
    expect(found.failures.length).toBeGreaterThan(0);
    for (const { message } of found.failures) expect(text).toContain(message);
    expect(text).toContain(`档案的 SHA-256：${found.archiveHash}`);
    expect(text).toContain('✗ 开箱的份额：不成立');
    expect(text).not.toContain('全部核验通过');
  });
});

describe('the files that a reader chooses', () => {
  const file = (name: string, content = 'x', size = content.length) => ({
    name,
    size,
    arrayBuffer: async () => new TextEncoder().encode(content).buffer,
  });

  test('are told apart by their names, in any order', async () => {
    const chosen = await readFiles([file('a.proofs.json', '[]'), file('a.bel', 'archive')]);
    expect(chosen).toMatchObject({
      archive: { name: 'a.bel' },
      proofs: { name: 'a.proofs.json', text: '[]' },
    });
    expect(await readFiles([file('a.bel')])).toMatchObject({ proofs: null });
  });

  test.each([
    [[], '还没有选档案'],
    [[file('a.proofs.json')], '还没有选档案'],
    [[file('a.bel'), file('b.bel')], '不止一个档案'],
    [[file('a.bel'), file('a.json'), file('b.json')], '不止一个强证明'],
    [[file('a.bel', 'x', 1024 ** 3)], '太大'],
    [
      [
        {
          name: 'a.bel',
          size: 1,
          arrayBuffer: async () => {
            throw new Error('the stick was pulled out');
          },
        },
      ],
      '读不出来',
    ],
  ])('are refused with what to do (%#)', async (files, words) => {
    expect(await readFiles(files)).toContain(words);
  });
});
