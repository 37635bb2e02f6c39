import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { KeysChapter } from '../../../rules/rule-sheet/document.ts';
import { loadMeetingRuleSheet } from '../../meeting/index.ts';
import type { Round } from '../round-store.ts';

/**
 * What the rule sheet says of keys and slips. A round gets an electronic channel only from a sheet that
 * regulates them, and opens only under the same version, so one that does not is a programming error.
 */
export async function keysChapterOf(database: Kysely<Tables>, round: Round): Promise<KeysChapter> {
  const sheet = await loadMeetingRuleSheet(database, round.congressId, round.meetingId);
  const keys = sheet?.document.keys;
  if (keys === undefined) throw new Error('an electronic round without rules for its slips');
  return keys;
}
