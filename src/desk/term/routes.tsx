import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EndTermPage } from '../../../views/desk/end-term-page.tsx';
import { listDeputies, listTerms, standingTerm } from '../../people/index.ts';
import { listLosingGroups, listProjects } from '../../stages/delivery/index.ts';
import { actRoute } from '../../web/act-route.ts';
import { actFields, dayField } from '../../web/forms.ts';
import { clerks, declareRoutes } from '../../web/route.ts';
import { type Attempt, formOf } from '../../web/submit.ts';
import type { Visit } from '../../web/visit.ts';
import { endTerm, listLeaving } from './end-term.ts';

const end = z.object({ ...actFields, ends_on: dayField('届满日期') });

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const termId = visit.param('term');
  const terms = await listTerms(database, congressHere.id);
  const term = terms.find((one) => one.id === termId);
  if (term === undefined) return visit.context.notFound();
  const standing = await standingTerm(database, congressHere.id);
  const [leaving, deputies, projects] = await Promise.all([
    listLeaving(database, congressHere.id, termId),
    listDeputies(database, congressHere.id, 'now'),
    listProjects(database, congressHere.id),
  ]);
  const groups = await listLosingGroups(database, congressHere.id, leaving.personIds);
  const names = new Set(deputies.map((one) => one.name));
  const after = terms.find((one) => one.id === standing)?.starts_on ?? '';
  const page = (
    <EndTermPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      path={`/c/${congressHere.id}/terms/${termId}/end`}
      number={term.number}
      ended={term.ends_on}
      stands={standing === termId}
      deputies={leaving.personIds.length}
      accounts={leaving.assignmentIds.length}
      groups={groups.map((one) => {
        const project = projects.find((each) => each.id === one.projectId);
        return {
          ...{ name: one.name, staying: one.staying },
          project: project === undefined ? '' : `${project.number}．${project.voted.title}`,
          href: `/c/${congressHere.id}/projects/${one.projectId}/supervision`,
          leaving: one.leaving.map((name) => ({ name, again: names.has(name) })),
        };
      })}
      form={formOf(attempt, 'end-term', { ends_on: after })}
      actId={randomUUID()}
    />
  );
  return await visit.page(page, attempt?.status ?? 200);
}

const path = '/c/:congress/terms/:term/end';

/** The end of a former term, with what has to be set up anew for the next one. */
export const termRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  actRoute('end-term', end, {
    ...{ path, access: clerks, again: show },
    run: (visit, request, value) =>
      endTerm(visit.database, request, { termId: visit.param('term'), endsOn: value.ends_on }),
    done: (visit, { roles, groups }) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/people`,
        `已结束这一届：${roles}个代表账号停用，${groups}个监督小组要重新确定成员。`,
      ),
  }),
]);
