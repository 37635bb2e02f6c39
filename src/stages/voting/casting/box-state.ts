import type { ElectronicState } from '../../../rules/electronic-channel.ts';
import type { RoundState } from '../../../rules/lifecycle.ts';
import type { BoxState } from '../../../wire/ballot.ts';

/**
 * Where the box stands, from the states of the round and of its electronic channel. Null while the set-up
 * is not sealed: nobody may be shown such a round.
 */
export function boxStateOf(round: RoundState, channel: ElectronicState): BoxState | null {
  if (round === 'void' || round === 'cancelled' || channel === 'void') return 'void';
  if (channel === 'preparing' || channel === 'keyed' || channel === 'slips') return null;
  if (channel === 'sealed' || channel === 'issuing') return 'waiting';
  if (channel === 'casting' && round === 'open') return 'open';
  if (channel === 'casting' && round === 'interrupted') return 'interrupted';
  return 'closed';
}
