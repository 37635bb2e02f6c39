import type { Kysely } from 'kysely';
import type { Assets } from '../../views/layout.tsx';
import type { Tables } from '../database/tables.ts';
import type { BuiltPage } from './ballot-site/pages.ts';

/** Tells a listener whenever a topic changes; returns how to stop. */
export type Subscribe = (listener: (topic: string) => void) => () => void;

/**
 * Checks one ballot by itself, outside the server's own thread: its tracker and public credential, or the
 * first thing that does not hold, or `busy`.
 */
export type VerifyBallot = (
  electionJson: string,
  ballotJson: string,
) => Promise<
  | { readonly ok: true; readonly tracker: string; readonly credential: string }
  | { readonly ok: false; readonly code: string; readonly message: string }
>;

/** What the electronic ballots need from outside. */
export interface BallotDependencies {
  /** The address that slips and QR codes carry, such as `https://ballot.example.cn`. */
  readonly origin: string;
  /** The self-contained pages by name. */
  readonly pages: ReadonlyMap<string, BuiltPage>;
  /** Where the server's secret keys of rounds lie, outside the database. */
  readonly keyFolder: string;
  /** A second place for them; null where none is named. */
  readonly keyCopyFolder: string | null;
  readonly verifyBallot: VerifyBallot;
}

/** Everything that the application needs from outside; `buildApp` does no I/O of its own. */
export interface Dependencies {
  readonly database: Kysely<Tables>;
  readonly assets: Assets;
  readonly now: () => Date;
  readonly subscribe: Subscribe;
  /** Security and failure log: one line each, never a secret, a name or a ballot. */
  readonly log: (line: string) => void;
  /** Bytes of a built asset by its file name, null when there is none. */
  readonly readAsset: (name: string) => Promise<{ bytes: Uint8Array; type: string } | null>;
  /** The address that links and QR codes are built from, such as `https://piaojue.example.cn`. */
  readonly origin: string;
  /** True when users reach us by HTTPS: decides the cookie's name and attributes. */
  readonly secure: boolean;
  /** True behind a proxy that sets X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** So many days after a matter is closed the words and phones of residents are erased. */
  readonly residentWordsDays: number;
  readonly ballot: BallotDependencies;
  /** Marks every page of a rehearsal or demo. */
  readonly occasion: 'real' | 'rehearsal' | 'demo';
}
