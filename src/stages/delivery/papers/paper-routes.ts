import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { matterOfAnswer } from '../opinions/opinion-store.ts';
import { mayReadMatter, mayReadProject } from '../project-page.ts';
import { loadProjectByPlate } from '../project-store.ts';
import { loadRectificationOfAnswer } from '../rectification/rectification-store.ts';
import { isUnitOf, readersAndDepartments } from '../routes/access.ts';
import { projectsOfEntry } from '../supervision/supervision-store.ts';
import { loadPaper } from './paper-store.ts';

type Paper = NonNullable<Awaited<ReturnType<typeof loadPaper>>>;

function answer(visit: Visit, paper: Paper): Response {
  const way = paper.mediaType === 'image/jpeg' ? 'inline' : 'attachment';
  return visit.file(paper.bytes, paper.mediaType, paper.fileName, way);
}

/** Whether the viewer may read the entry that a paper belongs to; what may be seen of it holds for its papers. */
async function mayRead(visit: Visit, { kind, entryId }: Paper): Promise<boolean> {
  const { database, congressHere } = visit;
  // Papers of a rectification's answers are asked for at their answer, by both sides of it.
  if (kind === 'rectification_answer') return false;
  if (kind === 'opinion_answer') {
    const matter = await matterOfAnswer(database, congressHere.id, entryId);
    return matter !== null && (await mayReadOf(visit, matter));
  }
  for (const projectId of await projectsOfEntry(database, congressHere.id, entryId)) {
    if (await mayReadProject(visit, projectId)) return true;
  }
  return false;
}

async function mayReadOf(
  visit: Visit,
  matter: { readonly unitId: string | null; readonly projectId: string | null },
): Promise<boolean> {
  return isUnitOf(visit, matter.unitId) || (await mayReadMatter(visit, matter.projectId));
}

async function showToStaff(visit: Visit): Promise<Response> {
  const paper = await loadPaper(visit.database, visit.congressHere.id, visit.param('paper'));
  if (paper === null || !(await mayRead(visit, paper))) return await visit.context.notFound();
  return answer(visit, paper);
}

/** A paper of a rectification's answer, which stands with the unit's congress, for both sides of it. */
async function showOfAnswer(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const asked = visit.param('answer');
  const of = await loadRectificationOfAnswer(database, asked);
  const sides = [of?.issuerId, of?.unitCongressId];
  if (of === null || !sides.includes(congressHere.id) || !(await mayReadOf(visit, of))) {
    return await visit.context.notFound();
  }
  const paper = await loadPaper(database, of.unitCongressId, visit.param('paper'));
  if (paper?.entryId !== asked) return await visit.context.notFound();
  return answer(visit, paper);
}

async function showToEveryone(visit: Visit): Promise<Response> {
  const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
  const paper =
    project === null
      ? null
      : await loadPaper(visit.database, project.congressId, visit.param('paper'));
  if (project === null || paper === null || !paper.published) {
    return await visit.context.notFound();
  }
  const about = await projectsOfEntry(visit.database, project.congressId, paper.entryId);
  return about.includes(project.id) ? answer(visit, paper) : await visit.context.notFound();
}

/** Papers of what is entered in supervision: seen by whoever sees the entry, by everyone where published. */
export const paperRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/papers/:paper',
    site: 'staff',
    access: readersAndDepartments,
    handle: showToStaff,
  },
  {
    method: 'GET',
    path: '/c/:congress/rectification-answers/:answer/papers/:paper',
    site: 'staff',
    access: readersAndDepartments,
    handle: showOfAnswer,
  },
  {
    method: 'GET',
    path: '/plate/:plateText/papers/:paper',
    site: 'public',
    access: { kind: 'anyone' },
    handle: showToEveryone,
  },
]);
