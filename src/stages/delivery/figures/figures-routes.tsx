import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FiguresPage, type FiguresYear } from '../../../../views/delivery/figures-page.tsx';
import { changeInWords } from '../../../rules/figure-changes.ts';
import { channels, originKinds, statesWhenVoted } from '../../../rules/procedure-figures.ts';
import { chinaDateTime } from '../../../web/china-time.ts';
import {
  actFields,
  dayField,
  idField,
  optionalNumber,
  optionalText,
  requiredText,
  wholeNumber,
} from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listCandidates } from '../../candidates/index.ts';
import { enterFigures } from './enter-figures.ts';
import { enterOrigins } from './enter-origins.ts';
import { listFigureChanges, originsVersion } from './figure-history.ts';
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
const count = optionalNumber('条数', 0, 999_999);
const reason = optionalText(500);

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
  ...{ source, reason },
  ...{ online: count, phone: count, post: count, in_person: count, deputies: count },
  ...{ station: count, gathering: count, departments: count, other: count },
});

const idOfLine = /^state-([0-9a-f-]{36})$/;

/** One candidate's line of the form of origins; what cannot be read is a fault at its field, never "no data". */
function originLine(
  fields: Readonly<Record<string, unknown>>,
  candidateId: string,
  fault: (field: string, message: string) => void,
) {
  const kinds = z
    .array(z.enum(originKinds.map(([kind]) => kind)))
    .safeParse([fields[`kinds-${candidateId}`] ?? []].flat());
  const suggestions = count.safeParse(fields[`suggestions-${candidateId}`]);
  const state = z
    .enum(statesWhenVoted.map(([code]) => code))
    .safeParse(fields[`state-${candidateId}`]);
  if (!kinds.success) fault(`kinds-${candidateId}`, '请在所列的几项中勾选由谁提出。');
  if (!suggestions.success) {
    fault(`suggestions-${candidateId}`, '条数应填 0 到 999999 之间的整数；没有记录的留空。');
  }
  if (!state.success) fault(`state-${candidateId}`, '请选择票决时的状态。');
  const line = {
    ...{ candidateId, kinds: kinds.data ?? [], suggestions: suggestions.data ?? null },
    stateWhenVoted: state.data ?? ('unknown' as const),
  };
  const said = line.suggestions !== null || line.stateWhenVoted !== 'unknown';
  if (kinds.success && line.kinds.length === 0 && said) {
    fault(`kinds-${candidateId}`, '填了条数或状态的项目，请同时勾选由谁提出。');
  }
  return line;
}

const originsForm = z
  .looseObject({
    ...{ ...actFields, year_id: idField, source, reason },
    version: wholeNumber('版本', 0, 1_000_000),
  })
  .transform((fields, context) => ({
    ...fields,
    origins: Object.keys(fields)
      .flatMap((name) => idOfLine.exec(name)?.[1] ?? [])
      .map((id) =>
        originLine(fields, id, (field, message) =>
          context.addIssue({ code: 'custom', path: [field], message }),
        ),
      ),
  }));

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
  const [figures, origins, candidates, version, history] = await Promise.all([
    loadFigures(database, congressHere.id, yearId),
    loadOrigins(database, congressHere.id, yearId),
    listCandidates(database, congressHere.id, yearId),
    originsVersion(database, congressHere.id, yearId),
    listFigureChanges(database, congressHere.id, yearId),
  ]);
  return {
    ...{ id: yearId, year, version: figures?.version ?? null },
    typed: typedFigures(year, figures),
    history: history.map((one) => ({
      ...{ when: chinaDateTime(one.at), who: one.by ?? '系统', reason: one.reason },
      what: one.kind === 'figures' ? '程序数字' : '候选项目来源',
      changes: one.changes.map(changeInWords),
    })),
    originsVersion: version,
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
            reason: value.reason,
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
            ...{ yearId: value.year_id, version: value.version, source: value.source },
            ...{ origins: value.origins, reason: value.reason },
          }),
        done: ({ candidates, year }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/figures?year=${year}`,
            `已保存 ${candidates} 个候选项目的来源。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
