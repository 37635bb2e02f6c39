import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { mayReadProject, worksOnProject } from '../project-page.ts';
import { loadProject, loadProjectByPlate } from '../project-store.ts';
import { readersAndDepartments } from '../routes/access.ts';
import { loadPhotoBytes } from './photo-store.ts';

function answer(visit: Visit, bytes: Uint8Array | null): Response | Promise<Response> {
  if (bytes === null) return visit.context.notFound();
  const response = visit.file(bytes, 'image/jpeg', '照片.jpg', 'inline');
  // A photo never changes under its id, but it may be taken down: no browser keeps showing it for long.
  response.headers.set('cache-control', 'private, max-age=600');
  return response;
}

async function showToEveryone(visit: Visit): Promise<Response> {
  const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
  if (project === null) return visit.context.notFound();
  const { congressId, id } = project;
  return await answer(
    visit,
    await loadPhotoBytes(visit.database, congressId, id, visit.param('photo'), 'everyone'),
  );
}

async function showToReaders(visit: Visit): Promise<Response> {
  const [project, photo] = [visit.param('project'), visit.param('photo')];
  const { database, congressHere } = visit;
  const found = await loadProject(database, congressHere.id, project);
  if (found === null || !(await mayReadProject(visit, project))) return visit.context.notFound();
  // What was taken down is looked at by those alone who may put it back.
  const reach = worksOnProject(visit, found) ? 'workers' : 'staff';
  return await answer(
    visit,
    await loadPhotoBytes(database, congressHere.id, project, photo, reach),
  );
}

/** Photos of a project: all of them for those who work there, the published ones for everyone. */
export const photoRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/projects/:project/photos/:photo',
    site: 'staff',
    access: readersAndDepartments,
    handle: showToReaders,
  },
  {
    method: 'GET',
    path: '/plate/:plateText/photos/:photo',
    site: 'public',
    access: { kind: 'anyone' },
    handle: showToEveryone,
  },
]);
