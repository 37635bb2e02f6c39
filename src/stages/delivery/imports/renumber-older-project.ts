import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';

const votedHere: Refusal = {
  code: 'voted-here',
  message: '这个项目是在本系统票决的，编号以票决时为准，不能换。只有录入的往年项目可以换号。',
};

/**
 * Gives a project that was entered as an older one another number of its year, with the reason in the trail: an
 * announcement is refused while it holds the number of a candidate. What was frozen before keeps the former
 * number. Refuses with `no-such-project`, `voted-here`, `nothing-changed`, `number-taken`.
 */
export function renumberOlderProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly number: number; readonly reason: string },
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const { number, reason } = input;
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    if (project.candidateId !== null || project.source === 'kept here') return refuse(votedHere);
    if (project.number === number) {
      const message = `它本来就是第 ${number} 号，没有改动。`;
      return refuse({ code: 'nothing-changed', message, field: 'number' });
    }
    const takenBy = await holderOf(act, project.yearId, number);
    if (takenBy !== null)
      return refuse({ code: 'number-taken', message: takenBy, field: 'number' });
    await act.transaction
      .updateTable('record.project')
      .set((column) => ({ number, version: column('version', '+', 1) }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', project.id)
      .execute();
    act.record({
      event: 'older-project-renumbered',
      subjects: { project: project.id },
      detail: {
        ...{ year: project.year, title: project.voted.title },
        ...{ from: project.number, to: number, reason },
      },
    });
    return ok({ number });
  });
}

/** What holds a number of a year already, in words: a project, or a candidate that may become one. */
async function holderOf(act: Act, yearId: string, number: number): Promise<string | null> {
  for (const [table, name] of [
    ['record.project', '项目'],
    ['record.candidate', '候选项目'],
  ] as const) {
    const held = await act.transaction
      .selectFrom(table)
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('year_id', '=', yearId)
      .where('number', '=', number)
      .limit(1)
      .executeTakeFirst();
    if (held !== undefined) return `${number} 已经是别的${name}的编号，请换一个。`;
  }
  return null;
}
