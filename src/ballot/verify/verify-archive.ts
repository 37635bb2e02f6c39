import { parseTrustees, type Trustee } from '../ceremony/trustees.ts';
import { type ListedCredential, parseCredentials } from '../credentials-list.ts';
import { type OpenElection, openElection } from '../election.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { createGroup, type Exponentiate, type Group } from '../group/group.ts';
import type { Totals } from '../tally/result.ts';
import { parseStrongProofs, type StrongProofs } from '../tally/strong-proofs.ts';
import { type CheckedElsewhere, checkBallotList, checkBallots } from './check-ballots.ts';
import { checkChain, type LinkedEvent } from './check-chain.ts';
import { checkContainer } from './check-container.ts';
import { checkDecryptions } from './check-decryptions.ts';
import { checkOrder, type Stage } from './check-order.ts';
import { checkResult } from './check-result.ts';
import { checkFingerprint, checkQuestions, checkSlips, checkTrustees } from './check-setup.ts';
import { checkTally, computeOwnTally } from './check-tally.ts';
import { type Failure, failure } from './failure.ts';

/** What a verification is given besides the archive. */
export interface VerifyOptions {
  /** Text of the side file `<uuid>.proofs.json`. */
  readonly strongProofs?: string;
  /** Whether it is other people's election: older forms, weights, re-votes, no strong proofs. */
  readonly plainBelenios?: boolean;
  /** The twelve characters that were read out. */
  readonly fingerprint?: string;
  /** How far the round must have come; everything opened when it is not given. */
  readonly stage?: Stage;
  /** A faster way to raise to powers. */
  readonly exponentiate?: Exponentiate;
  /** A whole group instead, for callers that remember powers. */
  readonly group?: Group;
  /** Ballots that other threads have checked already. */
  readonly checkedElsewhere?: CheckedElsewhere;
}

/** What a verification found. Everything holds when `failures` is empty. */
export interface Verification {
  /** False when the file is no archive at all. */
  readonly isArchive: boolean;
  readonly failures: readonly Failure[];
  readonly warnings: readonly Failure[];
  /** What the archive says, as far as it could be read. */
  readonly report: Report;
}

/** What a reader wants to see of an election that was verified. */
export interface Report {
  readonly uuid: string | null;
  readonly name: string | null;
  /** Twelve characters of the Setup event's hash. */
  readonly fingerprint: string | null;
  readonly slips: number;
  /** Trackers of the ballots that count. */
  readonly trackers: readonly string[];
  /** The totals that we opened ourselves from the shares. */
  readonly totals: Totals | null;
}

/**
 * Verifies a whole election (§3.5) and everything that the reference leaves out. Gives all failures
 * with their places; checks that need something unreadable are left out, which is itself a failure.
 */
export function verifyArchive(bytes: Uint8Array, options: VerifyOptions = {}): Verification {
  return verifyReadArchive(readArchive(bytes), options);
}

/** An archive as far as it could be read, with checks 1 and 2. */
export interface ReadArchive {
  readonly isArchive: boolean;
  readonly events: readonly LinkedEvent[];
  readonly failures: readonly Failure[];
}

/** The first part of a verification: the container and the chain. */
export function readArchive(bytes: Uint8Array): ReadArchive {
  const { isArchive, records, failures } = checkContainer(bytes);
  const chain = checkChain(records);
  return { isArchive, events: chain.events, failures: [...failures, ...chain.failures] };
}

/** The second part: everything else, for callers that had the ballots checked elsewhere. */
export function verifyReadArchive(archive: ReadArchive, options: VerifyOptions): Verification {
  const stage = options.stage ?? 'tallied';
  const plain = options.plainBelenios === true;
  const { isArchive, events } = archive;
  const failures = [...archive.failures];
  if (isArchive) failures.push(...checkOrder(events, stage));
  const setup = openSetup(events, options.group ?? createGroup(options.exponentiate));
  failures.push(...setup.failures);
  const fingerprint = setup.hash === null ? null : fingerprintOf(setup.hash);
  if (setup.hash !== null && options.fingerprint !== undefined) {
    failures.push(...checkFingerprint(setup.hash, options.fingerprint));
  }
  const report: Report = {
    uuid: setup.election?.election.uuid ?? null,
    name: setup.election?.election.name ?? null,
    fingerprint,
    slips: setup.slips?.length ?? 0,
    trackers: [],
    totals: null,
  };
  if (setup.election === null) return { isArchive, failures, warnings: [], report };
  const votes = checkVotes(setup.election, setup, events, options, stage, plain);
  return {
    isArchive,
    failures: [...failures, ...votes.failures],
    warnings: votes.warnings,
    report: { ...report, trackers: votes.trackers, totals: votes.totals },
  };
}

interface OpenedSetup {
  readonly hash: string | null;
  readonly election: OpenElection | null;
  readonly trustees: readonly Trustee[] | null;
  readonly slips: readonly ListedCredential[] | null;
  readonly names: readonly string[];
  readonly failures: readonly Failure[];
}

/** Reads what the Setup event brings; a record that is missing was reported with the chain. */
function openSetup(events: readonly LinkedEvent[], group: Group): OpenedSetup {
  const found = events.find(({ event }) => event.type === 'Setup');
  const [electionRecord, trusteesRecord, slipsRecord] = found?.records ?? [];
  const failures: Failure[] = [];
  const read = <Value>(
    record: { readonly name: string; readonly text: string } | undefined,
    reader: (
      text: string,
    ) => { ok: true; value: Value } | { ok: false; code: Failure['code']; path: string },
  ): Value | null => {
    if (record === undefined) return null;
    const parsed = reader(record.text);
    if (parsed.ok) return parsed.value;
    failures.push(failure(parsed.code, { record: record.name, path: parsed.path }));
    return null;
  };
  return {
    hash: found?.hash ?? null,
    election: read(electionRecord, (text) => openElection(text, group)),
    trustees: read(trusteesRecord, parseTrustees),
    slips: read(slipsRecord, parseCredentials),
    names: [electionRecord, trusteesRecord, slipsRecord].map((record) => record?.name ?? ''),
    failures,
  };
}

interface Votes {
  readonly failures: readonly Failure[];
  readonly warnings: readonly Failure[];
  readonly trackers: readonly string[];
  readonly totals: Totals | null;
}

function checkVotes(
  opened: OpenElection,
  setup: OpenedSetup,
  events: readonly LinkedEvent[],
  options: VerifyOptions,
  stage: Stage,
  plain: boolean,
): Votes {
  const { group, election } = opened;
  const [electionName = '', trusteesName = '', slipsName = ''] = setup.names;
  const slips = setup.slips ?? [];
  const failures = checkSlips(group, slips, plain, { record: slipsName });
  if (!plain) failures.push(...checkQuestions(election, { record: electionName }));
  if (setup.trustees !== null) {
    const place = { record: trusteesName };
    failures.push(...checkTrustees(group, election, setup.trustees, plain, place));
  }
  const ballots = checkBallots(opened, events, options.checkedElsewhere ?? new Map());
  const ballotList = checkBallotList(ballots.cast, slips, plain);
  const own = computeOwnTally(group, election, ballotList.counted, slips);
  failures.push(...ballots.failures, ...ballotList.failures);
  failures.push(...checkTally(own, ballotList.counted.length, events));
  const warnings = [...ballotList.warnings];
  const side = readSideFile(opened, options, plain);
  failures.push(...side.failures);
  if (side.strong === null) warnings.push(failure('total-weakly-proven'));
  const trackers = ballotList.counted.map(({ tracker }) => tracker);
  if (setup.trustees === null) return { failures, warnings, trackers, totals: null };
  const decryptions = checkDecryptions(opened, setup.trustees, own.tally, events, side.strong);
  failures.push(...decryptions.failures);
  const due = stage === 'tallied' || events.some(({ event }) => event.type === 'Result');
  if (!due) return { failures, warnings, trackers, totals: null };
  const result = checkResult(opened, setup.trustees, own, decryptions.shares, events);
  failures.push(...result.failures);
  return { failures, warnings, trackers, totals: result.totals };
}

/** The strong proofs; null in a plain verification that was given none. */
function readSideFile(
  { election }: OpenElection,
  { strongProofs }: VerifyOptions,
  plain: boolean,
): { readonly strong: readonly StrongProofs[] | null; readonly failures: readonly Failure[] } {
  if (strongProofs === undefined) return { strong: plain ? null : [], failures: [] };
  const parsed = parseStrongProofs(election, strongProofs);
  if (parsed.ok) return { strong: parsed.value, failures: [] };
  const place = { record: `${election.uuid}.proofs.json`, path: parsed.path };
  return { strong: [], failures: [failure(parsed.code, place)] };
}
