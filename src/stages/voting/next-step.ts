import { livesElectronic, livesPaper } from './electronic-channel.ts';
import type { Round } from './round-store.ts';

/** The one thing that a round waits for. `electronic`: a step of the card of its electronic ballots. */
export type NextStep =
  | 'print-papers'
  | 'electronic'
  | 'open-round'
  | 'issue-papers'
  | 'close-round'
  | 'return-papers'
  | 'begin-count'
  | 'count'
  | 'opening'
  | 'result'
  | 'none';

/** What comes next for a round, from its own state and that of its channels. Papers go first. */
export function nextStepOf(round: Round, counting: boolean): NextStep {
  const papers = livesPaper(round) ? round.paper?.state : undefined;
  const electronic = livesElectronic(round) ? round.electronic?.state : undefined;
  switch (round.state) {
    case 'draft':
      return papers === 'preparing' ? 'print-papers' : 'electronic';
    case 'ready':
      return 'open-round';
    case 'open':
      if (papers === 'issuing') return 'issue-papers';
      return electronic === 'issuing' ? 'electronic' : 'close-round';
    case 'closed':
      if (papers === 'issued') return 'return-papers';
      if (papers === undefined || papers === 'counted') return 'opening';
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
