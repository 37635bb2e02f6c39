import { beforeAll, describe, expect, test } from 'vitest';
import { type Archive, appendEvent, archiveBytes } from '../../src/ballot/archive/archive.ts';
import { type ClosedBox, closeBox } from '../../src/ballot/archive/close-box.ts';
import { fingerprintOf } from '../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { encryptedTallyJson, sizedTallyJson } from '../../src/ballot/tally/encrypted-tally.ts';
import { resultJson } from '../../src/ballot/tally/result.ts';
import { strongProofsJson } from '../../src/ballot/tally/strong-proofs.ts';
import { type BoxInput, inspectBox } from '../../src/client/opening/inspect-box.ts';
import { makeShare } from '../../src/client/opening/make-share.ts';
import {
  appendShare,
  cast,
  giveShare,
  makeRound,
  must,
  question,
  seeded,
  type TestRound,
} from '../support/ballot-rounds.ts';

/** A server that lies in every way that it can: the page must find out before the key is used. */
let round: TestRound;
let box: ClosedBox;
let honest: BoxInput;

/** The files with the server's share, as the board publishes them before scrutineers open. */
function publish(from: TestRound, closed: ClosedBox, archive = closed.archive) {
  const share = giveShare(from, 1, closed.tally);
  return {
    bytes: archiveBytes(appendShare(archive, 1, share.text)),
    proofs: strongProofsJson([share.strong]),
  };
}

beforeAll(() => {
  round = makeRound('lying server', { questions: [question(3, 0, 2)], slips: 5, ceremony: [3, 2] });
  const votes = [
    [1, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ];
  const ballots = votes.map((marks, slip) => cast(round, slip, [marks]).json);
  box = closeBox(round.election, round.archive, ballots);
  honest = {
    ...publish(round, box),
    uuid: round.election.election.uuid,
    owner: 3,
    secret: must(round.secrets.get(3)),
    trusteesHash: sha256Hex(round.setup.trustees),
    rehearsal: false,
    confirmedSetup: round.archive.lastEvent,
    typedFingerprint: null,
    readOut: 3,
    usedTally: null,
    checkedElsewhere: new Map(),
  };
});

/** The lines that do not hold; with any of them there is nothing to use a key on. */
function broken(changed: Partial<BoxInput>): readonly string[] {
  const { checks, statement, tallyHash } = inspectBox({ ...honest, ...changed });
  const codes = checks.filter(({ ok }) => !ok).map(({ code }) => code);
  expect(statement === null && tallyHash === null).toBe(codes.length > 0);
  return codes;
}

describe('the opening page', () => {
  test('opens an honest box, once: the share is what the server takes', () => {
    const { checks, statement, tallyHash } = inspectBox(honest);
    expect(checks.map(({ ok }) => ok)).toEqual(Array(9).fill(true));
    expect(tallyHash).toBe(sha256Hex(encryptedTallyJson(box.tally)));
    const made = makeShare(must(statement), 3, honest.secret, seeded('share'));
    const expected = giveShare(round, 3, box.tally);
    expect(JSON.parse(made.partialDecryption).decryption_factors).toEqual(
      JSON.parse(expected.text).decryption_factors,
    );
    expect(broken({ usedTally: tallyHash })).toEqual([]);
  });

  test('refuses one ciphertext that is handed to it as "the tally"', () => {
    const [ballot] = box.archive.records.filter(({ text }) =>
      text.includes('"answers":[{"choices"'),
    );
    const one = JSON.parse(must(ballot).text).answers[0].choices;
    const text = JSON.stringify([one]);
    const ended: Archive = {
      ...box.archive,
      records: box.archive.records.slice(0, -3),
      lastEvent: must(box.archive.records.at(-4)).hash,
      height: box.archive.height - 1,
    };
    const handed = appendEvent(ended, 'EncryptedTally', [text, sizedTallyJson(3, text)]);
    expect(broken(publish(round, box, handed))).toEqual(['tally']);
  });

  test('refuses an archive that lacks a ballot, or one of a single ballot', () => {
    const ballots = [0, 1].map((slip) => cast(round, slip, [[1, 0, 0]]).json);
    const fewer = closeBox(round.election, round.archive, ballots);
    expect(broken(publish(round, fewer))).toEqual(['count']);
    const alone = closeBox(round.election, round.archive, ballots.slice(0, 1));
    expect(broken(publish(round, alone))).toEqual(['count']);
  });

  test('refuses another tally of the same round once the key was used', () => {
    const ballots = [0, 1, 2].map((slip) => cast(round, slip, [[0, 0, 1]], 'again').json);
    const other = closeBox(round.election, round.archive, ballots);
    const usedTally = sha256Hex(encryptedTallyJson(box.tally));
    expect(broken({ ...publish(round, other), usedTally })).toEqual(['unused']);
  });

  test('refuses a truncated, a changed and an empty file', () => {
    const { bytes } = honest;
    expect(broken({ bytes: bytes.slice(0, bytes.length - 512) })).toContain('archive');
    const flipped = bytes.slice();
    flipped[5000] = (flipped[5000] ?? 0) ^ 1;
    expect(broken({ bytes: flipped })).toContain('archive');
    expect(broken({ bytes: new Uint8Array(0) }).length).toBeGreaterThan(3);
    expect(broken({ proofs: '[]' })).toEqual(['shares']);
  });

  test('refuses another election, also under the same name', () => {
    const options = { questions: [question(3, 0, 2)], slips: 5, ceremony: [3, 2] as const };
    const other = makeRound('another server', options);
    const ballots = [0, 1, 2].map((slip) => cast(other, slip, [[1, 0, 0]]).json);
    const files = publish(other, closeBox(other.election, other.archive, ballots));
    const found = broken(files);
    expect(found).toEqual(expect.arrayContaining(['archive', 'setup', 'key']));
  });

  test('asks for the twelve characters where the key was imported', () => {
    const right = fingerprintOf(round.archive.lastEvent);
    expect(broken({ confirmedSetup: null, typedFingerprint: right })).toEqual([]);
    const wrong = fingerprintOf('f'.repeat(64));
    expect(broken({ confirmedSetup: null, typedFingerprint: wrong })).toEqual(['setup']);
    expect(broken({ confirmedSetup: null, typedFingerprint: '甲乙' })).toEqual(['setup']);
    expect(broken({ confirmedSetup: null, typedFingerprint: null })).toEqual(['setup']);
  });

  test('refuses before the server gave its share, after the result, and with a foreign key', () => {
    expect(broken({ bytes: archiveBytes(box.archive), proofs: '[]' })).toEqual(['shares']);
    const share = giveShare(round, 1, box.tally);
    const shared = appendShare(box.archive, 1, share.text);
    const result = appendEvent(shared, 'Result', [resultJson([[9, 9, 9]])]);
    expect(broken({ bytes: archiveBytes(result) })).toContain('closed');
    expect(broken({ secret: must(round.secrets.get(4)) })).toEqual(['key']);
    expect(broken({ rehearsal: true })).toEqual(['key']);
    expect(broken({ trusteesHash: 'f'.repeat(64) })).toEqual(['setup']);
    expect(broken({ owner: 9 })).toEqual(expect.arrayContaining(['tally', 'key']));
    const early = archiveBytes(round.archive);
    expect(broken({ bytes: early, proofs: '[]', readOut: 0 })).toEqual(
      expect.arrayContaining(['closed', 'shares']),
    );
  });
});
