import { parseTrustees } from '../../ballot/ceremony/trustees.ts';
import { parseCredentials } from '../../ballot/credentials-list.ts';
import { parseElection } from '../../ballot/election.ts';
import type { LinkedEvent } from '../../ballot/verify/check-chain.ts';
import type { ReadArchive } from '../../ballot/verify/verify-archive.ts';
import type { GroupId, Need } from './check-groups.ts';
import type { Ground } from './judge.ts';
import type { AskedOptions } from './messages.ts';

/** Finds what the checks of an archive can stand on, and which of them reads which record. */
export function groundOf(
  { isArchive, events }: ReadArchive,
  { fingerprint, plainBelenios }: AskedOptions,
): Ground {
  const has = new Set<Need>();
  const readBy = new Map<string, GroupId>();
  if (!isArchive) return { has, readBy };
  has.add('archive');
  if (fingerprint !== undefined) has.add('fingerprint');
  if (plainBelenios !== true) has.add('ours');
  for (const linked of events) {
    for (const need of needsMet(linked)) has.add(need);
    readersOf(linked).forEach((id, i) => {
      const record = linked.records[i];
      if (record !== undefined) readBy.set(record.name, id);
    });
  }
  return { has, readBy };
}

function needsMet({ event, records }: LinkedEvent): readonly Need[] {
  if (event.type === 'EndBallots') return ['closed'];
  if (event.type === 'EncryptedTally') return ['tally'];
  if (event.type === 'PartialDecryption') return ['shares'];
  if (event.type === 'Result') return ['result'];
  if (event.type !== 'Setup') return [];
  const [election, trustees, slips] = records;
  const met: Need[] = ['setup'];
  if (election !== undefined && parseElection(election.text).ok) met.push('election');
  if (trustees !== undefined && parseTrustees(trustees.text).ok) met.push('trustees');
  if (slips !== undefined && parseCredentials(slips.text).ok) met.push('slips');
  return met;
}

/** The check that reads each record which an event brings, in their order. */
function readersOf({ event: { type } }: LinkedEvent): readonly GroupId[] {
  if (type === 'Setup') return ['questions', 'keys', 'slips', 'chain'];
  if (type === 'Ballot') return ['ballots'];
  if (type === 'EncryptedTally') return ['tally', 'tally'];
  if (type === 'PartialDecryption') return ['shares', 'shares'];
  return type === 'Result' ? ['result'] : [];
}
