import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../rules/as-read.ts';
import { type GradeCode, gradeNames } from '../../rules/grades.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { loadProject } from '../delivery/index.ts';
import { noSuchProject } from './refusals.ts';

/** The party committee's one graded judgement of a project, with its reason. */
export interface NewJudgement {
  readonly projectId: string;
  /** The party committee that judges (`record.organisation`). */
  readonly organisationId: string;
  readonly grade: GradeCode;
  readonly reason: string;
  /** The mark of the judgement that the form showed: grade and reason. */
  readonly asRead?: string | undefined;
}

const noCommittee: Refusal = {
  code: 'no-party-committee',
  message: '您的账号没有对应的党委，不能评价。请系统管理员在“人员与角色”中补上所属单位。',
};

const ended: Refusal = {
  code: 'project-ended',
  message: '这个项目已经决定终止，不再评价。',
};

/**
 * Records the judgement and makes it public; an earlier one is superseded and stays in the record.
 *
 * Refuses, in order, with `no-party-committee`, `no-such-project`, `project-ended`, `stale-form`.
 */
export function judgeProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewJudgement,
): Promise<Result<{ judgementId: string }>> {
  return performAct(database, request, async (act) => {
    const committee = await act.transaction
      .selectFrom('record.organisation')
      .select('name')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', input.organisationId)
      .where('kind', '=', 'party_committee')
      .executeTakeFirst();
    if (committee === undefined) return refuse(noCommittee);
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    if (project.state === 'ended') return refuse(ended);
    // Two judgements at once: the second waits here and replaces the first.
    await act.transaction
      .selectFrom('record.project')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', input.projectId)
      .forUpdate()
      .execute();
    const standing = await act.transaction
      .selectFrom('record.party_judgement')
      .select(['grade', 'reason'])
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', input.projectId)
      .where('superseded', '=', false)
      .executeTakeFirst();
    if (changedSince(input.asRead, [standing?.grade ?? null, standing?.reason ?? null])) {
      return refuse(writtenMeanwhile);
    }
    const superseded = await act.transaction
      .updateTable('record.party_judgement')
      .set({ superseded: true })
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', input.projectId)
      .where('superseded', '=', false)
      .executeTakeFirst();
    const judgementId = randomUUID();
    await act.transaction
      .insertInto('record.party_judgement')
      .values({
        ...{ congress_id: act.congressId, id: judgementId, act_id: act.id },
        ...{ project_id: input.projectId, organisation_id: input.organisationId },
        ...{ grade: input.grade, reason: input.reason, judged_on: chinaDate(act.happenedAt) },
        published_at: act.recordedAt,
      })
      .execute();
    act.record({
      event: 'project-judged',
      subjects: { project: input.projectId, judgement: judgementId },
      detail: {
        ...{ committee: committee.name, number: project.number, title: project.voted.title },
        ...{ grade: gradeNames[input.grade], reason: input.reason },
        again: superseded.numUpdatedRows > 0n ? '改为' : '为',
      },
    });
    act.touch(`project:${input.projectId}`);
    return ok({ judgementId });
  });
}
