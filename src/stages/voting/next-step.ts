import { livesPaper } from './electronic-channel.ts';
import type { Round } from './round-store.ts';

/** The one thing that a round waits for. */
export type NextStep =
  | 'print-papers'
  | 'open-round'
  | 'issue-papers'
  | 'close-round'
  | 'return-papers'
  | 'begin-count'
  | 'count'
  | 'opening'
  | 'result'
  | 'none';

/** What comes next for a round, from its own state and that of its papers. */
export function nextStepOf(round: Round, counting: boolean): NextStep {
  switch (round.state) {
    case 'draft':
      return 'print-papers';
    case 'ready':
      return 'open-round';
    case 'open':
      return round.paper?.state === 'issuing' ? 'issue-papers' : 'close-round';
    case 'closed':
      if (livesPaper(round) && round.paper?.state === 'issued') return 'return-papers';
      if (!livesPaper(round) || round.paper?.state === 'counted') return 'opening';
      return counting ? 'count' : 'begin-count';
    case 'reopened':
    case 'recounted':
      return 'count';
    case 'counted':
    case 'certified':
    case 'declared':
    case 'announced':
    case 'void':
      return round.outcome === null ? 'none' : 'result';
    default:
      return 'none';
  }
}
