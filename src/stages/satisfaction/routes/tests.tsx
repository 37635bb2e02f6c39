import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NewTestPage } from '../../../../views/satisfaction/new-test-page.tsx';
import { actFields } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listProjects, projectStateNames } from '../../delivery/index.ts';
import { loadMeetingPage, loadMeetingRuleSheet, meetingPath } from '../../meeting/index.ts';
import { createTest, type TestedProject } from '../create-test.ts';

const create = z.looseObject({
  ...actFields,
  projects: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat())),
});

/** The sub-items that were typed for a project, one a line. */
function partsOf(typed: unknown): readonly string[] {
  if (typeof typed !== 'string') return [];
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(0, 120));
}

function testedOf(value: z.output<typeof create>): readonly TestedProject[] {
  return value.projects.map((projectId) => ({
    projectId,
    parts: partsOf(value[`parts-${projectId}`]),
  }));
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const sheet = await loadMeetingRuleSheet(database, congressHere.id, meeting.id);
  const projects = (await listProjects(database, congressHere.id)).filter(
    (project) => project.state !== 'ended',
  );
  const newest = projects[0]?.year ?? null;
  const fresh = projects.filter((one) => one.year === newest).map((one) => one.id);
  return await visit.page(
    <NewTestPage
      frame={visit.frame()}
      page={page}
      form={formOf(attempt, 'create-test', { projects: fresh.join(' ') })}
      byParts={sheet?.document.satisfaction?.testedUnit === 'part'}
      regulated={sheet?.document.satisfaction !== undefined}
      projects={projects.map((project) => ({
        id: project.id,
        year: project.year,
        number: project.number,
        title: project.voted.title,
        state: projectStateNames[project.state],
      }))}
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

const path = '/c/:congress/m/:meeting/tests';

/** Where the clerk creates a satisfaction test in a meeting. */
export const testRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { sitting } = await loadMeetingPage(visit);
      return await submit(visit, 'create-test', create, {
        run: (request, value) =>
          createTest(visit.database, request, {
            meetingId: visit.param('meeting'),
            sittingId: sitting?.id ?? '',
            projects: testedOf(value),
          }),
        done: ({ roundId }) =>
          visit.redirect(`${meetingPath(visit)}/r/${roundId}`, '已建立，请校对并印制测评票。'),
        again: (attempt) => show(visit, attempt),
      });
    },
  },
]);
