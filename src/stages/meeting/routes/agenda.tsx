import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AgendaPage } from '../../../../views/meeting/agenda-page.tsx';
import { chinaClock } from '../../../web/china-time.ts';
import { actFields, idField, optionalText, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listAgenda } from '../agenda/agenda-store.ts';
import {
  addAgendaItem,
  finishAgendaItem,
  removeAgendaItem,
  useUsualAgenda,
} from '../agenda/change-agenda.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';

const add = z.object({
  ...actFields,
  title: requiredText('请填写议程事项。', 200),
  kind: z.enum(['report', 'deliberation', 'decision', 'vote', 'other'], '请选择类别。'),
});
const usual = z.object(actFields);
const finish = z.object({ ...actFields, item_id: idField, note: optionalText(2000) });
const remove = z.object({ ...actFields, item_id: idField });

const kindNames = {
  report: '报告',
  deliberation: '审议',
  decision: '表决',
  vote: '票决',
  other: '其他',
} as const;

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, sittings } = await loadMeetingPage(visit);
  const sitting = sittings.find((one) => one.id === visit.param('sitting'));
  if (sitting === undefined) return visit.context.notFound();
  const items = await listAgenda(database, congressHere.id, sitting.id);
  const rendered = (
    <AgendaPage
      frame={visit.frame()}
      page={page}
      sitting={{ id: sitting.id, name: sitting.name, over: sitting.state === 'closed' }}
      items={items.map((item) => ({
        id: item.id,
        title: item.title,
        kind: kindNames[item.kind],
        note: item.note,
        done: item.doneAt === null ? null : chinaClock(item.doneAt),
      }))}
      addForm={formOf(attempt, 'add-agenda-item', { kind: 'other' })}
      finishForm={formOf(attempt, 'finish-agenda-item')}
      actId={randomUUID}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const path = '/c/:congress/m/:meeting/s/:sitting/agenda';
const placeOf = (visit: Visit) => ({
  meetingId: visit.param('meeting'),
  sittingId: visit.param('sitting'),
});

function back(visit: Visit, done: string): Response {
  return visit.redirect(`${meetingPath(visit)}/s/${visit.param('sitting')}/agenda`, done);
}

/** The agenda of a sitting: its items, and what was done when. */
export const agendaRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'add-agenda-item', add, {
        run: (request, { title, kind }) =>
          addAgendaItem(visit.database, request, { ...placeOf(visit), title, kind }),
        done: ({ title }) => back(visit, `议程已增加“${title}”。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/usual`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'use-usual-agenda', usual, {
        run: (request) => useUsualAgenda(visit.database, request, placeOf(visit)),
        done: ({ items }) => back(visit, `已采用常用议程，共 ${items} 项，请按实际修改。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/finish`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'finish-agenda-item', finish, {
        run: (request, { item_id, note }) =>
          finishAgendaItem(visit.database, request, { ...placeOf(visit), itemId: item_id, note }),
        done: ({ title }) => back(visit, `“${title}”已办完。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/remove`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'remove-agenda-item', remove, {
        run: (request, { item_id }) =>
          removeAgendaItem(visit.database, request, { ...placeOf(visit), itemId: item_id }),
        done: ({ title }) => back(visit, `已从议程删去“${title}”。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
