import { z } from 'zod';
import { KnownYears, YearAndNotice } from '../../../../views/delivery/known-years.tsx';
import { ImportPage } from '../../../../views/parts/import-page.tsx';
import { calendarTemplate, readCalendarFile } from '../../../documents/index.ts';
import { ok } from '../../../rules/refusals.ts';
import { actFields, requiredText, wholeNumber } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { freshImport, importRoutes, type ShownImport } from '../../../web/sheet-import.tsx';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { listCalendarYears } from './calendar-store.ts';
import { calendarFingerprint, enterCalendar, yearOf } from './enter-calendar.ts';

const about = {
  year: wholeNumber('年度', 2000, 2199),
  source: requiredText('请写明通知的文号，如“国办发明电〔2025〕7号”。', 200),
};
const line = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  kind: z.enum(['holiday', 'workday']),
});
const path = '/c/:congress/imports/calendar';
const words = { holiday: '放假', workday: '上班' } as const;

async function show(visit: Visit, state: ShownImport): Promise<Response> {
  const { congressHere } = visit;
  const href = `/c/${congressHere.id}`;
  const known = await listCalendarYears(visit.database, congressHere.id);
  const rendered = (
    <ImportPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href }}
      from={{ text: '民生实事项目', href: `${href}/projects` }}
      path={path.replace('/c/:congress', href)}
      words={{ title: '节假日安排', label: '节假日文件', unit: '天' }}
      said="按工作日算的期限（如公布期限）用到这里的节假日和调休上班。没有登记的年份只除去周六、周日，并在期限后面说明。这里登记的也用于下级单位。"
      state={state}
      fields={(form) => <YearAndNotice form={form} />}
    >
      <KnownYears
        years={known.map((one) => ({
          ...{ year: one.year, source: one.source, by: one.enteredBy?.name ?? null },
          ...{ holidays: one.holidays, workdays: one.workdays },
        }))}
      />
    </ImportPage>
  );
  return await visit.page(rendered, state.status);
}

const knownOf = async (visit: Visit, year: number) =>
  yearOf(await listCalendarYears(visit.database, visit.congressHere.id), year);

/** Holidays and make-up working days of further years. */
export const calendarRoutes = declareRoutes([
  {
    ...{ method: 'GET', path, site: 'staff', access: clerks },
    handle: (visit) => show(visit, freshImport()),
  },
  ...importRoutes({
    ...{ kind: 'enter-calendar', path, ask: z.looseObject(about) },
    accept: z.object({ ...actFields, ...about, ...previewFields(line, 200) }),
    ...{ template: calendarTemplate, templateName: '节假日安排模板.xlsx' },
    read: (_, bytes, { year }) => readCalendarFile(bytes, year),
    compare: async (visit, rows, { year }) => {
      const standing = await knownOf(visit, year);
      const before = new Map([
        ...(standing?.holidays ?? []).map((day) => [day, 'holiday'] as const),
        ...(standing?.workdays ?? []).map((day) => [day, 'workday'] as const),
      ]);
      const changed = rows.flatMap((row) => {
        const was = before.get(row.day);
        if (was === undefined || was === row.kind) return [];
        return [{ title: row.day, changes: `由“${words[was]}”改为“${words[row.kind]}”` }];
      });
      const days = new Set(rows.map((row) => row.day));
      return ok({
        added: rows
          .filter((row) => !before.has(row.day))
          .map((row) => `${row.day} ${words[row.kind]}`),
        ...{ changed, missing: [...before.keys()].filter((day) => !days.has(day)) },
        unchanged: rows.filter((row) => before.get(row.day) === row.kind).length,
        fingerprint: calendarFingerprint(standing),
      });
    },
    run: (visit, request, { year, source, rows, fingerprint }) =>
      enterCalendar(visit.database, request, { year, source, rows, fingerprint }),
    done: (visit, { year }) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/imports/calendar`,
        `已登记 ${year} 年的节假日安排。`,
      ),
    show,
  }),
]);
