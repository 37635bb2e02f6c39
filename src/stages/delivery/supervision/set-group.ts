import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { assignRole, listDeputies } from '../../../people/index.ts';
import { changedSince, writtenMeanwhile } from '../../../rules/as-read.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';
import { lockProject } from '../worker.ts';

/**
 * Forms the supervision group (监督小组) of a project, or changes who is in it. Who leaves stays in the
 * record with the day; who joins gets the role `deputy`, so that a sign-in link can be made.
 *
 * Refuses, in order, with `no-such-project`, `project-over` (ended), `stale-form`, `not-a-deputy`, `leader-not-member`.
 */
export function setGroup(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly name: string;
    readonly memberIds: readonly string[];
    readonly leaderId: string;
    /** The mark of the group that the form showed: name, leader, members. */
    readonly asRead?: string | undefined;
  },
): Promise<Result<{ groupId: string; members: number }>> {
  return performAct(database, request, async (act) => {
    await lockProject(act, input.projectId);
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    if (project.state === 'ended') {
      const message = '项目已经终止，不再成立监督小组。';
      return refuse({ code: 'project-over', message });
    }
    if (changedSince(input.asRead, await groupTexts(act, input.projectId))) {
      return refuse(writtenMeanwhile);
    }
    const deputies = new Set(
      (await listDeputies(act.transaction, act.congressId, 'now')).map((one) => one.personId),
    );
    if (input.memberIds.length === 0 || input.memberIds.some((one) => !deputies.has(one))) {
      const message = '小组成员应是本级现任代表，至少一人。请从名单中勾选。';
      return refuse({ code: 'not-a-deputy', message, field: 'member' });
    }
    if (!input.memberIds.includes(input.leaderId)) {
      const message = '组长应是小组成员。请同时勾选组长。';
      return refuse({ code: 'leader-not-member', message, field: 'leader' });
    }
    const groupId = await currentGroup(act, input.projectId, input.name);
    await setMembers(act, groupId, input.memberIds, input.leaderId);
    act.record({
      event: 'supervision-group-set',
      subjects: { project: project.id, group: groupId },
      detail: { name: input.name, number: project.number, members: input.memberIds.length },
    });
    return ok({ groupId, members: input.memberIds.length });
  });
}

/** The group as its form shows it: name, leader, members; nothing where there is none. */
async function groupTexts(act: Act, projectId: string): Promise<readonly string[]> {
  const rows = await act.transaction
    .selectFrom('record.supervision_group as group')
    .leftJoin('people.supervision_member as member', (join) =>
      join
        .onRef('member.congress_id', '=', 'group.congress_id')
        .onRef('member.group_id', '=', 'group.id')
        .on('member.ends_on', 'is', null),
    )
    .select(['group.name', 'member.person_id', 'member.leader'])
    .where('group.congress_id', '=', act.congressId)
    .where('group.project_id', '=', projectId)
    .where('group.ends_on', 'is', null)
    .execute();
  const [first] = rows;
  if (first === undefined) return [];
  const leader = rows.find((one) => one.leader === true)?.person_id ?? '';
  return [first.name, leader, ...rows.flatMap((one) => one.person_id ?? []).sort()];
}

async function currentGroup(act: Act, projectId: string, name: string): Promise<string> {
  const changed = await act.transaction
    .updateTable('record.supervision_group')
    .set((column) => ({ name, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', projectId)
    .where('ends_on', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (changed !== undefined) return changed.id;
  const id = randomUUID();
  await act.transaction
    .insertInto('record.supervision_group')
    .values({
      ...{ congress_id: act.congressId, id, project_id: projectId, name, ends_on: null },
      act_id: act.id,
    })
    .execute();
  return id;
}

async function setMembers(
  act: Act,
  groupId: string,
  memberIds: readonly string[],
  leaderId: string,
): Promise<void> {
  const today = chinaDate(act.happenedAt);
  await act.transaction
    .updateTable('people.supervision_member')
    .set({ ends_on: today, leader: false })
    .where('congress_id', '=', act.congressId)
    .where('group_id', '=', groupId)
    .where('person_id', 'not in', [...memberIds])
    .where('ends_on', 'is', null)
    .execute();
  const staying = await act.transaction
    .updateTable('people.supervision_member')
    .set({ leader: sql<boolean>`person_id = ${leaderId}` })
    .where('congress_id', '=', act.congressId)
    .where('group_id', '=', groupId)
    .where('ends_on', 'is', null)
    .returning('person_id')
    .execute();
  const known = new Set(staying.map((row) => row.person_id));
  for (const personId of memberIds.filter((one) => !known.has(one))) {
    await assignRole(act, { personId, role: 'deputy', meetingId: null });
    await act.transaction
      .insertInto('people.supervision_member')
      .values({
        ...{ congress_id: act.congressId, group_id: groupId, person_id: personId },
        ...{ leader: personId === leaderId, starts_on: today, ends_on: null, act_id: act.id },
      })
      // Somebody who left today and comes back today is in the group as before.
      .onConflict((conflict) =>
        conflict
          .columns(['congress_id', 'group_id', 'person_id', 'starts_on'])
          .doUpdateSet({ ends_on: null, leader: personId === leaderId }),
      )
      .execute();
  }
}
