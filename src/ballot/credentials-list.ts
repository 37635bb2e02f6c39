import { element, list, type Node, type Parsed, parse, textOf } from './read.ts';

/** A public credential of the published list, with its weight where one is written (§4.8). */
export interface ListedCredential {
  readonly credential: bigint;
  /** Null when none is written, which means 1. We never write one. */
  readonly weight: number | null;
}

/**
 * Writes the list of slips (public_credentials, §4.8), sorted by number so that it tells nothing of the
 * order in which they were made.
 */
export function credentialsJson(credentials: readonly bigint[]): string {
  const sorted = [...credentials].sort((a, b) => (a < b ? -1 : 1));
  return JSON.stringify(sorted.map(String));
}

/** Reads the list of slips (§4.8). */
export function parseCredentials(json: string): Parsed<readonly ListedCredential[]> {
  return parse(json, (node) => list(node, readListed));
}

function readListed(node: Node): ListedCredential {
  const value = textOf(/^[0-9]+(,[1-9][0-9]{0,8})?$/, node);
  const [credential, weight] = value.split(',');
  return {
    credential: element({ value: credential, path: node.path }),
    weight: weight === undefined ? null : Number(weight),
  };
}
