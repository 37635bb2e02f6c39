import type { Refusal } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** A deputy who is not in the group of a project plans nothing for it. */
export const notInGroup: Refusal = {
  code: 'not-in-group',
  message: '您不在这个项目的监督小组里。请联系工作人员调整小组。',
};

/** The people who are in the group of a project now. */
export async function membersOf(act: Act, projectId: string): Promise<ReadonlySet<string>> {
  const rows = await members(act, projectId).execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Whether whoever acts leads the group of a project. */
export async function leadsGroup(act: Act, projectId: string): Promise<boolean> {
  const leader = await members(act, projectId).where('member.leader', '=', true).executeTakeFirst();
  return leader !== undefined && leader.person_id === act.personId;
}

function members(act: Act, projectId: string) {
  return act.transaction
    .selectFrom('people.supervision_member as member')
    .innerJoin('record.supervision_group as group', (join) =>
      join
        .onRef('group.congress_id', '=', 'member.congress_id')
        .onRef('group.id', '=', 'member.group_id'),
    )
    .select('member.person_id')
    .where('member.congress_id', '=', act.congressId)
    .where('group.project_id', '=', projectId)
    .where('group.ends_on', 'is', null)
    .where('member.ends_on', 'is', null);
}
