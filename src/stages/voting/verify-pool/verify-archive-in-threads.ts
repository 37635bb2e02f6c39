import { parseElection } from '../../../ballot/election.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { ballotsOf, type CheckedElsewhere } from '../../../ballot/verify/check-ballots.ts';
import {
  type ReadArchive,
  readArchive,
  type Verification,
  type VerifyOptions,
  verifyReadArchive,
} from '../../../ballot/verify/verify-archive.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';
import type { BallotsArchived, checkEach } from './ballot-worker.ts';
import { createPool, threadsOfMachine } from './create-pool.ts';

/** What a verification in threads is given besides the archive. */
export interface ThreadedVerifyOptions
  extends Omit<VerifyOptions, 'exponentiate' | 'group' | 'checkedElsewhere'> {
  /** As many as the machine has cores, when it is not given; with one, no thread is started. */
  readonly threads?: number;
}

/** Fewer ballots are checked sooner than threads are started. */
const fewestForThreads = 8;

/** Ballots that a thread is given at a time: enough to keep it busy, few enough to end together. */
const portion = 8;

/**
 * Verifies a whole election as `verifyArchive` does, with the same answer: ballots by threads, all
 * else here, powers by OpenSSL.
 */
export async function verifyArchiveInThreads(
  bytes: Uint8Array,
  { threads = threadsOfMachine(), ...options }: ThreadedVerifyOptions = {},
): Promise<Verification> {
  const archive = readArchive(bytes);
  const work = threads === 1 ? null : ballotsToCheck(archive);
  const exponentiate = createOpensslExponentiate();
  if (work === null || work.ballots.length < fewestForThreads) {
    const group = createGroup(exponentiate, { manyPowers: true });
    return verifyReadArchive(archive, { ...options, group });
  }
  const checkedElsewhere = await checkInThreads(work, threads);
  return verifyReadArchive(archive, { ...options, exponentiate, checkedElsewhere });
}

/** The ballots with their election; null when no election can be read, so that none can be checked. */
function ballotsToCheck({ events }: ReadArchive): BallotsArchived | null {
  const [election] = events.find(({ event }) => event.type === 'Setup')?.records ?? [];
  if (election === undefined || !parseElection(election.text).ok) return null;
  return { election: election.text, ballots: ballotsOf(events).map(({ json }) => json) };
}

async function checkInThreads(
  { election, ballots }: BallotsArchived,
  threads: number,
): Promise<CheckedElsewhere> {
  const pool = createPool<BallotsArchived, ReturnType<typeof checkEach>>('checkEach', threads);
  try {
    const portions = Array.from({ length: Math.ceil(ballots.length / portion) }, (_, i) =>
      pool.run({ election, ballots: ballots.slice(i * portion, (i + 1) * portion) }),
    );
    const checked = (await Promise.all(portions)).flat();
    return new Map(checked.map((one) => [one.tracker, one]));
  } finally {
    await pool.destroy();
  }
}
