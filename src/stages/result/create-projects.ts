import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { planDueOn } from '../../rules/review-settings.ts';
import type { Act } from '../../trail/perform-act.ts';
import { candidateContent } from '../candidates/index.ts';
import { loadReviewSettings } from '../meeting/index.ts';
import { writeProject } from './write-project.ts';

/**
 * Makes a project (正式项目) of each candidate that these rounds adopted and that is none yet. Its baseline
 * is the very version that was voted on. Returns how many were made; asked again it makes none.
 *
 * Refuses with `number-taken` where an older project, entered by hand, stands under such a number.
 */
export async function createProjects(
  act: Act,
  meetingId: string,
  roundIds: readonly string[],
  decidedOn: string,
): Promise<Result<number>> {
  const adopted = await adoptedWithoutProject(act, roundIds);
  const taken = await takenByOlder(act, adopted);
  if (taken !== null) return refuse(taken);
  const settings = await loadReviewSettings(act.transaction, act.congressId, meetingId);
  for (const one of adopted) {
    const content = candidateContent.parse(one.content);
    const { candidate_id: candidateId, round_id: roundId, version_id: versionId } = one;
    const projectId = await writeProject(act, {
      ...{ yearId: one.year_id, number: one.number, state: 'adopted', decidedOn, content },
      ...{ vote: { candidateId, roundId, versionId } },
      planDueOn: planDueOn(decidedOn, settings),
    });
    act.record({
      event: 'project-created',
      subjects: { project: projectId, candidate: candidateId, hash: one.content_hash },
      detail: { number: one.number, title: content.title },
    });
  }
  return ok(adopted.length);
}

async function takenByOlder(
  act: Act,
  adopted: readonly { readonly year_id: string; readonly number: number }[],
): Promise<Refusal | null> {
  const [first] = adopted;
  if (first === undefined) return null;
  const rows = await act.transaction
    .selectFrom('record.project')
    .select('number')
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', first.year_id)
    .where(
      'number',
      'in',
      adopted.map((one) => one.number),
    )
    .where('candidate_id', 'is', null)
    .orderBy('number')
    .execute();
  if (rows.length === 0) return null;
  const numbers = rows.map((one) => one.number).join('、');
  return {
    code: 'number-taken',
    message: `这一年有录入的往年项目占用了编号 ${numbers}。请先到“录入往年项目”页给它们换一个编号（写明原因），再公告。`,
    href: `/c/${act.congressId}/imports/projects`,
  };
}

/**
 * Ends the projects of these rounds whose candidate a recount no longer adopts: they stay readable, with
 * the correction as the reason. Returns how many there were.
 */
export async function endProjectsNoLongerAdopted(
  act: Act,
  roundIds: readonly string[],
): Promise<number> {
  const fallen = await act.transaction
    .selectFrom('record.project as project')
    .innerJoin('record.candidate_fate as fate', (join) =>
      join
        .onRef('fate.congress_id', '=', 'project.congress_id')
        .onRef('fate.round_id', '=', 'project.round_id')
        .onRef('fate.candidate_id', '=', 'project.candidate_id'),
    )
    .select(['project.id', 'project.number'])
    .where('project.congress_id', '=', act.congressId)
    .where('project.round_id', 'in', [...roundIds])
    .where('project.state', '<>', 'ended')
    .where('fate.fate', '<>', 'adopted')
    .orderBy('project.number')
    .execute();
  for (const one of fallen) {
    await act.transaction
      .updateTable('record.project')
      .set((column) => ({ state: 'ended', version: column('version', '+', 1) }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', one.id)
      .execute();
    act.record({
      event: 'project-not-adopted',
      subjects: { project: one.id },
      detail: { number: one.number },
    });
  }
  return fallen.length;
}

async function adoptedWithoutProject(act: Act, roundIds: readonly string[]) {
  return await act.transaction
    .selectFrom('record.candidate_fate as fate')
    .innerJoin('record.candidate as candidate', (join) =>
      join
        .onRef('candidate.congress_id', '=', 'fate.congress_id')
        .onRef('candidate.id', '=', 'fate.candidate_id'),
    )
    .innerJoin('record.round_item as item', (join) =>
      join
        .onRef('item.congress_id', '=', 'fate.congress_id')
        .onRef('item.round_id', '=', 'fate.round_id'),
    )
    .innerJoin('record.candidate_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'item.congress_id')
        .onRef('version.id', '=', 'item.candidate_version_id')
        .onRef('version.candidate_id', '=', 'candidate.id'),
    )
    .leftJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'candidate.congress_id')
        .onRef('project.candidate_id', '=', 'candidate.id'),
    )
    .select(['candidate.id as candidate_id', 'candidate.year_id', 'candidate.number'])
    .select(['fate.round_id', 'version.id as version_id', 'version.content'])
    .select('version.content_hash')
    .where('fate.congress_id', '=', act.congressId)
    .where('fate.round_id', 'in', [...roundIds])
    .where('fate.fate', '=', 'adopted')
    .where('project.id', 'is', null)
    .orderBy('candidate.number')
    .execute();
}
