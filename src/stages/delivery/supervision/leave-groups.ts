import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** A group that loses members when a term ends, and whom it loses. */
export interface LosingGroup {
  readonly groupId: string;
  readonly projectId: string;
  readonly name: string;
  readonly leaving: readonly string[];
  readonly staying: number;
}

/** The groups of a congress that some people are members of now, with who would leave each. */
export async function listLosingGroups(
  database: Kysely<Tables>,
  congressId: string,
  personIds: readonly string[],
): Promise<readonly LosingGroup[]> {
  const rows = await database
    .selectFrom('record.supervision_group as group')
    .innerJoin('people.supervision_member as member', (join) =>
      join
        .onRef('member.congress_id', '=', 'group.congress_id')
        .onRef('member.group_id', '=', 'group.id'),
    )
    .innerJoin('people.person as person', 'person.id', 'member.person_id')
    .select(['group.id', 'group.project_id', 'group.name', 'member.person_id'])
    .select('person.name as member')
    .where('group.congress_id', '=', congressId)
    .where('group.ends_on', 'is', null)
    .where('member.ends_on', 'is', null)
    .orderBy('group.name')
    .orderBy('person.name')
    .execute();
  const leaving = new Set(personIds);
  return [...new Set(rows.map((row) => row.id))].flatMap((groupId) => {
    const members = rows.filter((row) => row.id === groupId);
    const [first] = members;
    const going = members.filter((row) => leaving.has(row.person_id));
    if (first === undefined || going.length === 0) return [];
    return [
      {
        ...{ groupId, projectId: first.project_id, name: first.name },
        ...{ leaving: going.map((row) => row.member), staying: members.length - going.length },
      },
    ];
  });
}

/** Takes some people out of their groups on a day; who was a member before that stays in the record. */
export async function leaveGroups(
  act: Act,
  personIds: readonly string[],
  day: string,
): Promise<void> {
  if (personIds.length === 0) return;
  await act.transaction
    .updateTable('people.supervision_member')
    .set({ ends_on: day, leader: false })
    .where('congress_id', '=', act.congressId)
    .where('person_id', 'in', [...personIds])
    .where('ends_on', 'is', null)
    .execute();
}
