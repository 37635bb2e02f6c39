import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { freshForm } from '../../../../views/parts/fields.tsx';
import { ResidentDeskPage } from '../../../../views/satisfaction/resident-desk-page.tsx';
import { gradeNames } from '../../../rules/grades.ts';
import { ok } from '../../../rules/refusals.ts';
import { holdReasonNames } from '../../../rules/resident-ratings.ts';
import { actRoute } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  actFields,
  dayField,
  idField,
  optionalText,
  reasonField,
  requiredText,
} from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listProjects } from '../../delivery/index.ts';
import {
  discardRatings,
  handleProblem,
  listComments,
  listHeldRatings,
  listProblems,
  releaseRatings,
} from '../residents/desk.ts';
import { erasedNames, eraseResident } from '../residents/erase-words.ts';

/** What the clerk found about held-back ratings: counted, or left out. */
const lookedInto = z.object({
  ...actFields,
  project_id: idField,
  rated_on: dayField('日期'),
  reason: requiredText('请写明核对的情况。', 300),
});
const handle = z.object({
  ...actFields,
  problem_id: idField,
  way: z.enum(['answered', 'handed_over', 'declined'], '请选择怎样办理。'),
  answer: requiredText('请写明给反映人的答复。', 1000),
  opinion: optionalText(2000),
});
const erase = z.object({
  ...actFields,
  what: z.enum(['phone', 'words', 'comment'], '表单不完整，请刷新页面后再试。'),
  id: idField,
  reason: reasonField('请写明删除的原因。'),
});

const path = '/c/:congress/residents';
const pathOf = (visit: Visit) => `/c/${visit.congressHere.id}/residents`;

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const [projects, held, comments, problems] = await Promise.all([
    listProjects(database, congressHere.id),
    listHeldRatings(database, congressHere.id),
    listComments(database, congressHere.id, chinaDate(visit.now)),
    listProblems(database, congressHere.id),
  ]);
  const nameOf = (projectId: string) => {
    const project = projects.find((one) => one.id === projectId);
    return `${project?.year ?? ''} 年第 ${project?.number ?? ''} 号 ${project?.voted.title ?? ''}`;
  };
  return await visit.page(
    <ResidentDeskPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      path={pathOf(visit)}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? freshForm() }}
      held={held.map((one) => ({
        ...{ projectId: one.projectId, project: nameOf(one.projectId), day: one.ratedOn },
        ...{ count: one.count, reason: holdReasonNames[one.reason] },
      }))}
      comments={comments.map((one) => ({
        ...{ project: nameOf(one.projectId), grade: gradeNames[one.grade], text: one.comment },
        id: one.id,
      }))}
      problems={problems.map((one) => ({ ...one, project: nameOf(one.projectId) }))}
      keptDays={visit.dependencies.residentWordsDays}
      actId={randomUUID}
    />,
    attempt?.status ?? 200,
  );
}

/** What the clerk does with what residents sent. */
export const residentDeskRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  actRoute('release-ratings', lookedInto, {
    ...{ path: `${path}/release`, access: clerks },
    run: (visit, request, value) =>
      releaseRatings(visit.database, request, {
        ...{ projectId: value.project_id, ratedOn: value.rated_on, reason: value.reason },
      }),
    done: (visit, { released }) => visit.redirect(pathOf(visit), `已计入 ${released} 份评价。`),
    again: show,
  }),
  actRoute('discard-ratings', lookedInto, {
    ...{ path: `${path}/discard`, access: clerks },
    run: (visit, request, value) =>
      discardRatings(visit.database, request, {
        ...{ projectId: value.project_id, ratedOn: value.rated_on, reason: value.reason },
      }),
    done: (visit, { discarded }) =>
      visit.redirect(pathOf(visit), `${discarded} 份评价不计入，份数向公众列出。`),
    again: show,
  }),
  actRoute('erase-resident', erase, {
    ...{ path: `${path}/erase`, access: clerks },
    run: async (visit, request, { what, id, reason }) => {
      const done = await eraseResident(visit.database, request, { what, id, reason });
      return done.ok ? ok({ what }) : done;
    },
    done: (visit, { what }) =>
      visit.redirect(pathOf(visit), `已删除${erasedNames[what]}，不能恢复。`),
    again: show,
  }),
  {
    method: 'POST',
    path: `${path}/handle`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'handle-problem', handle, {
        run: (request, value) =>
          handleProblem(visit.database, request, {
            ...{ problemId: value.problem_id, way: value.way, answer: value.answer },
            opinion: value.opinion,
          }),
        done: () => visit.redirect(pathOf(visit), '已办理，反映人凭回执码可以看到。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
