import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { type GradeCode, gradeNames } from '../../rules/grades.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { listProjects } from '../delivery/index.ts';
import { noSuchProject } from './refusals.ts';
import { judgedProjects } from './three-columns.ts';

/** An older judgement with the project that it is of. */
export interface OlderJudgement {
  readonly projectId: string;
  readonly number: number;
  readonly grade: GradeCode;
  readonly reason: string;
  readonly judgedOn: string;
}

/**
 * Enters judgements that the party committee gave without this program, each with its day and source. They are public
 * like those given here. Refuses, in order, with `no-such-project`, `number-repeated`, `in-the-future`, `already-done` (the
 * project has a judgement), `name-taken` (by an organisation that is no party committee).
 */
export function importJudgements(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly committee: string;
    readonly source: string;
    readonly fileName: string;
    readonly rows: readonly OlderJudgement[];
  },
): Promise<Result<{ projects: number }>> {
  return performAct(database, request, async (act) => {
    const { rows, committee, source } = input;
    const ids = rows.map((row) => row.projectId);
    const known = await listProjects(act.transaction, act.congressId);
    if (ids.some((id) => known.every((one) => one.id !== id))) return refuse(noSuchProject);
    if (new Set(ids).size !== ids.length) {
      return refuse({ code: 'number-repeated', message: '文件中有重复的编号，请改正后重新上传。' });
    }
    const early = rows.find((row) => row.judgedOn > chinaDate(act.recordedAt));
    if (early !== undefined) {
      const message = `第 ${early.number} 号的评价日期还没有到，请核对。`;
      return refuse({ code: 'in-the-future', message });
    }
    // Locked, so that of two at once the second sees the first one's judgements.
    await act.transaction
      .selectFrom('record.project')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', 'in', ids)
      .orderBy('id')
      .forUpdate()
      .execute();
    if ((await judgedProjects(act.transaction, act.congressId, ids)).size > 0) {
      return refuse(judgedAlready);
    }
    const organisationId = await committeeNamed(act, committee);
    if (organisationId === null) return refuse(nameTaken);
    await act.transaction
      .insertInto('record.party_judgement')
      .values(
        rows.map(({ projectId, grade, reason, judgedOn }) => ({
          ...{ congress_id: act.congressId, id: randomUUID(), act_id: act.id },
          ...{ project_id: projectId, organisation_id: organisationId, grade, reason, source },
          ...{ judged_on: judgedOn, published_at: act.recordedAt },
        })),
      )
      .execute();
    for (const { number, grade, projectId } of rows) {
      act.record({
        event: 'judgement-imported',
        subjects: { project: projectId },
        detail: { number, committee, grade: gradeNames[grade], source },
      });
    }
    return ok({ projects: rows.length });
  });
}

const judgedAlready: Refusal = {
  code: 'already-done',
  message: '有的项目已经有党委评价，没有导入任何内容。请重新上传文件，按预览的提示改正。',
};
const nameTaken: Refusal = {
  code: 'name-taken',
  message: '这个名称已经登记为承办单位，不能作为党委。请核对党委的名称。',
  field: 'committee',
};

/** The party committee of a congress, when it has exactly one. */
export async function committeeName(
  database: Kysely<Tables>,
  congressId: string,
): Promise<string | null> {
  const rows = await database
    .selectFrom('record.organisation')
    .select('name')
    .where('congress_id', '=', congressId)
    .where('kind', '=', 'party_committee')
    .execute();
  return rows.length === 1 ? (rows[0]?.name ?? null) : null;
}

/** The party committee of this name, entered where it is not there; null when another unit has the name. */
async function committeeNamed(act: Act, name: string): Promise<string | null> {
  const there = await act.transaction
    .selectFrom('record.organisation')
    .select(['id', 'kind'])
    .where('congress_id', '=', act.congressId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (there !== undefined) return there.kind === 'party_committee' ? there.id : null;
  const id = randomUUID();
  await act.transaction
    .insertInto('record.organisation')
    .values({ congress_id: act.congressId, id, kind: 'party_committee', name, act_id: act.id })
    .execute();
  act.record({ event: 'committee-added', subjects: { organisation: id }, detail: { name } });
  return id;
}
