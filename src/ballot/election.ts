import type { Group } from './group/group.ts';
import { createGroup } from './group/group.ts';
import { parameters } from './group/parameters.ts';
import { hashJson } from './hash.ts';
import type { Keys } from './proofs/disjunction.ts';
import { type Question, questionToJson, readQuestion } from './question.ts';
import {
  element,
  exactly,
  fields,
  isPresent,
  list,
  MalformedRecord,
  type Node,
  type Parsed,
  parse,
  text,
  textOf,
} from './read.ts';

/** The election structure (§4.10): what every voter is given. */
export interface Election {
  readonly description: string;
  readonly name: string;
  /** y, the product of the trustees' keys. */
  readonly publicKey: bigint;
  readonly questions: readonly Question[];
  readonly uuid: string;
  readonly administrator?: string;
  readonly credentialAuthority?: string;
}

/** An election made ready to compute with. */
export interface OpenElection extends Keys {
  readonly election: Election;
  /** The very text that φ is the hash of. */
  readonly json: string;
  /** φ (§4.15). */
  readonly hash: string;
  readonly group: Group;
}

/** The form of an election's identifier (§4.2). */
export const uuidPattern = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/;

/** Writes the election (§4.10), fields in their order. */
export function electionJson(election: Election): string {
  const { administrator, credentialAuthority } = election;
  return JSON.stringify({
    version: 1,
    description: election.description,
    name: election.name,
    group: parameters.name,
    public_key: String(election.publicKey),
    questions: election.questions.map(questionToJson),
    uuid: election.uuid,
    ...(administrator === undefined ? {} : { administrator }),
    ...(credentialAuthority === undefined ? {} : { credential_authority: credentialAuthority }),
  });
}

/** Reads an election (§4.10) strictly. The group must be ours and every question homomorphic. */
export function parseElection(json: string): Parsed<Election> {
  return parse(json, readElection);
}

/**
 * Reads an election and makes it ready: its hash φ and a table for powers of its key. Pass a group that
 * exponentiates in another way where one is at hand.
 */
export function openElection(json: string, group: Group = createGroup()): Parsed<OpenElection> {
  const parsed = parseElection(json);
  if (!parsed.ok) return parsed;
  const election = parsed.value;
  const powerOfY = group.fixedBase(election.publicKey);
  return { ok: true, value: { election, json, hash: hashJson(json), group, powerOfY } };
}

function readElection(node: Node): Election {
  const field = fields(
    node,
    'version',
    'description',
    'name',
    'group',
    'public_key',
    'questions',
    'uuid',
    'administrator?',
    'credential_authority?',
    'language?',
  );
  exactly(1, field('version'));
  exactly(parameters.name, field('group'));
  if (isPresent(field('language'))) list(field('language'), text);
  const questions = list(field('questions'), readQuestion);
  if (questions.length === 0) throw new MalformedRecord('wrong-length', field('questions').path);
  const [administrator, authority] = [field('administrator'), field('credential_authority')];
  return {
    description: text(field('description')),
    name: text(field('name')),
    publicKey: element(field('public_key')),
    questions,
    uuid: textOf(uuidPattern, field('uuid')),
    ...(isPresent(administrator) ? { administrator: text(administrator) } : {}),
    ...(isPresent(authority) ? { credentialAuthority: text(authority) } : {}),
  };
}
