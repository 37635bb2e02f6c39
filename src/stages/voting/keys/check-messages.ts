import {
  type CeremonyContext,
  checkCertificate,
  parseCertificate,
} from '../../../ballot/ceremony/certificate.ts';
import { parseCoefficients } from '../../../ballot/ceremony/coefficients.ts';
import {
  type Certificates,
  checkPolynomial,
  type Polynomial,
  parsePolynomial,
} from '../../../ballot/ceremony/polynomial.ts';
import {
  checkShareKey,
  createShareInput,
  parseShareOutput,
  type ShareOutput,
  shareInputJson,
} from '../../../ballot/ceremony/share.ts';
import {
  readSignedMessage,
  type SignedMessage,
  verifyText,
} from '../../../ballot/ceremony/signed-message.ts';
import {
  checkCertificates,
  checkThresholdParameters,
  createThresholdParameters,
  thresholdKey,
} from '../../../ballot/ceremony/threshold-parameters.ts';
import { readTrusteeKey } from '../../../ballot/ceremony/trustee-key.ts';
import { trusteesJson } from '../../../ballot/ceremony/trustees.ts';
import type { Group } from '../../../ballot/group/group.ts';
import { type Parsed, parse } from '../../../ballot/read.ts';

/** A value that was checked when it came in, or a mistake of ours. */
function must<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) throw new Error(`a stored ceremony message: ${parsed.code} at ${parsed.path}`);
  return parsed.value;
}

function signedOf(text: string): SignedMessage {
  return must(parse(text, readSignedMessage));
}

/** Whether a certificate is for this place, its keys are sound, and no other holder has its key. */
export function certificateHolds(
  group: Group,
  context: CeremonyContext,
  text: string,
  others: readonly string[],
): boolean {
  const parsed = parse(text, readSignedMessage);
  if (!parsed.ok) return false;
  const checked = checkCertificate(group, context, parsed.value);
  if (checked === null) return false;
  return others.every((other) => {
    const known = parseCertificate(signedOf(other));
    return known.ok && known.value.verification !== checked.verification;
  });
}

/** The certificates of one key set; they were all checked when they came in. */
export function certificatesOf(
  group: Group,
  threshold: number,
  texts: readonly string[],
): Certificates {
  const checked = checkCertificates(group, threshold, texts.map(signedOf));
  if (!checked.ok) throw new Error('a stored certificate is bad');
  return checked.value;
}

/** Whether a polynomial is whole: T powers in the group, both signatures, a secret for everybody. */
export function polynomialHolds(
  group: Group,
  certificates: Certificates,
  index: number,
  text: string,
): boolean {
  const parsed = parsePolynomial(text, certificates.signed.length);
  return parsed.ok && checkPolynomial(group, certificates, index, parsed.value) !== null;
}

/** Reads polynomials that were checked when they came in. */
export function polynomialsOf(texts: readonly string[]): readonly Polynomial[] {
  return texts.map((text) => must(parsePolynomial(text, texts.length)));
}

/** What holder `index` is given to make its share from (§4.6.5), as text. */
export function shareInputOf(texts: readonly string[], index: number): string {
  return shareInputJson(createShareInput(polynomialsOf(texts), index));
}

/** Whether a share's key is the one that all powers determine, proved and signed by its holder. */
export function shareHolds(
  group: Group,
  certificates: Certificates,
  polynomials: readonly Polynomial[],
  index: number,
  text: string,
): boolean {
  const parsed = parseShareOutput(text);
  const verification = certificates.checked[index - 1]?.verification;
  if (!parsed.ok || verification === undefined) return false;
  const { publicKey } = parsed.value;
  const { signature } = publicKey;
  const all = polynomials.map(({ coefexps }) =>
    must(parseCoefficients(coefexps, certificates.threshold)),
  );
  return (
    signature !== undefined &&
    verifyText(group, verification, String(publicKey.publicKey), signature) &&
    checkShareKey(group, all, index, publicKey)
  );
}

/** What a complete ceremony gives for one key set: the trustees (§4.7) and y, their product. */
export interface Assembled {
  readonly trusteesJson: string;
  readonly publicKey: string;
}

/** Puts one key set together and checks it whole; everything in it was checked when it came in. */
export function assembleKeySet(
  group: Group,
  serverKey: string,
  certificates: Certificates,
  polynomials: readonly Polynomial[],
  shares: readonly string[],
): Assembled {
  const outputs = shares.map((text): ShareOutput => must(parseShareOutput(text)));
  const parameters = createThresholdParameters(certificates, polynomials, outputs);
  const problems = checkThresholdParameters(group, parameters);
  const joint = thresholdKey(group, parameters);
  if (problems.length > 0 || joint === null) throw new Error('threshold parameters do not hold');
  const single = must(parse(serverKey, readTrusteeKey));
  return {
    trusteesJson: trusteesJson([
      { kind: 'Single', key: single },
      { kind: 'Pedersen', parameters },
    ]),
    publicKey: String(group.multiply(single.publicKey, joint)),
  };
}
