import { known } from '../known.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import {
  fields,
  isPresent,
  list,
  MalformedRecord,
  type Node,
  type Parsed,
  parse,
  smallNumber,
} from '../read.ts';
import { readSignedMessage, type SignedMessage, signedMessageToJson } from './signed-message.ts';
import { readTrusteeKey, type TrusteeKey, trusteeKeyToJson } from './trustee-key.ts';

/** The published outcome of a key ceremony (threshold_parameters, §4.6.7). */
export interface ThresholdParameters {
  /** How many trustees can decrypt together. */
  readonly threshold: number;
  readonly certs: readonly SignedMessage[];
  readonly coefexps: readonly SignedMessage[];
  /** Of each trustee over all certificates and its own coefficients; absent from the tool 2.0. */
  readonly signatures?: readonly Proof[];
  readonly verificationKeys: readonly TrusteeKey[];
}

/** One item of the trustees (trustee_kind, §4.7). */
export type Trustee =
  | { readonly kind: 'Single'; readonly key: TrusteeKey }
  | { readonly kind: 'Pedersen'; readonly parameters: ThresholdParameters };

/** Writes the trustees (§4.7). */
export function trusteesJson(trustees: readonly Trustee[]): string {
  return JSON.stringify(
    trustees.map((trustee) =>
      trustee.kind === 'Single'
        ? ['Single', trusteeKeyToJson(trustee.key)]
        : ['Pedersen', parametersToJson(trustee.parameters)],
    ),
  );
}

/** Reads the trustees (§4.7). */
export function parseTrustees(json: string): Parsed<readonly Trustee[]> {
  return parse(json, (node) => list(node, readTrustee));
}

/** All keys that decrypt, in the order in which partial decryptions number their owners from 1. */
export function decryptionKeys(trustees: readonly Trustee[]): readonly TrusteeKey[] {
  return trustees.flatMap((trustee) =>
    trustee.kind === 'Single' ? [trustee.key] : trustee.parameters.verificationKeys,
  );
}

function readTrustee(node: Node): Trustee {
  const items = list(node, (item) => item, 2);
  const [kind, value] = [known(items[0]), known(items[1])];
  if (kind.value === 'Single') return { kind: 'Single', key: readTrusteeKey(value) };
  if (kind.value === 'Pedersen') return { kind: 'Pedersen', parameters: readParameters(value) };
  throw new MalformedRecord('wrong-value', kind.path);
}

function readParameters(node: Node): ThresholdParameters {
  const field = fields(node, 'threshold', 'certs', 'coefexps', 'signatures?', 'verification_keys');
  const certs = list(field('certs'), readSignedMessage);
  const size = certs.length;
  const threshold = smallNumber(field('threshold'));
  if (threshold < 1 || threshold > size) {
    throw new MalformedRecord('wrong-number', field('threshold').path);
  }
  const signatures = field('signatures');
  return {
    threshold,
    certs,
    coefexps: list(field('coefexps'), readSignedMessage, size),
    ...(isPresent(signatures) ? { signatures: list(signatures, readProof, size) } : {}),
    verificationKeys: list(field('verification_keys'), readTrusteeKey, size),
  };
}

function parametersToJson(parameters: ThresholdParameters) {
  const { threshold, certs, coefexps, signatures, verificationKeys } = parameters;
  return {
    threshold,
    certs: certs.map(signedMessageToJson),
    coefexps: coefexps.map(signedMessageToJson),
    ...(signatures === undefined ? {} : { signatures: signatures.map(proofToJson) }),
    verification_keys: verificationKeys.map(trusteeKeyToJson),
  };
}
