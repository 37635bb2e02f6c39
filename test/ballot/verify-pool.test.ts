import { afterAll, describe, expect, test } from 'vitest';
import { signaturePrefix } from '../../src/ballot/ballot.ts';
import { checkBallot } from '../../src/ballot/check-ballot.ts';
import { openElection } from '../../src/ballot/election.ts';
import { createGroup } from '../../src/ballot/group/group.ts';
import { hashJson } from '../../src/ballot/hash.ts';
import { proofToJson } from '../../src/ballot/proofs/proof.ts';
import { proveKnowledge } from '../../src/ballot/proofs/schnorr.ts';
import { ballotFailure } from '../../src/ballot/verify/check-ballots.ts';
import { createBallotVerifier } from '../../src/stages/voting/verify-pool/ballot-verifier.ts';
import { cast, group, makeRound, must, question, seeded } from '../support/ballot-rounds.ts';
import { changesOf, type Json, rememberingGroup } from '../support/mutants.ts';

const round = makeRound('pool', {
  questions: [question(2, 1, 1, true), question(2, 0, 2)],
  slips: 3,
});
const { election } = round.setup;
const slip = must(round.slips[0]);
const marks = [
  [0, 1, 0],
  [1, 1],
];
const ballot = cast(round, 0, marks);
const other = makeRound('another', { questions: round.election.election.questions, slips: 1 });
const verifier = createBallotVerifier({ threads: 2, mostWaiting: 5000 });
afterAll(() => verifier.close());

/** A changed ballot as its own voter would sign it, so that only the content is wrong. */
function signedAgain(json: string): string {
  const { signature: _, ...unsigned } = JSON.parse(json) as Record<string, Json>;
  const hash = hashJson(JSON.stringify(unsigned));
  const proof = proveKnowledge(group, signaturePrefix(hash), slip.secret, seeded(json));
  return JSON.stringify({ ...unsigned, signature: { hash, proof: proofToJson(proof) } });
}

/** Single changes, every third as it stands and as many signed again; a ballot of another election. */
function changedBallots(): string[] {
  const changes = [...changesOf(JSON.parse(ballot.json) as Json, '')].map(({ json }) => json);
  const inside = changes.filter((json) => json.startsWith('{"election_uuid"'));
  return [
    ...changes.filter((_, i) => i % 3 === 0),
    ...inside.filter((_, i) => i % 3 === 1).map(signedAgain),
    cast(other, 0, marks).json,
    ballot.json.slice(0, -1),
  ];
}

/** Verdicts with BigInt alone; mutants share almost all powers. */
function judgeWithoutThreads(): (json: string) => unknown {
  const opened = openElection(election, rememberingGroup(createGroup()));
  if (!opened.ok) throw new Error('the election cannot be read');
  return (json) => {
    const { tracker, ballot: read, problems } = checkBallot(opened.value, json);
    const [first] = problems;
    if (first === undefined) return { ok: true, tracker, credential: String(read?.credential) };
    const { code, message } = ballotFailure(opened.value, first, {});
    return { ok: false, code, message };
  };
}

describe('ballots checked by threads', () => {
  test('a good ballot gives its tracker and its slip', async () => {
    expect(await verifier.verify(election, ballot.json)).toEqual({
      ok: true,
      tracker: ballot.tracker,
      credential: String(slip.publicKey),
    });
  });

  test('changes of it are refused, with the words of BigInt alone', async () => {
    const changed = changedBallots();
    const verdicts = await Promise.all(changed.map((json) => verifier.verify(election, json)));
    expect(verdicts).toEqual(changed.map(judgeWithoutThreads()));
    const accepted = changed.filter((_, i) => verdicts[i]?.ok);
    // Where the signature alone was changed, signing again makes the very content that was cast.
    const content = must(ballot.json.split(',"signature"')[0]);
    expect(accepted.filter((json) => !json.startsWith(content))).toEqual([]);
    const codes = verdicts.map((verdict) => (verdict.ok ? 'ok' : verdict.code));
    expect([...new Set(codes)].sort()).toEqual(
      [
        'ok',
        'not-json',
        'not-canonical',
        'wrong-fields',
        'wrong-value',
        'wrong-number',
        'wrong-length',
        'ballot-of-another-election',
        'credential-not-in-group',
        'signature-hash',
        'signature-proof',
        'choice-not-in-group',
        'individual-proof',
        'overall-proof',
        'blank-proof',
      ].sort(),
    );
  }, 600_000);

  test('more than may wait are told to come again, and the others are answered', async () => {
    const small = createBallotVerifier({ threads: 1, mostWaiting: 1 });
    const asked = () => small.verify(election, ballot.json);
    const [first, second, third] = await Promise.all([asked(), asked(), asked()]);
    expect([first.ok, second.ok]).toEqual([true, true]);
    expect(third).toMatchObject({ ok: false, code: 'busy' });
    expect(await asked()).toEqual(first);
    await small.close();
  });

  test('five elections one after another are each judged by their own key', async () => {
    const rounds = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      makeRound(`pool ${name}`, { questions: [question(2, 0, 1)], slips: 1 }),
    );
    for (const one of [...rounds, ...rounds]) {
      const { json, tracker } = cast(one, 0, [[0, 1]]);
      expect(await verifier.verify(one.setup.election, json)).toMatchObject({ ok: true, tracker });
    }
  });

  test('an election that cannot be read is a programming error', async () => {
    await expect(verifier.verify('{}', ballot.json)).rejects.toThrow(
      'the election is wrong-fields',
    );
    expect(await verifier.verify(election, ballot.json)).toMatchObject({ ok: true });
  });
});
