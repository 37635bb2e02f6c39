import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ExplainPage } from '../../../../views/delivery/explain-page.tsx';
import { besideStanding } from '../../../../views/parts/beside.tsx';
import { explanatoryFields, longestTexts, votedFields } from '../../../rules/project-text.ts';
import {
  actFields,
  keptText,
  optionalText,
  requiredText,
  versionField,
} from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadProjectPage, projectPath } from '../project-page.ts';
import { explainProject } from './explain-project.ts';

/** A voted field is no part of the form; one that is sent all the same is compared, never taken. */
const votedField = z.string().max(4000).transform(keptText).optional();

const explain = z.object({
  ...actFields,
  version: versionField,
  beneficiaries: optionalText(longestTexts.beneficiaries),
  funding: optionalText(longestTexts.funding),
  background: optionalText(longestTexts.background),
  reason: requiredText('请写明补充或修改的原因。', 500),
  ...{ title: votedField, content: votedField, quantity: votedField, unit: votedField },
  ...{ place: votedField, totalTenThousandYuan: votedField, finish: votedField },
  ...{ department: votedField, category: votedField },
});

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const standing = Object.fromEntries(
    explanatoryFields.map(([key]) => [key, project.explanatory[key] ?? '']),
  );
  const rendered = (
    <ExplainPage
      frame={visit.frame()}
      page={page}
      form={besideStanding(
        formOf(attempt, 'explain-project', standing),
        standing,
        explanatoryFields,
      )}
      version={project.version}
      actId={randomUUID()}
      voted={votedFields
        .map(([key, label]) => [label, project.voted[key] ?? ''] as const)
        .filter(([, value]) => value !== '')}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const path = '/c/:congress/projects/:project/text';

/** The explanatory part of a project's text. */
export const textRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'explain-project', explain, {
        run: (request, value) => {
          const { beneficiaries, funding, background, version, reason } = value;
          return explainProject(visit.database, request, {
            ...{ projectId: visit.param('project'), version, reason },
            explanatory: { beneficiaries, funding, background },
            voted: Object.fromEntries(
              votedFields.flatMap(([key]) => (value[key] === undefined ? [] : [[key, value[key]]])),
            ),
          });
        },
        done: () => visit.redirect(projectPath(visit), '已保存为新的一版，原来的文字保留。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
