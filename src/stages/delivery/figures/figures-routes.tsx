import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FiguresPage, type FiguresYear } from '../../../../views/delivery/figures-page.tsx';
import { channels, originKinds, statesWhenVoted } from '../../../rules/procedure-figures.ts';
import {
  actFields,
  dayField,
  idField,
  optionalNumber,
  requiredText,
  wholeNumber,
} from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listCandidates } from '../../candidates/index.ts';
import { enterFigures, enterOrigins } from './enter-figures.ts';
import {
  listFigureYears,
  loadFigures,
  loadOrigins,
  type ProcedureFigures,
} from './figures-store.ts';

const optionalDay = (label: string) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .pipe(z.union([z.literal('').transform(() => null), dayField(label)]));

const source = requiredText('请写明数字的来源，如“2024年征集工作台账”。', 200);
const count = optionalNumber('条数', 0, 1_000_000);

const figuresForm = z.object({
  ...actFields,
  year: wholeNumber('年度', 2000, 2199),
  version: optionalNumber('版本', 1, 1_000_000),
  starts_on: optionalDay('征集开始日期'),
  ends_on: optionalDay('征集结束日期'),
  notice_on: optionalDay('公示日期'),
  papers_on: optionalDay('材料送达日期'),
  minuted: z.enum(['', 'yes', 'no']).optional(),
  plan_published_on: optionalDay('计划公布日期'),
  source,
  ...{ online: count, phone: count, post: count, in_person: count, deputies: count },
  ...{ station: count, gathering: count, departments: count, other: count },
});

const originsForm = z.looseObject({ ...actFields, year_id: idField, source });

function minutedText(minuted: boolean | null): string {
  if (minuted === null) return '';
  return minuted ? 'yes' : 'no';
}

function typedFigures(year: number, figures: ProcedureFigures | null): Record<string, string> {
  if (figures === null) return { year: String(year) };
  return {
    ...{ year: String(year), starts_on: figures.solicitationStartsOn ?? '' },
    ...{ ends_on: figures.solicitationEndsOn ?? '', notice_on: figures.noticeOn ?? '' },
    ...{ papers_on: figures.papersOn ?? '', minuted: minutedText(figures.deliberationMinuted) },
    ...{ plan_published_on: figures.planPublishedOn ?? '', source: figures.source },
    ...Object.fromEntries([...figures.channels].map(([key, value]) => [key, String(value)])),
  };
}

async function describe(visit: Visit, yearId: string, year: number): Promise<FiguresYear> {
  const { database, congressHere } = visit;
  const [figures, origins, candidates] = await Promise.all([
    loadFigures(database, congressHere.id, yearId),
    loadOrigins(database, congressHere.id, yearId),
    listCandidates(database, congressHere.id, yearId),
  ]);
  return {
    ...{ id: yearId, year, version: figures?.version ?? null },
    typed: typedFigures(year, figures),
    originsSource: [...origins.values()][0]?.source ?? '',
    candidates: candidates
      .filter((one) => one.state !== 'withdrawn')
      .map((one) => {
        const known = origins.get(one.id);
        return {
          ...{ id: one.id, number: one.number, title: one.content.title },
          kinds: (known?.kinds ?? []).join(' '),
          suggestions: known?.suggestions == null ? '' : String(known.suggestions),
          state: known?.stateWhenVoted ?? 'unknown',
        };
      }),
  };
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const years = await listFigureYears(database, congressHere.id);
  const asked = Number(visit.query('year') || attempt?.form.typed.year || 0);
  const askedId = attempt?.form.typed.year_id ?? null;
  const chosen = years.find((one) => one.year === asked || one.id === askedId) ?? null;
  const rendered = (
    <FiguresPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      clerk={visit.holds('clerk')}
      years={years.map((one) => ({ year: one.year, source: one.source }))}
      chosen={chosen === null ? null : await describe(visit, chosen.id, chosen.year)}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? { typed: {}, refusals: [] } }}
      words={{ channels, originKinds, statesWhenVoted }}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function contentOf(value: z.output<typeof figuresForm>) {
  return {
    ...{ solicitationStartsOn: value.starts_on, solicitationEndsOn: value.ends_on },
    ...{ noticeOn: value.notice_on, papersOn: value.papers_on, source: value.source },
    planPublishedOn: value.plan_published_on,
    deliberationMinuted:
      value.minuted === undefined || value.minuted === '' ? null : value.minuted === 'yes',
    channels: channels.flatMap(([channel]) => {
      const suggestions = value[channel];
      return suggestions === null ? [] : [{ channel, suggestions }];
    }),
  };
}

/** The lines of the form of origins, one for each candidate that it names. */
function originsOf(value: z.output<typeof originsForm>) {
  const fields: Readonly<Record<string, unknown>> = value;
  const ids = Object.keys(fields).flatMap(
    (name) => /^state-([0-9a-f-]{36})$/.exec(name)?.[1] ?? [],
  );
  return ids.map((candidateId) => {
    const chosen = [fields[`kinds-${candidateId}`]].flat();
    const suggestions = Number(fields[`suggestions-${candidateId}`] || Number.NaN);
    const whole = Number.isInteger(suggestions) && suggestions >= 0 && suggestions < 1_000_000;
    return {
      candidateId,
      kinds: originKinds.map(([kind]) => kind).filter((kind) => chosen.includes(kind)),
      suggestions: whole ? suggestions : null,
      stateWhenVoted:
        statesWhenVoted.find(([code]) => code === fields[`state-${candidateId}`])?.[0] ?? 'unknown',
    };
  });
}

const path = '/c/:congress/figures';

/** Figures of years for which the program holds no record of its own. */
export const figuresRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-figures', figuresForm, {
        run: (request, value) =>
          enterFigures(visit.database, request, {
            ...{ year: value.year, version: value.version, content: contentOf(value) },
          }),
        done: (_, { year }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/figures?year=${year}`,
            `已保存 ${year} 年的数字，并注明来源。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/origins`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-origins', originsForm, {
        run: (request, value) =>
          enterOrigins(visit.database, request, {
            ...{ yearId: value.year_id, source: value.source, origins: originsOf(value) },
          }),
        done: ({ candidates }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/figures`,
            `已保存 ${candidates} 个候选项目的来源。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
