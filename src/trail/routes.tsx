import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TrailPage } from '../../views/trail/trail-page.tsx';
import { ok } from '../rules/refusals.ts';
import { chinaDateTime } from '../web/china-time.ts';
import { actFields } from '../web/forms.ts';
import { declareRoutes } from '../web/route.ts';
import { submit } from '../web/submit.ts';
import type { Visit } from '../web/visit.ts';
import type { ChainReport, StoredEntry } from './check-chain.ts';
import { events } from './events.ts';
import { exportChain } from './export-chain.ts';
import { performAct } from './perform-act.ts';
import { sentenceOf } from './sentence.ts';
import { loadChain, verifyChain } from './verify-chain.ts';

/** Who may read the trail: those who audit it, and those whose work it records. */
export const trailReaders = {
  kind: 'roles',
  roles: {
    auditor: 'below',
    operator: 'below',
    county_viewer: 'below',
    city_viewer: 'below',
    clerk: 'own',
    presidium: 'own',
  },
} as const;

const perPage = 100;

function matches(entry: StoredEntry, visit: Visit): boolean {
  const event = visit.query('event');
  const day = visit.query('day');
  const subject = visit.query('subject');
  return (
    (event === '' || entry.event === event) &&
    (day === '' || chinaDateTime(new Date(entry.recorded_at)).startsWith(dayAsWritten(day))) &&
    (subject === '' || Object.values(entry.subjects).includes(subject))
  );
}

function dayAsWritten(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日 `;
}

async function namesOf(visit: Visit, entries: readonly StoredEntry[]) {
  const ids = [
    ...new Set(entries.flatMap((one) => (one.recorded_by === null ? [] : [one.recorded_by]))),
  ];
  if (ids.length === 0) return new Map<string, string>();
  const rows = await visit.database
    .selectFrom('people.person')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const chain = await loadChain(database, congressHere.id);
  const found = chain.filter((entry) => matches(entry, visit)).toReversed();
  const page = Math.max(1, Number.parseInt(visit.query('page'), 10) || 1);
  const shown = found.slice((page - 1) * perPage, page * perPage);
  const names = await namesOf(visit, shown);
  const head = chain.at(-1);
  const rendered = (
    <TrailPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      entries={shown.map((entry) => {
        const later = entry.happened_at !== entry.recorded_at;
        return {
          sequence: entry.sequence,
          time: chinaDateTime(new Date(entry.recorded_at)),
          later: later ? `补录：实际时间 ${chinaDateTime(new Date(entry.happened_at))}` : '',
          who: entry.recorded_by === null ? '系统' : (names.get(entry.recorded_by) ?? ''),
          text: sentenceOf(entry.event, entry.detail?.detail ?? null),
          hash: entry.hash.slice(0, 12),
        };
      })}
      total={found.length}
      page={page}
      pages={Math.max(1, Math.ceil(found.length / perPage))}
      filter={{
        event: visit.query('event'),
        day: visit.query('day'),
        subject: visit.query('subject'),
      }}
      kinds={Object.entries(events).map(([value, one]) => ({
        value,
        text: one.sentence.replaceAll(/\{\w+\}/g, '…').slice(0, 30),
      }))}
      head={head === undefined ? null : { sequence: head.sequence, hash: head.hash }}
      actId={randomUUID()}
    />
  );
  return await visit.page(rendered);
}

/** A verification as one sentence. */
export function reportInWords(report: ChainReport): string {
  if (report.broken !== null) return report.broken.message;
  const erased = report.erased === 0 ? '' : `，其中${report.erased}条的个人信息已依法删除`;
  return `共${report.entries}条，全部完好，前后相接${erased}`;
}

const path = '/c/:congress/trail';

/** The page for auditors: every entry in plain words, the export, the verification. */
export const trailRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: trailReaders, handle: show },
  {
    method: 'GET',
    path: `${path}/export`,
    site: 'staff',
    access: trailReaders,
    handle: async (visit) =>
      visit.file(
        exportChain(await loadChain(visit.database, visit.congressHere.id)),
        'application/jsonl; charset=utf-8',
        `${visit.congressHere.shortName}留痕记录.jsonl`,
        'attachment',
      ),
  },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: trailReaders,
    handle: (visit) =>
      submit(visit, 'verify-trail', z.object(actFields), {
        run: async (request) => {
          const report = await verifyChain(visit.database, visit.congressHere.id);
          const result = reportInWords(report);
          return await performAct(visit.database, request, async (act) => {
            act.record({ event: 'trail-verified', subjects: {}, detail: { result } });
            return ok({ result });
          });
        },
        done: ({ result }) =>
          visit.redirect(`/c/${visit.congressHere.id}/trail`, `核对：${result}。`),
        again: () => show(visit),
      }),
  },
]);
