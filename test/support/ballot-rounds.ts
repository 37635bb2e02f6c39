import {
  type Archive,
  appendEvent,
  archiveBytes,
  createArchive,
} from '../../src/ballot/archive/archive.ts';
import { type ClosedBox, closeBox } from '../../src/ballot/archive/close-box.ts';
import { createCertificate } from '../../src/ballot/ceremony/certificate.ts';
import { createSeed, derivePersonalKeys } from '../../src/ballot/ceremony/personal-keys.ts';
import { createPolynomial } from '../../src/ballot/ceremony/polynomial.ts';
import { createShare, createShareInput, openShare } from '../../src/ballot/ceremony/share.ts';
import {
  checkCertificates,
  createThresholdParameters,
  thresholdKey,
} from '../../src/ballot/ceremony/threshold-parameters.ts';
import { createSingleKey } from '../../src/ballot/ceremony/trustee-key.ts';
import { decryptionKeys, type Trustee, trusteesJson } from '../../src/ballot/ceremony/trustees.ts';
import {
  type CredentialKeys,
  createCredential,
  deriveCredential,
} from '../../src/ballot/credential.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { electionJson, type OpenElection, openElection } from '../../src/ballot/election.ts';
import { createGroup, type Group } from '../../src/ballot/group/group.ts';
import { sha256Bytes, sha256Hex } from '../../src/ballot/hash.ts';
import { prepareBallot, type SignedBallot, signBallot } from '../../src/ballot/prepare-ballot.ts';
import type { Marks, Question } from '../../src/ballot/question.ts';
import { createUuid, type RandomSource, seededRandom } from '../../src/ballot/random.ts';
import { describeWithReceiptKey } from '../../src/ballot/receipt-key.ts';
import { combineShares } from '../../src/ballot/tally/combine.ts';
import type { EncryptedTally } from '../../src/ballot/tally/encrypted-tally.ts';
import {
  decryptPartially,
  ownedJson,
  type PartialDecryption,
  partialDecryptionJson,
} from '../../src/ballot/tally/partial-decryption.ts';
import { openTally, resultJson, type Totals } from '../../src/ballot/tally/result.ts';
import {
  proveStrongly,
  type StrongProofs,
  strongProofsJson,
} from '../../src/ballot/tally/strong-proofs.ts';
import { createOpensslExponentiate } from '../../src/stages/voting/exponentiate/openssl.ts';

/** Whole rounds for tests, made as the product makes them, from one text as seed. */

export const group: Group = createGroup(createOpensslExponentiate());

export const timestamp = 1795490276;

/** Randomness that is the same at every run. */
export function seeded(text: string): RandomSource {
  return seededRandom(sha256Bytes(text));
}

/** A known value or a broken test. */
export function must<Value>(value: Value | null | undefined | { ok: false }): Value {
  if (value === null || value === undefined) throw new Error('a value is missing');
  if (typeof value === 'object' && 'ok' in value && value.ok === false) {
    throw new Error(`refused: ${JSON.stringify(value)}`);
  }
  return value as Value;
}

export function question(count: number, min: number, max: number, blank = false): Question {
  const answers = Array.from({ length: count }, (_, i) => `${i + 1}号项目`);
  return { answers, blank, min, max, question: '请选择' };
}

export interface TestRound {
  readonly name: string;
  readonly group: Group;
  readonly election: OpenElection;
  readonly trustees: readonly Trustee[];
  /** Secrets by owner, from 1. */
  readonly secrets: ReadonlyMap<number, bigint>;
  readonly slips: readonly (CredentialKeys & { readonly credential: string })[];
  readonly setup: {
    readonly election: string;
    readonly trustees: string;
    readonly credentials: string;
  };
  readonly archive: Archive;
}

/** The scrutineers' six steps with everybody honest. */
export function holdCeremony(size: number, threshold: number, random: RandomSource) {
  const seeds = Array.from({ length: size }, () => createSeed(random));
  const keys = seeds.map((seed) => derivePersonalKeys(group, seed));
  const signed = keys.map((own, i) =>
    createCertificate(group, { size, threshold, index: i + 1 }, own, random),
  );
  const certificates = checkCertificates(group, threshold, signed);
  if (!certificates.ok) throw new Error('bad certificates');
  const polynomials = keys.map((own, i) =>
    createPolynomial(group, certificates.value, i + 1, own, random),
  );
  const outputs = keys.map((own, i) => {
    const input = createShareInput(polynomials, i + 1);
    const share = createShare(group, certificates.value, i + 1, own, input, random);
    if (!share.ok) throw new Error(`blamed ${share.blamed.join()}`);
    return share.value;
  });
  const parameters = createThresholdParameters(certificates.value, polynomials, outputs);
  const secrets = outputs.map(({ privateKey }, i) =>
    must(openShare(group, must(keys[i]), privateKey)),
  );
  return {
    seeds,
    keys,
    certificates: certificates.value,
    polynomials,
    outputs,
    parameters,
    secrets,
  };
}

export interface RoundOptions {
  readonly questions: readonly Question[];
  readonly slips: number;
  /** Size and threshold of a ceremony besides the server's key. */
  readonly ceremony?: readonly [size: number, threshold: number];
  readonly group?: Group;
  /** The election names the receipt key of this secret. */
  readonly receiptSecret?: bigint;
}

function descriptionFor({ receiptSecret }: RoundOptions): string {
  const words = '民生实事项目票决';
  if (receiptSecret === undefined) return words;
  return describeWithReceiptKey(words, group.powerOfG(receiptSecret));
}

export function makeRound(name: string, options: RoundOptions): TestRound {
  const random = seeded(name);
  const single = createSingleKey(group, random);
  const held = options.ceremony === undefined ? null : holdCeremony(...options.ceremony, random);
  const trustees: Trustee[] = [{ kind: 'Single', key: single.key }];
  let publicKey = single.key.publicKey;
  if (held !== null) {
    trustees.push({ kind: 'Pedersen', parameters: held.parameters });
    publicKey = group.multiply(publicKey, must(thresholdKey(group, held.parameters)));
  }
  const uuid = createUuid(random);
  const slips = Array.from({ length: options.slips }, () => {
    const credential = createCredential(random);
    return { credential, ...deriveCredential(group, uuid, credential) };
  });
  const setup = {
    election: electionJson({
      description: descriptionFor(options),
      name: '第一轮投票',
      publicKey,
      questions: options.questions,
      uuid,
      administrator: '大会工作人员',
      credentialAuthority: '总监票人',
    }),
    trustees: trusteesJson(trustees),
    credentials: credentialsJson(slips.map((slip) => slip.publicKey)),
  };
  const election = openElection(setup.election, options.group ?? group);
  if (!election.ok) throw new Error(`${election.code} ${election.path}`);
  const secrets = [single.secret, ...(held?.secrets ?? [])];
  return {
    name,
    group: options.group ?? group,
    election: election.value,
    trustees,
    secrets: new Map(secrets.map((secret, i) => [i + 1, secret])),
    slips,
    setup,
    archive: createArchive(timestamp, setup),
  };
}

export function cast(
  round: TestRound,
  slip: number,
  marks: readonly Marks[],
  again = '',
): SignedBallot {
  const { publicKey, secret } = must(round.slips[slip]);
  const seed = sha256Bytes(`${round.name}|${slip}|${again}`);
  const prepared = prepareBallot(round.election, publicKey, marks, seed);
  return signBallot(round.election, prepared, secret, seeded(`${round.name}|sign|${slip}${again}`));
}

export interface OpenedRound {
  readonly archive: Archive;
  readonly bytes: Uint8Array;
  readonly strong: readonly StrongProofs[];
  readonly strongProofs: string;
  readonly totals: Totals;
}

/** A share of a tally with its strong proofs, as the holder of a key makes it. */
export function giveShare(round: TestRound, owner: number, tally: EncryptedTally) {
  const statement = {
    group: round.group,
    electionHash: round.election.hash,
    publicKey: must(decryptionKeys(round.trustees)[owner - 1]).publicKey,
    tally,
  };
  const secret = must(round.secrets.get(owner));
  const random = seeded(`${round.name}|share|${owner}`);
  const decryption = decryptPartially(statement, secret, random);
  const text = partialDecryptionJson(decryption);
  const strong = proveStrongly(statement, owner, secret, decryption, text, random);
  return { owner, decryption, text, strong };
}

/** Adds a share to an archive. */
export function appendShare(archive: Archive, owner: number, text: string): Archive {
  const owned = ownedJson({ owner, payload: sha256Hex(text) });
  return appendEvent(archive, 'PartialDecryption', [text, owned]);
}

/** Opens a closed box with the keys of `owners`. */
export function openBox(round: TestRound, box: ClosedBox, owners: readonly number[]): OpenedRound {
  const given = owners.map((owner) => giveShare(round, owner, box.tally));
  const shared = given.reduce(
    (archive, { owner, text }) => appendShare(archive, owner, text),
    box.archive,
  );
  const totals = totalsOf(round, box.tally, given, box.trackers.length);
  const archive = appendEvent(shared, 'Result', [resultJson(totals)]);
  const strong = given.map((share) => share.strong);
  return {
    archive,
    bytes: archiveBytes(archive),
    strong,
    strongProofs: strongProofsJson(strong),
    totals,
  };
}

export function totalsOf(
  round: TestRound,
  tally: EncryptedTally,
  given: readonly { readonly owner: number; readonly decryption: PartialDecryption }[],
  ballots: number,
): Totals {
  const shares = new Map(given.map(({ owner, decryption }) => [owner, decryption.factors]));
  const shape = tally.map((ciphertexts) => ciphertexts.length);
  const factors = combineShares(round.group, round.trustees, shares, shape);
  return openTally(round.group, tally, factors, ballots).map((row) => row.map(must));
}

/** A round from the set-up to the result: one ballot for each row of votes. */
export function holdRound(
  round: TestRound,
  votes: readonly (readonly Marks[])[],
  owners: readonly number[],
): OpenedRound {
  const ballots = votes.map((marks, slip) => cast(round, slip, marks).json);
  return openBox(round, closeBox(round.election, round.archive, ballots), owners);
}
