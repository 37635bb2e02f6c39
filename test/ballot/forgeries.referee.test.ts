import { describe, expect, test } from 'vitest';
import {
  type Archive,
  appendEvent,
  archiveBytes,
  createArchive,
} from '../../src/ballot/archive/archive.ts';
import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { parseBallot } from '../../src/ballot/ballot.ts';
import { decryptionKeys } from '../../src/ballot/ceremony/trustees.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { fingerprintOf } from '../../src/ballot/fingerprint/fingerprint.ts';
import { modQ } from '../../src/ballot/group/group.ts';
import { inverse } from '../../src/ballot/group/modular.ts';
import { lagrange } from '../../src/ballot/tally/combine.ts';
import {
  computeTally,
  type EncryptedTally,
  encryptedTallyJson,
  sizedTallyJson,
} from '../../src/ballot/tally/encrypted-tally.ts';
import {
  decryptPartially,
  partialDecryptionJson,
} from '../../src/ballot/tally/partial-decryption.ts';
import { resultJson } from '../../src/ballot/tally/result.ts';
import {
  checkStrongProofs,
  proveStrongly,
  strongProofsJson,
} from '../../src/ballot/tally/strong-proofs.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import {
  appendShare,
  cast,
  giveShare,
  group,
  makeRound,
  must,
  question,
  seeded,
  type TestRound,
  totalsOf,
} from '../support/ballot-rounds.ts';
import { toolVerifies } from '../support/belenios-tool.ts';
import { castForgersBallot, forgeShare, prepareForgery } from '../support/forge-total.ts';

/** What the reference accepts and we refuse, each made here and shown to both. */

function codesOf(bytes: Uint8Array, options: Parameters<typeof verifyArchive>[1]) {
  return [...new Set(verifyArchive(bytes, { group, ...options }).failures.map(({ code }) => code))];
}

function readBallots(round: TestRound, ballots: readonly string[]) {
  return ballots.map((json) => {
    const parsed = parseBallot(round.election.election, json);
    if (!parsed.ok) throw new Error(parsed.path);
    return parsed.value;
  });
}

/** Ballots, EndBallots and a tally, in the order given. */
function closeAs(
  archive: Archive,
  ballots: readonly string[],
  tally: EncryptedTally,
  counted: number,
) {
  const grown = ballots.reduce((all, json) => appendEvent(all, 'Ballot', [json]), archive);
  const text = encryptedTallyJson(tally);
  const ended = appendEvent(grown, 'EndBallots', []);
  return appendEvent(ended, 'EncryptedTally', [text, sizedTallyJson(counted, text)]);
}

describe('a false total', () => {
  const votes = [
    [1, 1, 0, 0],
    [1, 0, 1, 0],
    [1, 0, 0, 1],
    [1, 1, 0, 0],
  ];

  /** A round whose holder of key `owner` takes two votes from the first and gives them to the last. */
  function forge(name: string, owner: number, honest: readonly number[], ceremony: boolean) {
    const round = makeRound(name, {
      questions: [question(4, 0, 2)],
      slips: 5,
      ...(ceremony ? { ceremony: [3, 2] as const } : {}),
    });
    const ballots = votes.map((marks, slip) => cast(round, slip, [marks]).json);
    const others = computeTally(group, round.election.election, readBallots(round, ballots));
    // A scrutineer's share is raised to a Lagrange coefficient, which the shift must make good.
    const within = ceremony
      ? [...honest, owner].filter((one) => one > 1).map((one) => one - 1)
      : [];
    const raised = owner === 1 ? 1n : lagrange(owner - 1, within, group.q);
    const shifts = [-2n, 0n, 0n, 2n].map((shift) => modQ(shift * inverse(raised, group.q)));
    const prepared = prepareForgery(round, owner, others, shifts);
    const all = [...ballots, castForgersBallot(round, 4, [0, 0, 0, 0], prepared)];
    const box = closeBox(round.election, round.archive, all);
    const decryption = forgeShare(round, owner, box.tally, prepared);
    const text = partialDecryptionJson(decryption);
    const publicKey = must(decryptionKeys(round.trustees)[owner - 1]).publicKey;
    const statement = { group, electionHash: round.election.hash, publicKey, tally: box.tally };
    const secret = must(round.secrets.get(owner));
    const strong = proveStrongly(statement, owner, secret, decryption, text, seeded(name));
    const given = [
      ...honest.map((one) => giveShare(round, one, box.tally)),
      { owner, decryption, text, strong },
    ];
    const shared = given.reduce(
      (archive, share) => appendShare(archive, share.owner, share.text),
      box.archive,
    );
    const totals = totalsOf(round, box.tally, given, 5);
    return {
      uuid: round.election.election.uuid,
      totals,
      bytes: archiveBytes(appendEvent(shared, 'Result', [resultJson(totals)])),
      strongProofs: strongProofsJson(given.map((share) => share.strong)),
      refusedShare: checkStrongProofs(statement, decryption, strong),
    };
  }

  test.each([
    ['the server’s key', 1, [], false],
    ['the server’s key beside scrutineers', 1, [2, 4], true],
    ['one scrutineer’s key', 3, [1, 2], true],
  ])(
    'made with %s is accepted by the tool and refused by us',
    async (name, owner, honest, ceremony) => {
      const forged = forge(name, owner, honest, ceremony);
      // True totals: 4, 2, 1, 1.
      expect(forged.totals).toEqual([[2, 2, 1, 3]]);
      expect(await toolVerifies(forged.uuid, forged.bytes)).toMatchObject({ ok: true });
      const { strongProofs } = forged;
      expect(codesOf(forged.bytes, { strongProofs })).toContain('strong-proof');
      expect(codesOf(forged.bytes, {})).toContain('strong-proof-missing');
      // The server refuses the share before it is published, and says which answers are false.
      expect(forged.refusedShare.map(({ choice }) => choice)).toEqual([0, 3]);
      // For other people's elections nobody can tell, and we say so.
      const plain = verifyArchive(forged.bytes, { group, plainBelenios: true });
      expect(plain.failures).toEqual([]);
      expect(plain.warnings.map(({ code }) => code)).toEqual(['total-weakly-proven']);
    },
  );
});

describe('other things that the tool accepts', () => {
  const questions = [question(3, 0, 2)];

  test('a weight of three for one slip is refused', async () => {
    const round = makeRound('weight', { questions, slips: 3 });
    const heavy = must(round.slips[0]).publicKey;
    const credentials = round.setup.credentials.replace(`"${heavy}"`, `"${heavy},3"`);
    const ballots = [
      [1, 0, 0],
      [0, 1, 0],
    ].map((marks, slip) => cast(round, slip, [marks]).json);
    const answers = readBallots(round, ballots).map((ballot, i) => ({
      ...ballot,
      weight: i === 0 ? 3 : 1,
    }));
    const tally = computeTally(group, round.election.election, answers);
    const archive = createArchive(round.archive.timestamp, { ...round.setup, credentials });
    const text = encryptedTallyJson(tally);
    const sized = sizedTallyJson(2, text).replace('"total_weight":2', '"total_weight":4');
    const grown = ballots.reduce((all, json) => appendEvent(all, 'Ballot', [json]), archive);
    const closed = appendEvent(appendEvent(grown, 'EndBallots', []), 'EncryptedTally', [
      text,
      sized,
    ]);
    const share = giveShare(round, 1, tally);
    const shared = appendShare(closed, 1, share.text);
    const bytes = archiveBytes(appendEvent(shared, 'Result', ['{"result":[[3,1,0]]}']));
    expect(await toolVerifies(round.election.election.uuid, bytes)).toMatchObject({ ok: true });
    expect(codesOf(bytes, { strongProofs: strongProofsJson([share.strong]) })).toContain(
      'slip-weight',
    );
    expect(codesOf(bytes, { plainBelenios: true })).toEqual([]);
  });

  test('a slip list grown after it was confirmed is refused by its fingerprint', async () => {
    const round = makeRound('grown', { questions, slips: 4 });
    const confirmed = {
      ...round.setup,
      credentials: credentialsJson(round.slips.slice(0, 3).map((slip) => slip.publicKey)),
    };
    const fingerprint = fingerprintOf(createArchive(round.archive.timestamp, confirmed).lastEvent);
    const ballots = [0, 3].map((slip) => cast(round, slip, [[0, 0, 1]]).json);
    const box = closeBox(round.election, round.archive, ballots);
    const share = giveShare(round, 1, box.tally);
    const shared = appendShare(box.archive, 1, share.text);
    const bytes = archiveBytes(appendEvent(shared, 'Result', ['{"result":[[0,0,2]]}']));
    const strongProofs = strongProofsJson([share.strong]);
    expect(await toolVerifies(round.election.election.uuid, bytes)).toMatchObject({ ok: true });
    expect(codesOf(bytes, { strongProofs })).toEqual([]);
    expect(codesOf(bytes, { strongProofs, fingerprint })).toEqual(['fingerprint-differs']);
  });

  test('an older ballot of a slip replayed over the newer one is refused', async () => {
    const round = makeRound('replay', { questions, slips: 3 });
    const older = cast(round, 0, [[1, 0, 0]]).json;
    const newer = cast(round, 0, [[0, 1, 0]], 'again').json;
    const ballots = [older, newer, older];
    const tally = computeTally(group, round.election.election, readBallots(round, [older]));
    const closed = closeAs(round.archive, ballots, tally, 1);
    const share = giveShare(round, 1, tally);
    const shared = appendShare(closed, 1, share.text);
    const bytes = archiveBytes(appendEvent(shared, 'Result', ['{"result":[[1,0,0]]}']));
    expect(await toolVerifies(round.election.election.uuid, bytes)).toMatchObject({ ok: true });
    const strongProofs = strongProofsJson([share.strong]);
    const codes = codesOf(bytes, { strongProofs });
    expect(codes).toContain('record-repeated');
    expect(codes).toContain('credential-twice');
    expect(codesOf(bytes, { plainBelenios: true })).toContain('record-repeated');
  });

  test('two shares of one owner are refused', async () => {
    const round = makeRound('owner', { questions, slips: 3 });
    const box = closeBox(round.election, round.archive, [cast(round, 0, [[1, 0, 0]]).json]);
    const share = giveShare(round, 1, box.tally);
    const publicKey = must(decryptionKeys(round.trustees)[0]).publicKey;
    const statement = { group, electionHash: round.election.hash, publicKey, tally: box.tally };
    const secret = must(round.secrets.get(1));
    const second = decryptPartially(statement, secret, seeded('second'));
    const text = partialDecryptionJson(second);
    const strong = proveStrongly(statement, 1, secret, second, text, seeded('third'));
    const shared = appendShare(appendShare(box.archive, 1, share.text), 1, text);
    const bytes = archiveBytes(appendEvent(shared, 'Result', ['{"result":[[1,0,0]]}']));
    expect(await toolVerifies(round.election.election.uuid, bytes)).toMatchObject({ ok: true });
    const strongProofs = strongProofsJson([share.strong, strong]);
    expect(codesOf(bytes, { strongProofs })).toEqual(['owner-twice']);
  });

  test('a false number of ballots and a missing EndBallots are refused', async () => {
    const round = makeRound('numbers', { questions, slips: 3 });
    const { uuid } = round.election.election;
    const ballots = [cast(round, 0, [[1, 0, 0]]).json];
    const tally = computeTally(group, round.election.election, readBallots(round, ballots));
    const share = giveShare(round, 1, tally);
    const strongProofs = strongProofsJson([share.strong]);
    const finish = (closed: Archive) =>
      archiveBytes(
        appendEvent(appendShare(closed, 1, share.text), 'Result', ['{"result":[[1,0,0]]}']),
      );
    const falseNumber = finish(closeAs(round.archive, ballots, tally, 7));
    expect(await toolVerifies(uuid, falseNumber)).toMatchObject({ ok: true });
    expect(codesOf(falseNumber, { strongProofs })).toEqual(['num-tallied', 'total-weight']);
    const text = encryptedTallyJson(tally);
    const cast1 = appendEvent(round.archive, 'Ballot', [must(ballots[0])]);
    const noEnd = finish(appendEvent(cast1, 'EncryptedTally', [text, sizedTallyJson(1, text)]));
    expect(await toolVerifies(uuid, noEnd)).toMatchObject({ ok: true });
    expect(codesOf(noEnd, { strongProofs })).toEqual(['event-missing-end']);
  });
});
