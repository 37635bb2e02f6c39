import type { Archive } from '../../../ballot/archive/archive.ts';
import { parseBallot } from '../../../ballot/ballot.ts';
import type { TrusteeKey } from '../../../ballot/ceremony/trustee-key.ts';
import { decryptionKeys, parseTrustees, type Trustee } from '../../../ballot/ceremony/trustees.ts';
import { type OpenElection, openElection } from '../../../ballot/election.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import type { Shares } from '../../../ballot/tally/combine.ts';
import { computeTally, type EncryptedTally } from '../../../ballot/tally/encrypted-tally.ts';
import {
  type DecryptionStatement,
  parseOwned,
  parsePartialDecryption,
} from '../../../ballot/tally/partial-decryption.ts';
import { checkChain, type LinkedEvent } from '../../../ballot/verify/check-chain.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';

/** A closed box as the server computes it anew from the ballots of the chain. */
export interface ClosedBoxRead {
  readonly opened: OpenElection;
  readonly trustees: readonly Trustee[];
  /** The keys that decrypt, in the order of their owners from 1. */
  readonly keys: readonly TrusteeKey[];
  readonly ballots: number;
  /** The product of the ballots, whatever the EncryptedTally event says. */
  readonly tally: EncryptedTally;
  /** Factors that stand in the chain, by owner. */
  readonly shares: Shares;
  /** Owners in the order in which their shares came. */
  readonly owners: readonly number[];
}

/**
 * Reads a closed box and recomputes its tally (specification §4.16). The archive is our own: what
 * cannot be read is a programming error, or somebody changed the database.
 */
export function readClosedBox(archive: Archive): ClosedBoxRead {
  const records = archive.records.map((one) => ({ ...one, name: `${one.hash}.${one.kind}.json` }));
  const { events, failures } = checkChain(records);
  const [broken] = failures;
  if (broken !== undefined) throw new Error(`the archive on the board: ${broken.code}`);
  const [election, trusteesRecord] = events[0]?.records ?? [];
  const group = createGroup(createOpensslExponentiate());
  const opened = known(openElection(election?.text ?? '', group));
  const trustees = known(parseTrustees(trusteesRecord?.text ?? ''));
  const ballots = events
    .filter(({ event }) => event.type === 'Ballot')
    .map(({ records: [ballot] }) => known(parseBallot(opened.election, ballot?.text ?? '')));
  const given = sharesOf(opened, events);
  return {
    opened,
    trustees,
    keys: decryptionKeys(trustees),
    ballots: ballots.length,
    tally: computeTally(group, opened.election, ballots),
    shares: new Map(given.map(({ owner, factors }) => [owner, factors])),
    owners: given.map(({ owner }) => owner),
  };
}

function sharesOf({ election }: OpenElection, events: readonly LinkedEvent[]) {
  return events
    .filter(({ event }) => event.type === 'PartialDecryption')
    .map(({ records: [share, owned] }) => ({
      owner: known(parseOwned(owned?.text ?? '')).owner,
      factors: known(parsePartialDecryption(election, share?.text ?? '')).factors,
    }));
}

/** What a share of this owner is about. */
export function statementOf(
  { opened, keys, tally }: ClosedBoxRead,
  owner: number,
): DecryptionStatement {
  const key = keys[owner - 1];
  if (key === undefined) throw new RangeError(`there is no key ${owner}`);
  const { group, hash: electionHash } = opened;
  return { group, electionHash, publicKey: key.publicKey, tally };
}

function known<Value>(
  parsed:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly code: string },
): Value {
  if (!parsed.ok) throw new Error(`a record on the board is ${parsed.code}`);
  return parsed.value;
}
