import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { lockOwnEntry } from './entry-access.ts';

/** Why a teller sets a whole paper aside, by code, in the words of the count report. */
export const voidReasons = {
  unreadable: '全部无法辨认',
  signed: '有署名或特殊记号',
  foreign: '不是本轮发出的选票',
  damaged: '损毁无法计票',
} as const;

export type VoidReason = keyof typeof voidReasons;

/**
 * Saves one paper of an entry; saving it again replaces it until the entry is finished. The answer
 * says which paper comes next, null when the batch is complete.
 *
 * Refuses with `no-such-round`, `not-your-entry`, `already-done`, `no-such-paper`, `unknown-mark`.
 */
export function enterPaper(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    meetingId: string;
    roundId: string;
    entryId: string;
    paperNumber: number;
    marks: Readonly<Record<string, string>>;
    voidReason: VoidReason | null;
  },
): Promise<Result<{ next: number | null }>> {
  return performAct(database, request, async (act) => {
    const own = await lockOwnEntry(act, input);
    if (!own.ok) return own;
    const { round, batch, entry } = own.value;
    const { paperNumber } = input;
    if (paperNumber < 1 || paperNumber > batch.papers) {
      return refuse({
        code: 'no-such-paper',
        message: `这一捆只有 ${batch.papers} 张，没有第 ${paperNumber} 张。`,
      });
    }
    const numbers = new Set(round.items.map((item) => String(item.number)));
    const codes = new Set(round.options.map((option) => option.code));
    for (const [number, code] of Object.entries(input.marks)) {
      if (!numbers.has(number) || !codes.has(code)) {
        return refuse({
          code: 'unknown-mark',
          message: '划票内容与本轮选票不符，请刷新页面重录。',
        });
      }
    }
    const row = {
      marks: JSON.stringify(input.voidReason === null ? input.marks : {}),
      void_reason: input.voidReason,
      act_id: act.id,
    };
    await act.transaction
      .insertInto('count.entry_paper')
      .values({
        congress_id: act.congressId,
        entry_id: entry.id,
        paper_number: paperNumber,
        ...row,
      })
      .onConflict((conflict) =>
        conflict.columns(['congress_id', 'entry_id', 'paper_number']).doUpdateSet(row),
      )
      .execute();
    const { ordinal } = entry;
    act.record({
      event: 'paper-entered',
      subjects: { round: round.id, entry: entry.id, paper: paperNumber },
      detail: { batch: batch.number, paper: paperNumber, ordinal },
    });
    act.touch(`round:${round.id}`);
    const entered = await act.transaction
      .selectFrom('count.entry_paper')
      .select('paper_number')
      .where('congress_id', '=', act.congressId)
      .where('entry_id', '=', entry.id)
      .execute();
    return ok({
      next: firstMissing(
        batch.papers,
        entered.map((paper) => paper.paper_number),
      ),
    });
  });
}

/** The lowest paper number that is not yet entered, null when all are. */
export function firstMissing(papers: number, entered: readonly number[]): number | null {
  const done = new Set(entered);
  for (let number = 1; number <= papers; number += 1) if (!done.has(number)) return number;
  return null;
}
