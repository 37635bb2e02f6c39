import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { type Withdrawn, withdrawEntry, withdrawnOf } from '../../trail/withdraw-entry.ts';

/** A training or a suggestion as it was entered by hand. */
export interface EnteredEntry {
  readonly id: string;
  readonly kind: 'training' | 'suggestion';
  readonly day: string;
  readonly title: string;
  /** Who raised the suggestion, or how many took part in the training. */
  readonly who: string;
  readonly withdrawn: Withdrawn;
}

/** The newest trainings and suggestions that were entered, withdrawn ones too. */
export async function listEntered(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly EnteredEntry[]> {
  const { rows } = await sql<{
    id: string;
    kind: EnteredEntry['kind'];
    day: string;
    title: string;
    who: string;
    withdrawn_at: Date | null;
    withdrawn_reason: string | null;
  }>`
    select entered.id, entered.kind, entered.day, entered.title, entered.who,
           entered.withdrawn_at, entered.withdrawn_reason
      from (
        select training.id, 'training' as kind, training.happened_on::text as day, training.title,
               (select count(*)::text from people.training_deputy one
                 where one.congress_id = training.congress_id
                   and one.training_id = training.id) || '名代表' as who,
               training.withdrawn_at, training.withdrawn_reason, training.act_id
          from people.training training where training.congress_id = ${congressId}
        union all
        select suggestion.id, 'suggestion', suggestion.happened_on::text, suggestion.title,
               person.name, suggestion.withdrawn_at, suggestion.withdrawn_reason, suggestion.act_id
          from people.deputy_suggestion suggestion
          join people.person person on person.id = suggestion.person_id
         where suggestion.congress_id = ${congressId}) entered
      join record.act act on act.congress_id = ${congressId} and act.id = entered.act_id
     order by act.recorded_at desc, entered.id limit 100`.execute(database);
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, day: row.day, title: row.title, who: row.who },
    withdrawn: withdrawnOf(row),
  }));
}

const noSuchEntry: Refusal = {
  code: 'no-such-entry',
  message: '没有这条登记，或者已经撤回。请刷新页面查看。',
};

/**
 * Takes back a training or a suggestion that was entered wrongly: it counts in no service record any more.
 * Refuses with `no-such-entry` (none stands).
 */
export function withdrawEntered(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly kind: EnteredEntry['kind']; readonly id: string; readonly reason: string },
): Promise<Result<{ id: string }>> {
  return performAct(database, request, async (act) => {
    const { kind, id, reason } = input;
    const table = kind === 'training' ? 'people.training' : 'people.deputy_suggestion';
    const row = await act.transaction
      .selectFrom(table)
      .select(['title', 'happened_on'])
      .where('congress_id', '=', act.congressId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || !(await withdrawEntry(act, table, id, reason))) {
      return refuse(noSuchEntry);
    }
    act.record({
      event: 'service-entry-withdrawn',
      subjects: { [kind]: id },
      detail: {
        what: kind === 'training' ? '培训' : '建议',
        ...{ title: row.title, day: row.happened_on, reason },
      },
    });
    return ok({ id });
  });
}
