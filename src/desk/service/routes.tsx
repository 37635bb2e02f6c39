import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EnterServicePage } from '../../../views/service/enter-service-page.tsx';
import { ServicePage } from '../../../views/service/service-page.tsx';
import { ServicesPage } from '../../../views/service/services-page.tsx';
import { announcementDocument } from '../../documents/index.ts';
import { listDeputies } from '../../people/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { actFields, dayField, idField, reasonField, requiredText } from '../../web/forms.ts';
import { clerks, declareRoutes } from '../../web/route.ts';
import { type Attempt, formOf, submit } from '../../web/submit.ts';
import { documentType, type Visit } from '../../web/visit.ts';
import { withdrawnInWords } from '../../web/withdrawn-in-words.ts';
import { enterSuggestion, enterTraining } from './enter-training.ts';
import { findPerson, listServiceYears, loadServiceRecord } from './service-store.ts';
import {
  attendanceNames,
  opinionWords,
  serviceFigures,
  statementContent,
} from './service-words.ts';
import { listEntered, withdrawEntered } from './withdraw-entered.ts';

/** A deputy reads their own record, the clerk all of them. Nobody above: it is no ranking of people. */
const access = { kind: 'roles', roles: { clerk: 'own', deputy: 'own' } } as const;

const root = '/c/:congress/service';
const baseOf = (visit: Visit) => `/c/${visit.congressHere.id}/service`;

/** The year that was asked for, or this one. */
function yearAsked(visit: Visit): number {
  const asked = Number.parseInt(visit.query('year'), 10);
  return asked >= 2000 && asked <= 2199 ? asked : Number(chinaDate(visit.now).slice(0, 4));
}

async function list(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  if (!visit.holds('clerk')) return visit.redirect(`${baseOf(visit)}/${visit.signedIn.personId}`);
  const deputies = await listDeputies(database, congressHere.id, 'ever');
  return await visit.page(
    <ServicesPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      enterHref={`${baseOf(visit)}/enter`}
      deputies={deputies.map((one) => ({
        href: `${baseOf(visit)}/${one.personId}`,
        name: one.name,
        constituency: one.constituency ?? '',
      }))}
    />,
  );
}

/** Loads the record of the path for whoever may read it. */
async function withRecord(
  visit: Visit,
  answer: (found: {
    readonly name: string;
    readonly year: number;
    readonly record: Awaited<ReturnType<typeof loadServiceRecord>>;
  }) => Promise<Response>,
): Promise<Response> {
  const { database, congressHere } = visit;
  const personId = visit.param('person');
  // To a deputy, another one's record is no page at all.
  if (!visit.holds('clerk') && visit.signedIn.personId !== personId) {
    return visit.context.notFound();
  }
  const person = await findPerson(database, congressHere.id, personId);
  if (person === null) return visit.context.notFound();
  const year = yearAsked(visit);
  const record = await loadServiceRecord(database, congressHere.id, personId, year);
  return await answer({ name: person.name, year, record });
}

function show(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  return withRecord(visit, async ({ name, year, record }) => {
    const base = `${baseOf(visit)}/${visit.param('person')}`;
    const years = await listServiceYears(visit.database, congressHere.id);
    return await visit.page(
      <ServicePage
        frame={visit.frame()}
        congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
        name={name}
        year={year}
        years={years.map((one) => ({ year: one.year, href: `${base}?year=${one.year}` }))}
        figures={serviceFigures(record)}
        sittings={record.sittings.map((one) => ({
          ...one,
          attendance: attendanceNames[one.attendance],
        }))}
        suggestions={record.suggestions}
        visits={record.visits}
        opinions={record.opinions.map((one) => ({
          ...one,
          state: opinionWords[one.state] ?? one.state,
        }))}
        trainings={record.trainings}
        documentHref={`${base}/document?year=${year}`}
        enterHref={visit.holds('clerk') ? `${baseOf(visit)}/enter` : null}
      />,
    );
  });
}

function document(visit: Visit): Promise<Response> {
  return withRecord(visit, async ({ name, year, record }) => {
    const day = chinaDate(visit.now);
    const about = { congress: visit.congressHere.name, name, year, day };
    const bytes = await announcementDocument(statementContent(record, about));
    return visit.file(bytes, documentType, `${name}${year}年度述职报告（草稿）.docx`, 'attachment');
  });
}

async function showForms(visit: Visit, attempt: Attempt | null = null): Promise<Response> {
  const { database, congressHere } = visit;
  const [deputies, years, entered] = await Promise.all([
    listDeputies(database, congressHere.id, 'ever'),
    listServiceYears(database, congressHere.id),
    listEntered(database, congressHere.id),
  ]);
  const rendered = (
    <EnterServicePage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      base={baseOf(visit)}
      training={{ ...formOf(attempt, 'enter-training'), scope: 'training' }}
      suggestion={{
        ...formOf(attempt, 'enter-suggestion', { kind: 'raised' }),
        scope: 'suggestion',
      }}
      actIds={[randomUUID(), randomUUID()]}
      deputies={deputies.map((one) => ({ value: one.personId, text: one.name }))}
      years={years.map((one) => ({ value: one.id, text: `${one.year}年` }))}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? { typed: {}, refusals: [] } }}
      entered={entered.map((one) => ({
        ...{ id: one.id, kind: one.kind, actId: randomUUID() },
        text: `${one.day}　${one.kind === 'training' ? '培训' : '建议'}：${one.title}（${one.who}）`,
        withdrawn: withdrawnInWords(one.withdrawn),
      }))}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const source = requiredText('请写明来源，如“代表联络站登记簿”。', 200);
const hours = z
  .string()
  .optional()
  .transform((text) => (text ?? '').trim())
  .pipe(
    z.union([
      z.literal('').transform(() => null),
      z.string().regex(/^(?!0+(\.0)?$)[0-9]{1,3}(\.[0-9])?$/, '学时应填大于 0 的数，如 4 或 2.5。'),
    ]),
  );

const trainingForm = z.object({
  ...actFields,
  title: requiredText('请填写培训名称。'),
  day: dayField('培训日期'),
  hours,
  source,
  persons: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((some) => (some === undefined ? [] : [some].flat()))
    .pipe(z.array(z.uuid('选的人读不出来，请刷新页面后重新选。'))),
});

const withdrawForm = z.object({
  ...actFields,
  kind: z.enum(['training', 'suggestion'], '表单不完整，请刷新页面后再试。'),
  entry_id: idField,
  reason: reasonField('请写明撤回的原因。'),
});

const suggestionForm = z.object({
  ...actFields,
  person: z.uuid('请选择代表。'),
  kind: z.enum(['raised', 'supported'], '请选择是提出还是附议。'),
  title: requiredText('请填写建议的题目。'),
  day: dayField('日期'),
  year: z.uuid('请选择年度。'),
  source,
});

/** The service record (履职档案) of deputies, with the forms for what no other stage records. */
export const serviceRoutes = declareRoutes([
  { method: 'GET', path: root, site: 'staff', access, handle: list },
  {
    method: 'GET',
    path: `${root}/enter`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showForms(visit),
  },
  {
    method: 'POST',
    path: `${root}/enter/training`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-training', trainingForm, {
        run: (request, { persons, ...form }) =>
          enterTraining(visit.database, request, { ...form, personIds: persons }),
        done: () => visit.redirect(`${baseOf(visit)}/enter`, '培训已登记。'),
        again: (attempt) => showForms(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${root}/enter/suggestion`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-suggestion', suggestionForm, {
        run: (request, { person, year, ...form }) =>
          enterSuggestion(visit.database, request, { ...form, personId: person, yearId: year }),
        done: () => visit.redirect(`${baseOf(visit)}/enter`, '建议已登记。'),
        again: (attempt) => showForms(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${root}/enter/withdraw`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'withdraw-service-entry', withdrawForm, {
        run: (request, { kind, entry_id: id, reason }) =>
          withdrawEntered(visit.database, request, { kind, id, reason }),
        done: () => visit.redirect(`${baseOf(visit)}/enter`, '已撤回，原来的登记和原因都保留。'),
        again: (attempt) => showForms(visit, attempt),
      }),
  },
  { method: 'GET', path: `${root}/:person`, site: 'staff', access, handle: show },
  { method: 'GET', path: `${root}/:person/document`, site: 'staff', access, handle: document },
]);
