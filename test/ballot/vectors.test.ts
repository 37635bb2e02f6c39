import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTar } from '../../src/ballot/archive/tar.ts';
import { trackerOf } from '../../src/ballot/ballot.ts';
import { derivePersonalKeys } from '../../src/ballot/ceremony/personal-keys.ts';
import { createShare, openShare, parseShareInput } from '../../src/ballot/ceremony/share.ts';
import { readSignedMessage } from '../../src/ballot/ceremony/signed-message.ts';
import {
  checkCertificates,
  checkThresholdParameters,
  thresholdKey,
} from '../../src/ballot/ceremony/threshold-parameters.ts';
import { parseTrustees } from '../../src/ballot/ceremony/trustees.ts';
import { deriveCredential } from '../../src/ballot/credential.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { parse } from '../../src/ballot/read.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { group, must, seeded } from '../support/ballot-rounds.ts';
import { rememberingGroup } from '../support/mutants.ts';

/** Two elections that other programs made, with the secrets of everybody in them. */
const folder = new URL('../vectors/belenios/', import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const linesOf = (name: string) => textOf(name).trim().split(/\n+/);

describe.each([
  ['one key, with a blank entry', 'single-key-blank', 'XpZWdCkaBbjEcr'],
  ['a server’s key and two of three', 'server-plus-2-of-3', 'tGok2wZiYQUgQ1'],
])('the election of %s', (_, name, uuid) => {
  const bytes = bytesOf(`${name}/${uuid}.bel`);
  const remembering = rememberingGroup(group);
  const found = verifyArchive(bytes, { group: remembering, plainBelenios: true });

  test('verifies as other people’s election, and not as one of ours', () => {
    expect(found.failures).toEqual([]);
    expect(found.warnings.map(({ code }) => code)).toEqual(['total-weakly-proven']);
    const ours = verifyArchive(bytes, { group: remembering }).failures.map(({ code }) => code);
    expect(ours).toContain('strong-proof-missing');
  });

  test('has the totals, trackers and uuid that its makers noted', () => {
    const noted = JSON.parse(textOf(`${name}/result.jsons`)) as { result: number[][] };
    expect(found.report.totals).toEqual(noted.result);
    expect(found.report.uuid).toBe(uuid);
    expect([...found.report.trackers].sort()).toEqual(linesOf(`${name}/trackers.txt`).sort());
    const reading = readTar(bytes);
    const ballots = (reading.ok ? reading.files : [])
      .map(({ content }) => new TextDecoder().decode(content))
      .filter((text) => text.startsWith('{"election_uuid"'));
    expect(ballots.map(trackerOf)).toEqual(found.report.trackers);
  });

  test('fails when any ballot’s proof is spoiled', () => {
    const spoiled = bytes.slice();
    const at = Buffer.from(bytes).indexOf('"overall_proof":[{"challenge":"') + 31;
    spoiled[at] = must(spoiled[at]) === 0x31 ? 0x32 : 0x31;
    const codes = verifyArchive(spoiled, { group: remembering, plainBelenios: true }).failures;
    expect(codes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['record-hash', 'signature-hash', 'overall-proof']),
    );
  });
});

describe('secrets of those elections', () => {
  test('each slip’s characters give its public credential', () => {
    const keys = linesOf('single-key-blank/private_creds.txt').map((line) =>
      deriveCredential(group, 'XpZWdCkaBbjEcr', must(line.split(' ')[1])),
    );
    expect(keys.length).toBeGreaterThan(5);
    const published = JSON.parse(textOf('single-key-blank/public_creds.json')) as string[];
    const bare = published.map((item) => item.split(',')[0]);
    const derived = keys.map(({ publicKey }) => publicKey);
    expect(JSON.parse(credentialsJson(derived))).toEqual(bare);
  });

  test('the server’s private key is the one of its public key', () => {
    const secret = BigInt(JSON.parse(textOf('single-key-blank/F039D527.privkey')));
    const archive = textOf('single-key-blank/XpZWdCkaBbjEcr.bel');
    expect(archive).toContain(`"public_key":"${group.powerOfG(secret)}"`);
  });

  const ceremony = (name: string) => textOf(`server-plus-2-of-3/${name}`).trim();
  const signed = linesOf('server-plus-2-of-3/certs.jsons').map((line) => {
    const parsed = parse(line, readSignedMessage);
    if (!parsed.ok) throw new Error(parsed.path);
    return parsed.value;
  });
  const certificates = checkCertificates(group, 2, signed);
  const published = parseTrustees(`[["Pedersen",${ceremony('threshold.json')}]]`);

  test.each([1, 2, 3])('trustee %i’s seed, messages and key fit together', (index) => {
    if (!certificates.ok) throw new Error(`blamed ${certificates.blamed.join()}`);
    const keys = derivePersonalKeys(group, ceremony(`${index}.key`));
    expect(certificates.value.checked[index - 1]?.verification).toBe(keys.verification);
    const input = parseShareInput(ceremony(`${index}.vinput`), 3);
    if (!input.ok) throw new Error(input.path);
    const made = createShare(group, certificates.value, index, keys, input.value, seeded('vector'));
    if (!made.ok) throw new Error(`blamed ${made.blamed.join()}`);
    const secret = must(openShare(group, keys, ceremony(`${index}.dkey`)));
    expect(openShare(group, keys, made.value.privateKey)).toBe(secret);
    expect(made.value.publicKey.publicKey).toBe(group.powerOfG(secret));
    const trustee = published.ok ? published.value[0] : undefined;
    const keysPublished = trustee?.kind === 'Pedersen' ? trustee.parameters.verificationKeys : [];
    expect(keysPublished[index - 1]?.publicKey).toBe(group.powerOfG(secret));
  });

  test('the published parameters are sound, and their key stands in the archive', () => {
    const trustee = published.ok ? published.value[0] : undefined;
    if (trustee?.kind !== 'Pedersen') throw new Error('no threshold parameters');
    expect(checkThresholdParameters(group, trustee.parameters)).toEqual([]);
    expect(thresholdKey(group, trustee.parameters)).not.toBeNull();
    const bel = textOf('server-plus-2-of-3/tGok2wZiYQUgQ1.bel');
    expect(bel).toContain(ceremony('threshold.json'));
  });
});
