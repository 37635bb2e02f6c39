import { describe, expect, test } from 'vitest';
import { appendEvent, archiveBytes, createArchive } from '../../src/ballot/archive/archive.ts';
import { closeBox, sortByTracker } from '../../src/ballot/archive/close-box.ts';
import { parseBallot } from '../../src/ballot/ballot.ts';
import { createCertificate } from '../../src/ballot/ceremony/certificate.ts';
import { createSeed, derivePersonalKeys } from '../../src/ballot/ceremony/personal-keys.ts';
import { createPolynomial } from '../../src/ballot/ceremony/polynomial.ts';
import { createShare, createShareInput } from '../../src/ballot/ceremony/share.ts';
import { checkCertificates } from '../../src/ballot/ceremony/threshold-parameters.ts';
import { decryptionKeys, parseTrustees } from '../../src/ballot/ceremony/trustees.ts';
import { checkBallot } from '../../src/ballot/check-ballot.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { openElection } from '../../src/ballot/election.ts';
import { fingerprintOf } from '../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { receiptKeyHash } from '../../src/ballot/receipt-key.ts';
import {
  computeTally,
  encryptedTallyJson,
  sizedTallyJson,
} from '../../src/ballot/tally/encrypted-tally.ts';
import { checkPartialDecryption } from '../../src/ballot/tally/partial-decryption.ts';
import { checkStrongProofs } from '../../src/ballot/tally/strong-proofs.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { checkReceipt } from '../../src/client/verify/check-receipt.ts';
import {
  cast,
  giveShare,
  group,
  holdCeremony,
  holdRound,
  makeRound,
  must,
  openBox,
  question,
  seeded,
} from '../support/ballot-rounds.ts';

/**
 * What a server could try, one lie at a time, and the check that catches it. Each lie is made as well as it
 * can be made: where nothing in the archive itself could show it, the test says so first.
 */

const options = { questions: [question(3, 1, 2, true)], slips: 4, ceremony: [3, 2] as const };
const votes = [[[0, 1, 1, 0]], [[0, 0, 1, 0]], [[1, 0, 0, 0]]];

function codesOf(bytes: Uint8Array, given: Parameters<typeof verifyArchive>[1]) {
  const { failures } = verifyArchive(bytes, { group, ...given });
  return [...new Set(failures.map(({ code }) => code))];
}

describe('a server that puts its own key in a scrutineer’s place', () => {
  test('is caught by the scrutineer whose certificate is not in the list', () => {
    const random = seeded('own place');
    const keys = [1, 2, 3, 4].map(() => derivePersonalKeys(group, createSeed(random)));
    // The server shows the third scrutineer's place filled by a key of its own, all signatures sound.
    const shown = [0, 1, 3].map((of, i) =>
      createCertificate(group, { size: 3, threshold: 2, index: i + 1 }, must(keys[of]), random),
    );
    const certificates = checkCertificates(group, 2, shown);
    if (!certificates.ok) throw new Error('the lie is not well made');
    expect(() => createPolynomial(group, certificates.value, 3, must(keys[2]), random)).toThrow(
      'our own certificate',
    );
  });

  test('is caught by everybody when it changes what one of them sent, and named', () => {
    const held = holdCeremony(3, 2, seeded('changed message'));
    const other = holdCeremony(3, 2, seeded('the server’s own'));
    const sent = held.polynomials.map((polynomial, i) =>
      i === 2 ? { ...polynomial, coefexps: must(other.polynomials[2]).coefexps } : polynomial,
    );
    for (const index of [1, 2]) {
      const input = createShareInput(sent, index);
      const own = must(held.keys[index - 1]);
      const share = createShare(group, held.certificates, index, own, input, seeded('share'));
      expect(share).toEqual({ ok: false, blamed: [3] });
    }
  });

  test('is caught by the fingerprint, although its archive is sound in itself', () => {
    const honest = makeRound('honest keys', options);
    const swapped = makeRound('keys of the server', options);
    const opened = holdRound(swapped, votes, [1, 2, 4]);
    const { bytes, strongProofs } = opened;
    expect(codesOf(bytes, { strongProofs })).toEqual([]);
    const fingerprint = fingerprintOf(honest.archive.lastEvent);
    expect(codesOf(bytes, { strongProofs, fingerprint })).toEqual(['fingerprint-differs']);
    // A scrutineer's own device asks whether its key stands at its place.
    const trustees = parseTrustees(swapped.setup.trustees);
    const key = trustees.ok ? must(decryptionKeys(trustees.value)[2]).publicKey : null;
    expect(key).not.toBe(group.powerOfG(must(honest.secrets.get(3))));
  });

  test('is caught by the verifier when phones encrypt to a key that is not the product', () => {
    const round = makeRound('not the product', options);
    const alone = must(decryptionKeys(round.trustees)[0]).publicKey;
    const election = round.setup.election.replace(
      `"public_key":"${round.election.election.publicKey}"`,
      `"public_key":"${alone}"`,
    );
    const bytes = archiveBytes(createArchive(1, { ...round.setup, election }));
    expect(codesOf(bytes, { stage: 'setup' })).toEqual(['election-key']);
  });
});

describe('a server that swaps the list of slips', () => {
  test.each([
    ['adds one of its own', (keys: readonly bigint[]) => [...keys, group.powerOfG(77n)]],
    [
      'puts one in the place of another',
      (keys: readonly bigint[]) => [...keys.slice(1), group.powerOfG(77n)],
    ],
    ['drops one', (keys: readonly bigint[]) => keys.slice(1)],
  ])('and %s is caught by the fingerprint and by the chief’s own list', (name, change) => {
    const round = makeRound(`slips: ${name}`, options);
    const own = round.slips.map(({ publicKey }) => publicKey);
    const credentials = credentialsJson(change(own));
    const archive = createArchive(round.archive.timestamp, { ...round.setup, credentials });
    const bytes = archiveBytes(archive);
    // Sound in itself, and the election's own hash is the same: neither would tell.
    expect(codesOf(bytes, { stage: 'setup' })).toEqual([]);
    const fingerprint = fingerprintOf(round.archive.lastEvent);
    expect(codesOf(bytes, { stage: 'setup', fingerprint })).toEqual(['fingerprint-differs']);
    expect(sha256Hex(credentials)).not.toBe(sha256Hex(round.setup.credentials));
  });
});

describe('a server that drops a ballot which it acknowledged', () => {
  test('is proven to have done so by the receipt, although its archive is sound', () => {
    const secret = 424242424242424242n;
    const round = makeRound('dropped', { ...options, receiptSecret: secret });
    const { uuid, description } = round.election.election;
    const ballots = votes.map((marks, slip) => cast(round, slip, marks));
    const [dropped, ...kept] = ballots;
    const { tracker } = must(dropped);
    const receipt = receiptJson(signReceipt(group, secret, uuid, tracker, seeded('receipt')));
    const box = closeBox(
      round.election,
      round.archive,
      kept.map(({ json }) => json),
    );
    const { bytes, strongProofs } = openBox(round, box, [1, 2, 3]);
    const found = verifyArchive(bytes, { group, strongProofs });
    expect(found.failures).toEqual([]);
    const contents = { uuid, description, trackers: found.report.trackers, closed: true };
    const key = String(group.powerOfG(secret));
    expect(checkReceipt(group, { receipt, key }, contents)).toEqual({ kind: 'dropped', tracker });
  });

  test('gains nothing by a receipt key of its own: the election names the only one', () => {
    const secret = 535353535353535353n;
    const round = makeRound('two receipt keys', { ...options, receiptSecret: secret });
    const { uuid, description } = round.election.election;
    const { tracker } = cast(round, 0, must(votes[0]));
    const own = secret + 1n;
    const receipt = receiptJson(signReceipt(group, own, uuid, tracker, seeded('receipt')));
    const box = { uuid, description, trackers: [], closed: true };
    const key = (of: bigint) => String(group.powerOfG(of));
    // Signed by the very key that comes with it, and yet no word of this round's server.
    expect(checkReceipt(group, { receipt, key: key(own) }, box)).toEqual({ kind: 'other-key' });
    expect(checkReceipt(group, { receipt, key: key(secret) }, box)).toEqual({ kind: 'not-signed' });
    const election = round.setup.election.replace(
      receiptKeyHash(group.powerOfG(secret)),
      receiptKeyHash(group.powerOfG(own)),
    );
    const other = openElection(election, group);
    // To name its own it needs another election: slips carry φ, and the hall read out the fingerprint.
    expect(other.ok && other.value.hash).not.toBe(round.election.hash);
    const archive = createArchive(round.archive.timestamp, { ...round.setup, election });
    const fingerprint = fingerprintOf(round.archive.lastEvent);
    const bytes = archiveBytes(archive);
    expect(codesOf(bytes, { stage: 'setup' })).toEqual([]);
    expect(codesOf(bytes, { stage: 'setup', fingerprint })).toEqual(['fingerprint-differs']);
  });

  test('after closing is caught by the verifier: the tally no longer is the product', () => {
    const round = makeRound('dropped late', options);
    const ballots = votes.map((marks, slip) => cast(round, slip, marks).json);
    const whole = closeBox(round.election, round.archive, ballots);
    const less = closeBox(round.election, round.archive, ballots.slice(1));
    const tally = encryptedTallyJson(whole.tally);
    const grown = less.archive.records.reduce(
      (archive, { text }) =>
        text.startsWith('{"election_uuid"') ? appendEvent(archive, 'Ballot', [text]) : archive,
      round.archive,
    );
    const ended = appendEvent(grown, 'EndBallots', []);
    const closed = appendEvent(ended, 'EncryptedTally', [tally, sizedTallyJson(3, tally)]);
    expect(codesOf(archiveBytes(closed), { stage: 'closed' })).toEqual([
      'tally-differs',
      'num-tallied',
      'total-weight',
    ]);
  });
});

describe('a server that hands one ballot as “the tally”', () => {
  const round = makeRound('one ciphertext', options);
  const ballots = votes.map((marks, slip) => cast(round, slip, marks).json);
  const [first = ''] = ballots;
  const parsed = parseBallot(round.election.election, first);
  if (!parsed.ok) throw new Error('the ballot is ours');
  const single = computeTally(group, round.election.election, [parsed.value]);
  const fingerprint = fingerprintOf(round.archive.lastEvent);

  test('beside all ballots is caught by whoever multiplies them again', () => {
    const grown = sortByTracker(ballots).reduce(
      (archive, { json }) => appendEvent(archive, 'Ballot', [json]),
      round.archive,
    );
    const text = encryptedTallyJson(single);
    const closed = appendEvent(appendEvent(grown, 'EndBallots', []), 'EncryptedTally', [
      text,
      sizedTallyJson(3, text),
    ]);
    expect(codesOf(archiveBytes(closed), { stage: 'closed', fingerprint })).toEqual([
      'tally-differs',
    ]);
  });

  test('in a box that holds this ballot alone is caught by the number that was read out', () => {
    const lonely = closeBox(round.election, round.archive, [first]);
    // Sound in itself and of the confirmed set-up: only the hall's count of ballots tells.
    const found = verifyArchive(archiveBytes(lonely.archive), {
      group,
      stage: 'closed',
      fingerprint,
    });
    expect(found.failures).toEqual([]);
    expect(found.report.trackers.length).not.toBe(votes.length);
  });

  test('gains nothing from a share that was given for the whole box', () => {
    const box = closeBox(round.election, round.archive, ballots);
    const { decryption, strong } = giveShare(round, 2, box.tally);
    const { publicKey } = must(decryptionKeys(round.trustees)[1]);
    const statement = { group, electionHash: round.election.hash, publicKey, tally: single };
    expect(checkPartialDecryption(statement, decryption).length).toBeGreaterThan(0);
    expect(checkStrongProofs(statement, decryption, strong).length).toBeGreaterThan(0);
  });
});

describe('a server that serves another election to one phone', () => {
  const round = makeRound('the hall’s', options);
  const other = openElection(
    round.setup.election.replace('1号项目', '0号项目').replace('2号项目', '1号项目'),
    group,
  );

  test('is caught by the hash in the slip’s QR code', () => {
    expect(other.ok && other.value.hash).not.toBe(round.election.hash);
  });

  test('gets a ballot that nobody counts: it names the election that it was made for', () => {
    if (!other.ok) throw new Error('the lie is not well made');
    const astray = cast({ ...round, election: other.value }, 0, [[0, 1, 0, 0]]);
    const checked = checkBallot(round.election, astray.json);
    expect(checked.problems.map(({ code }) => code)).toContain('ballot-of-another-election');
    const grown = appendEvent(round.archive, 'Ballot', [astray.json]);
    const text = encryptedTallyJson(computeTally(group, round.election.election, []));
    const ended = appendEvent(grown, 'EndBallots', []);
    const closed = appendEvent(ended, 'EncryptedTally', [text, sizedTallyJson(0, text)]);
    expect(codesOf(archiveBytes(closed), { stage: 'closed' })).toContain(
      'ballot-of-another-election',
    );
  });
});
