import type {
  BallotFound,
  BallotRound,
  BoxState,
  BoxStateAnswer,
  OpenRound,
} from '../../wire/ballot.ts';
import type { WireRefusal } from '../../wire/refusal.ts';
import { type Attempt, readAttempt } from './delivery.ts';
import { padBallot } from './pad-ballot.ts';

/** An answer of the ballot site, or its refusal. Thrown errors mean that nothing came back. */
export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: WireRefusal };

/** How long one call may take, in milliseconds: a slow network needs long for a ballot of 60 kB. */
const patience = 30_000;

/** The ballot site as a page calls it: without cookies, without anything kept. */
export interface Site {
  readonly round: () => Promise<Told<BallotRound>>;
  readonly state: () => Promise<BoxState | null>;
  readonly cast: (ballot: string) => Promise<Attempt>;
  /** The receipt of a ballot in the box; null when it is not there. */
  readonly find: (tracker: string) => Promise<string | null>;
  readonly countTest: () => Promise<void>;
}

/** Calls about one round. `ended` cuts whatever is under way. */
export function siteOf(uuid: string, ended: AbortSignal): Site {
  const call = (path: string, body?: string) => callSite(`/b/${uuid}/${path}`, ended, body);
  return {
    round: async () => {
      const { status, text } = await call('round');
      const answer: unknown = JSON.parse(text);
      // What matters of a round is checked: its text must have the hash that the slip carries.
      return status === 200
        ? { ok: true, value: answer as BallotRound }
        : { ok: false, refusal: answer as WireRefusal };
    },
    state: async () => {
      const { status, text } = await call('state');
      return status === 200 ? (JSON.parse(text) as BoxStateAnswer).state : null;
    },
    cast: async (ballot) => {
      const { status, text } = await call('ballots', padBallot(ballot));
      return readAttempt(status, text);
    },
    find: async (tracker) => {
      const { text } = await call('find', JSON.stringify({ tracker }));
      return (JSON.parse(text) as BallotFound).receipt;
    },
    countTest: async () => {
      await call('tests', '{}');
    },
  };
}

/** The rounds that a booth may be set to. */
export async function openRounds(ended: AbortSignal): Promise<readonly OpenRound[]> {
  const { text } = await callSite('/booth/rounds', ended);
  return (JSON.parse(text) as { rounds: readonly OpenRound[] }).rounds;
}

async function callSite(
  path: string,
  ended: AbortSignal,
  body?: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const cut = new AbortController();
  const late = setTimeout(() => cut.abort(), patience);
  const end = () => cut.abort();
  ended.addEventListener('abort', end);
  try {
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: cut.signal,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, text: await response.text() };
  } finally {
    clearTimeout(late);
    ended.removeEventListener('abort', end);
  }
}
