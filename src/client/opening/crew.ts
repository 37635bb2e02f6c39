import type { CheckedBallot } from '../../ballot/check-ballot.ts';
import type { Answers, Question } from './messages.ts';

declare const WORKER_SOURCE: string;

/** A worker that answers one question after the other. */
interface Hand {
  ask<Kind extends Question['kind']>(
    question: Extract<Question, { readonly kind: Kind }>,
  ): Promise<Answers[Kind]>;
}

/** The workers of the page: one that inspects, and as many as the device has cores for the ballots. */
export interface Crew extends Hand {
  /** Checks ballots on all workers; `progress` is told how many are done. */
  readonly checkBallots: (
    election: string,
    ballots: readonly string[],
    progress: (done: number) => void,
  ) => Promise<readonly CheckedBallot[]>;
}

/** Ballots that a worker is given at a time. */
const portion = 3;

function hire(): Hand {
  const source = new Blob([WORKER_SOURCE], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(source));
  let last: Promise<unknown> = Promise.resolve();
  const put = <Kind extends Question['kind']>(question: Question) =>
    new Promise<Answers[Kind]>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Answers[Kind]>) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(question);
    });
  return {
    ask: <Kind extends Question['kind']>(
      question: Extract<Question, { readonly kind: Kind }>,
    ): Promise<Answers[Kind]> => {
      const asked = last.then(() => put<Kind>(question));
      last = asked.catch(() => undefined);
      return asked;
    },
  };
}

/** Starts the workers. */
export function startCrew(): Crew {
  const cores = Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), 8);
  const hands = Array.from({ length: cores }, hire);
  const [first = hire()] = hands;
  return {
    ask: (question) => first.ask(question),
    checkBallots: async (election, ballots, progress) => {
      const checked: CheckedBallot[] = [];
      let next = 0;
      const work = async (hand: Hand) => {
        while (next < ballots.length) {
          const mine = ballots.slice(next, next + portion);
          next += mine.length;
          checked.push(...(await hand.ask({ kind: 'ballots', election, ballots: mine })));
          progress(checked.length);
        }
      };
      await Promise.all(hands.map(work));
      return checked;
    },
  };
}
