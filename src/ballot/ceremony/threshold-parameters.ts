import type { Group } from '../group/group.ts';
import { known } from '../known.ts';
import { type Certificate, checkCertificate } from './certificate.ts';
import { parseCoefficients, verificationKeyAt } from './coefficients.ts';
import { type Certificates, checkPolynomial, type Polynomial } from './polynomial.ts';
import type { ShareOutput } from './share.ts';
import { type SignedMessage, verifyText } from './signed-message.ts';
import { checkTrusteeKey } from './trustee-key.ts';
import type { ThresholdParameters } from './trustees.ts';

/** What is wrong with threshold parameters, and with which trustee of the item (from 1). */
export interface CeremonyProblem {
  readonly code: 'certificate' | 'coefficients' | 'verification-key' | 'verification-key-signature';
  readonly trustee: number;
}

/** Certificates that were all checked, or the trustees (from 1) whose certificate is bad. */
export type CertificatesChecked =
  | { readonly ok: true; readonly value: Certificates }
  | { readonly ok: false; readonly blamed: readonly number[] };

/**
 * Step 2 (§3.1.1): checks all certificates of a ceremony in order. Two trustees with one key are both
 * blamed.
 */
export function checkCertificates(
  group: Group,
  threshold: number,
  signed: readonly SignedMessage[],
  withoutContext = false,
): CertificatesChecked {
  const size = signed.length;
  const all = signed.map((one, i) =>
    checkCertificate(group, { size, threshold, index: i + 1 }, one, withoutContext),
  );
  const repeated = (key: bigint) => all.filter((one) => one?.verification === key).length > 1;
  const blamed = all.flatMap((one, i) =>
    one === null || repeated(one.verification) ? [i + 1] : [],
  );
  const checked = all.filter((one): one is Certificate => one !== null);
  return blamed.length > 0
    ? { ok: false, blamed }
    : { ok: true, value: { threshold, signed, checked } };
}

/** Step 6 (§3.1.1, §4.6.7): the parameters to publish. Check them with `checkThresholdParameters`. */
export function createThresholdParameters(
  { threshold, signed }: Certificates,
  polynomials: readonly Polynomial[],
  outputs: readonly ShareOutput[],
): ThresholdParameters {
  return {
    threshold,
    certs: signed,
    coefexps: polynomials.map(({ coefexps }) => coefexps),
    signatures: polynomials.map(({ signature }) => signature),
    verificationKeys: outputs.map(({ publicKey }) => publicKey),
  };
}

/** The sub-key of the item (§4.6.4): ∏ A_z0; null when the coefficients cannot be read. */
export function thresholdKey(group: Group, parameters: ThresholdParameters): bigint | null {
  let key = 1n;
  for (const signed of parameters.coefexps) {
    const parsed = parseCoefficients(signed, parameters.threshold);
    if (!parsed.ok) return null;
    key = group.multiply(key, known(parsed.value[0]));
  }
  return key;
}

/**
 * Checks published parameters whole (§3.1.1, §4.6): certificates, coefficients in the group and signed,
 * signatures over the list of trustees, verification keys that are those which the coefficients
 * determine, proved and signed. With `older`, what the tool 2.0 does not write may be absent: context,
 * signatures. Gives all that is wrong.
 */
export function checkThresholdParameters(
  group: Group,
  parameters: ThresholdParameters,
  older = false,
): CeremonyProblem[] {
  const certificates = checkCertificates(group, parameters.threshold, parameters.certs, older);
  if (!certificates.ok) {
    return certificates.blamed.map((trustee) => ({ code: 'certificate', trustee }));
  }
  const problems: CeremonyProblem[] = [];
  const all: (readonly bigint[])[] = [];
  parameters.coefexps.forEach((coefexps, i) => {
    const signature = parameters.signatures?.[i];
    const powers =
      signature === undefined && older
        ? signedCoefficients(group, certificates.value, i, coefexps)
        : signature === undefined
          ? null
          : checkPolynomial(group, certificates.value, i + 1, { coefexps, signature });
    if (powers === null) problems.push({ code: 'coefficients', trustee: i + 1 });
    else all.push(powers);
  });
  if (problems.length > 0) return problems;
  parameters.verificationKeys.forEach((key, i) => {
    const trustee = i + 1;
    if (key.publicKey !== verificationKeyAt(group, all, trustee) || !checkTrusteeKey(group, key)) {
      problems.push({ code: 'verification-key', trustee });
    }
    const verification = known(certificates.value.checked[i]).verification;
    const signed =
      key.signature === undefined
        ? older
        : verifyText(group, verification, String(key.publicKey), key.signature);
    if (!signed) problems.push({ code: 'verification-key-signature', trustee });
  });
  return problems;
}

function signedCoefficients(
  group: Group,
  certificates: Certificates,
  i: number,
  coefexps: SignedMessage,
): readonly bigint[] | null {
  const parsed = parseCoefficients(coefexps, certificates.threshold);
  if (!parsed.ok || !parsed.value.every(group.isMember)) return null;
  const verification = known(certificates.checked[i]).verification;
  return verifyText(group, verification, coefexps.message, coefexps.signature)
    ? parsed.value
    : null;
}
