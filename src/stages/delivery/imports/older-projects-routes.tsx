import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  AboutOlderProjects,
  EnteredProjects,
  OneOlderProject,
} from '../../../../views/delivery/import-fields.tsx';
import { ImportPage } from '../../../../views/parts/import-page.tsx';
import { candidateTemplate, readCandidateFile } from '../../../documents/index.ts';
import { longestTexts } from '../../../rules/project-text.ts';
import { ok, refuse } from '../../../rules/refusals.ts';
import { actRoute } from '../../../web/act-route.ts';
import {
  actFields,
  dayField,
  idField,
  optionalText,
  requiredText,
  wholeNumber,
} from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { freshImport, importRoutes, type ShownImport } from '../../../web/sheet-import.tsx';
import { type Attempt, formOf } from '../../../web/submit.ts';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { candidateRow } from '../../candidates/index.ts';
import { amountField } from '../progress/progress-forms.ts';
import { listProjects } from '../project-store.ts';
import { sentOf } from '../routes/sent.ts';
import { enterOlderProjects, judgeOlderYear, takenNumbers } from './older-projects.ts';
import { removeOlderProject } from './remove-older-project.ts';
import { renumberOlderProject } from './renumber-older-project.ts';

const about = {
  year: wholeNumber('年度', 2000, 2199),
  decided_on: dayField('确定日期'),
  state: z.enum(['underway', 'completed', 'accepted'], '请选择这些项目现在的状态。'),
  source: requiredText('请写明来源，如“2023年公告和台账”。', 200),
};
const remove = z.object({
  ...actFields,
  project_id: idField,
  reason: requiredText('请写明删除的原因。', 500),
});
const renumber = z.object({
  ...actFields,
  project_id: idField,
  number: wholeNumber('编号', 1, 999),
  reason: requiredText('请写明换号的原因。', 500),
});
const one = z.object({
  ...actFields,
  ...about,
  number: wholeNumber('编号', 1, 999),
  title: requiredText('请填写项目名称。', longestTexts.title),
  content: requiredText('请填写主要内容。', longestTexts.content),
  place: optionalText(longestTexts.place),
  total: amountField,
  department: optionalText(longestTexts.department),
  finish: optionalText(longestTexts.finish),
});

const path = '/c/:congress/imports/projects';

async function show(
  visit: Visit,
  attempt: Attempt | null,
  importing: ShownImport = freshImport(),
): Promise<Response> {
  const { congressHere } = visit;
  const all = await listProjects(visit.database, congressHere.id);
  const older = all.filter((project) => project.candidateId === null);
  const href = `/c/${congressHere.id}`;
  const state = { ...importing, form: { ...importing.form, scope: 'file' } };
  const here = path.replace('/c/:congress', href);
  const rendered = (
    <ImportPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href }}
      from={{ text: '民生实事项目', href: `${href}/projects` }}
      path={here}
      words={{ title: '录入往年项目', label: '项目文件', unit: '个' }}
      said="不在本程序里票决的项目，以来源中的文字为基线；每一页都注明来源。没有录入的进度显示“没有数据”。"
      state={state}
      fields={(form) => <AboutOlderProjects form={form} />}
    >
      <OneOlderProject
        path={here}
        form={{ ...formOf(attempt, 'enter-older-project'), scope: 'one' }}
        actId={randomUUID()}
      />
      <EnteredProjects
        path={here}
        sent={sentOf(attempt)}
        older={older.map((project) => ({
          ...{ id: project.id, year: project.year, number: project.number },
          ...{ title: project.voted.title, source: project.source },
          actIds: [randomUUID(), randomUUID()],
        }))}
      />
    </ImportPage>
  );
  return await visit.page(rendered, attempt?.status ?? importing.status);
}

function done(visit: Visit, { projects }: { readonly projects: number }): Response {
  const list = `/c/${visit.congressHere.id}/projects`;
  return visit.redirect(list, `已录入 ${projects} 个往年项目，并注明来源。`);
}

/** Projects of older years and other systems: from a spreadsheet, or one by hand. */
export const olderProjectsRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  ...importRoutes({
    ...{ kind: 'import-older-projects', path, ask: z.looseObject(about) },
    accept: z.object({ ...actFields, ...about, ...previewFields(candidateRow, 999) }),
    ...{ template: candidateTemplate, templateName: '往年项目模板.xlsx' },
    read: (_, bytes) => readCandidateFile(bytes),
    compare: async (visit, rows, { year }) => {
      const kept = await judgeOlderYear(visit.database, visit.congressHere.id, year);
      if (kept !== null) return refuse(kept);
      const all = await listProjects(visit.database, visit.congressHere.id);
      const own = all.filter((project) => project.year === year);
      const taken = takenNumbers(rows, new Set(own.map((project) => project.number)));
      if (taken !== null) return refuse(taken);
      const added = rows.map((row) => `${row.number} ${row.content.title}`);
      return ok({ added, changed: [], missing: [], unchanged: 0, fingerprint: '' });
    },
    run: (visit, request, value) =>
      enterOlderProjects(visit.database, request, {
        ...{ year: value.year, decidedOn: value.decided_on, state: value.state },
        source: `${value.source}（${value.file_name}）`.slice(0, 200),
        rows: value.rows,
      }),
    done,
    show: (visit, importing) => show(visit, null, importing),
  }),
  actRoute('enter-older-project', one, {
    ...{ path: `${path}/one`, access: clerks, done, again: show },
    run: (visit, request, value) =>
      enterOlderProjects(visit.database, request, {
        ...{ year: value.year, decidedOn: value.decided_on, state: value.state },
        source: value.source,
        rows: [{ number: value.number, content: contentOf(value) }],
      }),
  }),
  actRoute('renumber-older-project', renumber, {
    ...{ path: `${path}/renumber`, access: clerks, again: show },
    run: (visit, request, value) =>
      renumberOlderProject(visit.database, request, {
        ...{ projectId: value.project_id, number: value.number, reason: value.reason },
      }),
    done: (visit, { number }) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/imports/projects`,
        `已改为第 ${number} 号，原因已登记。`,
      ),
  }),
  actRoute('remove-older-project', remove, {
    ...{ path: `${path}/remove`, access: clerks, again: show },
    run: (visit, request, value) =>
      removeOlderProject(visit.database, request, {
        ...{ projectId: value.project_id, reason: value.reason },
      }),
    done: (visit) =>
      visit.redirect(`/c/${visit.congressHere.id}/imports/projects`, '已删除，原因已登记。'),
  }),
]);

function contentOf(value: z.output<typeof one>) {
  const { title, content, place, department, finish } = value;
  return {
    ...{ title, content, place, department, finish, totalTenThousandYuan: value.total },
    ...{ beneficiaries: null, funding: null, category: null },
  };
}
