import type { BallotReceived } from './ballot-worker.ts';
import { createPool, threadsOfMachine } from './create-pool.ts';
import type { BallotVerdict } from './verdict.ts';

/** Checks ballots as they come in, without holding up the server's own thread. */
export interface BallotVerifier {
  /**
   * Checks one ballot by itself: form, election, credential in the group, signature, every proof. Whether
   * its slip is on the list and unused is the caller's to ask. Refuses with `busy` when too many wait.
   * Throws when the election cannot be read, which is a programming error.
   */
  readonly verify: (electionJson: string, ballotJson: string) => Promise<BallotVerdict>;
  /** Answers what was asked already, then ends the threads. */
  readonly close: () => Promise<void>;
}

/** How many threads check, and how many ballots may wait for them. */
export interface BallotVerifierOptions {
  /** As many as the machine has cores, when it is not given. */
  readonly threads?: number;
  /** Ballots that may wait besides those being checked; each is some 50 kB and 0.1 s of work. */
  readonly mostWaiting?: number;
}

const busy: BallotVerdict = {
  ok: false,
  code: 'busy',
  message: '此刻投票的人太多，服务器还没有收下这张选票。请不要关闭页面，稍后会自动重新发送。',
};

/** Starts the threads; each opens an election at its first ballot and keeps it open. */
export function createBallotVerifier({
  threads = threadsOfMachine(),
  mostWaiting = 500,
}: BallotVerifierOptions = {}): BallotVerifier {
  const pool = createPool<BallotReceived, BallotVerdict>('judge', threads);
  let asked = 0;
  return {
    verify: async (election, ballot) => {
      if (asked >= threads + mostWaiting) return busy;
      asked += 1;
      try {
        return await pool.run({ election, ballot });
      } finally {
        asked -= 1;
      }
    },
    close: () => pool.close(),
  };
}
