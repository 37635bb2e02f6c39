import { beforeAll, describe, expect, test } from 'vitest';
import { electionJson, parseElection } from '../../../src/ballot/election.ts';
import { fingerprintOf, groupFingerprint } from '../../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../../src/ballot/hash.ts';
import { checkSetup, type OwnKnowledge } from '../../../src/client/keys/check-setup.ts';
import { group, makeRound, must, question, type TestRound } from '../../support/ballot-rounds.ts';

/** What a holder's page finds wrong with a set-up, one lie of the server at a time. */
let round: TestRound;
let foreign: TestRound;
let own: OwnKnowledge;

function knowledge(of: TestRound): OwnKnowledge {
  const { uuid } = of.election.election;
  const trusteesHash = sha256Hex(of.setup.trustees);
  // Owner 1 is the server: place 2 of the scrutineers is owner 3.
  const secret = String(must(of.secrets.get(3)));
  return {
    key: { uuid, position: 2, secret, trusteesHash },
    slipListHash: null,
    ...{ uuid, setupHash: of.archive.lastEvent },
  };
}

beforeAll(() => {
  const options = { questions: [question(3, 1, 2, true)], slips: 4, ceremony: [3, 2] } as const;
  round = makeRound('honest', options);
  foreign = makeRound('foreign', options);
  own = knowledge(round);
});

const check = (changed: Partial<TestRound['setup']> = {}, knows: Partial<OwnKnowledge> = {}) =>
  checkSetup(group, { ...round.setup, ...changed }, { ...own, ...knows });

function electionWith(changed: object): string {
  const parsed = parseElection(round.setup.election);
  if (!parsed.ok) throw new Error(parsed.code);
  return electionJson({ ...parsed.value, ...changed });
}

describe('a set-up', () => {
  test('that is honest shows the fingerprint, the slips and the questions', () => {
    const found = check();
    expect(found.faults).toEqual([]);
    expect(found.fingerprint).toBe(groupFingerprint(fingerprintOf(round.archive.lastEvent)));
    expect(found).toMatchObject({ slips: 4, name: '第一轮投票', setupHash: own.setupHash });
    expect(found.questions[0]?.answers).toEqual(['1号项目', '2号项目', '3号项目']);
    const chief = check({}, { key: null, slipListHash: sha256Hex(round.setup.credentials) });
    expect(chief.faults).toEqual([]);
  });

  test('with keys of another ceremony, or one key substituted, is not mine', () => {
    expect(check({ trustees: foreign.setup.trustees }).faults).toEqual([
      'not-my-keys',
      'key-not-product',
      'other-hash',
    ]);
    const [single, [kind, parameters]] = JSON.parse(round.setup.trustees);
    const verification_keys = [...parameters.verification_keys];
    verification_keys[1] = single[1];
    const substituted = JSON.stringify([single, [kind, { ...parameters, verification_keys }]]);
    expect(check({ trustees: substituted }).faults).toEqual([
      'trustees-unsound',
      'not-my-keys',
      'other-hash',
    ]);
    // Told the matching hash as well, the page still knows its own key.
    const lied = checkSetup(group, foreign.setup, {
      ...own,
      uuid: foreign.election.election.uuid,
      setupHash: foreign.archive.lastEvent,
    });
    expect(lied.faults).toEqual(['other-election', 'not-my-keys']);
    const withoutServer = JSON.stringify([JSON.parse(round.setup.trustees)[1]]);
    expect(check({ trustees: withoutServer }).faults).toEqual(['unreadable']);
  });

  test('with another election key, identifier or a doubled abstention is named', () => {
    const publicKey = foreign.election.election.publicKey;
    expect(check({ election: electionWith({ publicKey }) }).faults).toEqual([
      'key-not-product',
      'other-hash',
    ]);
    const uuid = foreign.election.election.uuid;
    expect(check({ election: electionWith({ uuid }) }).faults).toEqual([
      'other-election',
      'other-hash',
    ]);
    const questions = [question(3, 0, 2, true)];
    expect(check({ election: electionWith({ questions }) }).faults).toEqual([
      'question-twice-blank',
      'other-hash',
    ]);
    const changedText = [question(3, 1, 3, true)];
    expect(check({ election: electionWith({ questions: changedText }) }).faults).toEqual([
      'other-hash',
    ]);
  });

  test('with slips that are repeated, weighted, out of the group or not the chief’s is named', () => {
    const listed: string[] = JSON.parse(round.setup.credentials);
    const [first = ''] = listed;
    const lists: readonly (readonly [readonly string[], readonly string[]])[] = [
      [[...listed, first], ['slips-unsound']],
      [[`${first},3`, ...listed.slice(1)], ['slips-unsound']],
      [[...listed, '5'], ['slips-unsound']],
      [[...listed, '1'], ['slips-unsound']],
      [[], ['slips-unsound']],
    ];
    for (const [list, faults] of lists) {
      const found = check({ credentials: JSON.stringify(list) });
      expect(found.faults).toEqual([...faults, 'other-hash']);
    }
    const grown = JSON.stringify([...listed, String(must(foreign.slips[0]).publicKey)]);
    const slipListHash = sha256Hex(round.setup.credentials);
    expect(check({ credentials: grown }, { slipListHash }).faults).toEqual([
      'not-my-slips',
      'other-hash',
    ]);
  });

  test('whose key is another holder’s is not mine', () => {
    const key = { ...must(own.key), position: 1 };
    expect(check({}, { key }).faults).toEqual(['not-my-keys']);
  });
});
