import { type Answer, answerToJson, readAnswer } from './answer.ts';
import type { Election } from './election.ts';
import { hashJson } from './hash.ts';
import { known } from './known.ts';
import { type Proof, proofToJson, readProof } from './proofs/proof.ts';
import { element, fields, list, type Node, type Parsed, parse, text } from './read.ts';

/** A ballot without its signature (§4.15). */
export interface UnsignedBallot {
  readonly electionUuid: string;
  readonly electionHash: string;
  /** The public credential, g^s. */
  readonly credential: bigint;
  readonly answers: readonly Answer[];
}

/** A ballot as it is cast (§4.15). */
export interface Ballot extends UnsignedBallot {
  readonly signature: { readonly hash: string; readonly proof: Proof };
}

/** Reads a ballot (§4.15) strictly: its shape must be the one that the election's questions ask for. */
export function parseBallot(election: Election, json: string): Parsed<Ballot> {
  return parse(json, (node) => readBallot(election, node));
}

function readBallot({ questions }: Election, node: Node): Ballot {
  const field = fields(
    node,
    'election_uuid',
    'election_hash',
    'credential',
    'answers',
    'signature',
  );
  const answerNodes = list(field('answers'), (answer) => answer, questions.length);
  const signature = fields(field('signature'), 'hash', 'proof');
  return {
    electionUuid: text(field('election_uuid')),
    electionHash: text(field('election_hash')),
    credential: element(field('credential')),
    answers: questions.map((question, index) => readAnswer(question, known(answerNodes[index]))),
    signature: { hash: text(signature('hash')), proof: readProof(signature('proof')) },
  };
}

/** Writes a ballot without signature (§4.15): what the signature's hash is of. */
export function unsignedBallotJson(ballot: UnsignedBallot): string {
  return JSON.stringify(unsignedToJson(ballot));
}

/**
 * The same, cut out of the text of a ballot that `parseBallot` read: canonical text has its signature last,
 * and no string inside can hold an unescaped quotation mark.
 */
export function unsignedPart(json: string): string {
  return `${json.slice(0, json.lastIndexOf(',"signature":'))}}`;
}

/** Writes a ballot (§4.15), fields in their order. */
export function ballotJson(ballot: Ballot): string {
  const { hash, proof } = ballot.signature;
  return JSON.stringify({
    ...unsignedToJson(ballot),
    signature: { hash, proof: proofToJson(proof) },
  });
}

/** The smart ballot tracker, 核对码 (§4.15): the hash of the ballot's text. */
export function trackerOf(json: string): string {
  return hashJson(json);
}

/** Prefix of H_signature (§4.14). */
export function signaturePrefix(hash: string): string {
  return `sig|${hash}|`;
}

function unsignedToJson({ electionUuid, electionHash, credential, answers }: UnsignedBallot) {
  return {
    election_uuid: electionUuid,
    election_hash: electionHash,
    credential: String(credential),
    answers: answers.map(answerToJson),
  };
}
