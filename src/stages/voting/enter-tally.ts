import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { countTally } from '../../rules/count-tally.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import type { TallyVotes } from './counting-store.ts';
import { lockOwnEntry } from './entry-access.ts';
import { noRuleSheet } from './refusals.ts';
import { paperRulesOf } from './round-paper-rules.ts';

/**
 * Saves the totals of one batch from its tally sheet (正字); saving again replaces them until the
 * entry is finished.
 *
 * Refuses with `no-such-round`, `not-your-entry`, `already-done`, `wrong-method`, `no-rule-sheet`, and
 * with what no tally of these papers can be (`countTally`), at its field: found now, not when the whole
 * count is finished and the entries are closed.
 */
export function enterTally(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    meetingId: string;
    roundId: string;
    entryId: string;
    votes: TallyVotes;
    voidPapers: number;
  },
): Promise<Result<{ entryId: string }>> {
  return performAct(database, request, async (act) => {
    const own = await lockOwnEntry(act, input);
    if (!own.ok) return own;
    const { round, counting, batch, entry } = own.value;
    if (counting.method !== 'tally') {
      return refuse({
        code: 'wrong-method',
        message: '本次计票是逐张录入，不能只登记正字唱票数。',
      });
    }
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, input.meetingId);
    if (sheet === null) return refuse(noRuleSheet);
    const tally = { papers: batch.papers, void: input.voidPapers, votes: input.votes };
    const counted = countTally(paperRulesOf(round, sheet.document), tally);
    if (!counted.ok) return counted;
    const here = { congress_id: act.congressId, entry_id: entry.id };
    await act.transaction
      .deleteFrom('count.entry_tally')
      .where('congress_id', '=', here.congress_id)
      .where('entry_id', '=', here.entry_id)
      .execute();
    const rows = round.items.flatMap((item) =>
      Object.entries(input.votes[item.number] ?? {}).map(([option_code, votes]) => ({
        ...here,
        item_number: item.number,
        option_code,
        votes,
      })),
    );
    if (rows.length > 0)
      await act.transaction.insertInto('count.entry_tally').values(rows).execute();
    await act.transaction
      .updateTable('count.entry')
      .set({ tally_void: input.voidPapers })
      .where('congress_id', '=', here.congress_id)
      .where('id', '=', here.entry_id)
      .execute();
    act.record({
      event: 'tally-entered',
      subjects: { round: round.id, entry: entry.id, batch: batch.id },
      detail: { batch: batch.number, ordinal: entry.ordinal },
    });
    return ok({ entryId: entry.id });
  });
}
