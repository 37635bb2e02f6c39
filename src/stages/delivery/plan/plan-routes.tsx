import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PlanPage } from '../../../../views/delivery/plan-page.tsx';
import { besideStanding } from '../../../../views/parts/beside.tsx';
import { planLines } from '../../../documents/index.ts';
import { type Refusal, refuse } from '../../../rules/refusals.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listDepartments } from '../organisation-store.ts';
import {
  loadProjectPage,
  projectPath,
  projectWorkers,
  workerOf,
  worksOnProject,
} from '../project-page.ts';
import { notYourProject } from '../refusals.ts';
import { type DepartmentChoice, enterPlan } from './enter-plan.ts';
import { planFields, planForm, readPlan, typedPlan } from './plan-form.ts';
import { loadPlan } from './plan-store.ts';
import { publishPlan } from './publish-plan.ts';

const publish = z.object({
  ...actFields,
  where: requiredText('请写明在哪里公布，如“镇政府网站”和网址。', 200),
});

const noDepartment: Refusal = {
  code: 'no-such-department',
  message: '请选择承办单位；名单里没有的，填写新承办单位的名称。',
  field: 'department',
};

/** The congress of the path and those above it. */
function congressesOf(visit: Visit): readonly string[] {
  return [visit.congressHere.id, ...visit.congressHere.ancestorIds];
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const mayEdit = worksOnProject(visit, project);
  if (!mayEdit && attempt === null) visit.noteRefusals([notYourProject]);
  const [plan, departments] = await Promise.all([
    loadPlan(visit.database, visit.congressHere.id, project.id),
    listDepartments(visit.database, visit.congressHere),
  ]);
  const voted = project.departmentId === null ? project.voted.department : null;
  const known = departments.find((one) => one.name === voted);
  const proposed = {
    department: project.departmentId ?? known?.id ?? '',
    new_department: known === undefined ? (voted ?? '') : '',
    goal: project.voted.content,
    starts_on: chinaDate(visit.now),
  };
  const fresh =
    plan === null ? proposed : { ...typedPlan(plan), department: project.departmentId ?? '' };
  const names = Object.fromEntries(departments.map((one) => [one.id, one.name]));
  const rendered = (
    <PlanPage
      frame={visit.frame()}
      page={page}
      form={besideStanding(formOf(attempt, 'enter-plan', fresh), fresh, planFields(names))}
      publishForm={formOf(attempt, 'publish-plan')}
      version={project.version}
      actIds={[randomUUID(), randomUUID()]}
      lines={planLines}
      departments={departments
        .filter((one) => page.clerk || one.id === project.departmentId)
        .map((one) => ({
          value: one.id,
          text: one.congressId === project.congressId ? one.name : `${one.name}（${one.place}）`,
        }))}
      mayEdit={mayEdit}
      total={project.voted.totalTenThousandYuan}
      standing={
        plan === null ? null : { number: plan.number, published: plan.publishedAt !== null }
      }
    />
  );
  const status = attempt?.status ?? (mayEdit ? 200 : 403);
  return await visit.page(rendered, status);
}

function departmentOf(chosen: string | undefined, named: string | null): DepartmentChoice | null {
  if (named !== null) return { id: null, name: named };
  return chosen === undefined || chosen === '' ? null : { id: chosen, name: null };
}

const path = '/c/:congress/projects/:project/plan';

/** The implementation plan of a project: entering it, and its publication. */
export const planRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: projectWorkers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: projectWorkers,
    handle: (visit) =>
      submit(visit, 'enter-plan', planForm, {
        run: async (request, value) => {
          const content = readPlan(value);
          if (!content.ok) return content;
          const department = departmentOf(value.department, value.new_department);
          if (department === null) return refuse(noDepartment);
          return await enterPlan(visit.database, request, {
            ...{ projectId: visit.param('project'), version: value.version },
            ...{ worker: workerOf(visit), congressIds: congressesOf(visit) },
            ...{ department, content: content.value },
          });
        },
        done: () =>
          visit.redirect(`${projectPath(visit)}/plan`, '已保存实施计划，公布后群众可见。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/publish`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'publish-plan', publish, {
        run: (request, value) =>
          publishPlan(visit.database, request, {
            ...{ projectId: visit.param('project'), where: value.where },
          }),
        done: () => visit.redirect(`${projectPath(visit)}#plan`, '已公布实施计划。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
