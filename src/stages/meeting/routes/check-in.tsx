import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CheckInPage } from '../../../../views/meeting/check-in-page.tsx';
import { StripContent } from '../../../../views/parts/strip.tsx';
import { matchesName } from '../../../documents/index.ts';
import { chinaClock, chinaDateTime, chinaLocalField } from '../../../web/china-time.ts';
import { actFields, idField, requiredText } from '../../../web/forms.ts';
import { streamPart } from '../../../web/live.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { checkInDeputy } from '../check-in/check-in-deputy.ts';
import { grantLeave } from '../check-in/grant-leave.ts';
import { leaveEarly } from '../check-in/leave-early.ts';
import { listAttendees, listPresenceEvents } from '../check-in/presence-store.ts';
import { undoPresence } from '../check-in/undo-presence.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';
import { loadStrip } from '../strip.ts';

const arrive = z.object({
  ...actFields,
  deputy: idField,
  desk: requiredText('请填写签到台名称，如“一号台”。', 20),
});
const withReason = z.object({
  ...actFields,
  deputy: idField,
  reason: requiredText('请写明原因。', 200),
});
const plain = z.object({ ...actFields, deputy: idField });

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const data = await loadMeetingPage(visit);
  const sitting = data.sittings.find((one) => one.id === visit.param('sitting'));
  if (sitting === undefined) return visit.context.notFound();
  const attendees = await listAttendees(database, congressHere.id, data.meeting.id, sitting.id);
  const strip = await loadStrip(database, congressHere.id, sitting.id);
  const query = visit.query('q');
  const events = await listPresenceEvents(database, congressHere.id, sitting.id);
  const rendered = (
    <CheckInPage
      frame={visit.frame()}
      page={{ ...data.page, strip, live: `${data.page.base}/s/${sitting.id}/live` }}
      sitting={{ id: sitting.id, name: sitting.name, state: sitting.state }}
      query={query}
      desk={visit.query('desk') || '一号台'}
      at={visit.query('at')}
      form={attempt?.form ?? formOf(attempt, '')}
      attendees={attendees
        .filter((one) => matchesName(query, one) || one.deputyNumber === query.trim())
        .map((one) => ({
          id: one.id,
          position: one.position,
          name: one.name,
          delegation: one.delegation ?? '',
          unit: one.unitAndPosition ?? '',
          suspended: one.state === 'suspended',
          state: one.presence?.state ?? 'absent',
          note: noteOf(one.presence, data.page.clerk),
          actIds: [randomUUID(), randomUUID(), randomUUID()],
        }))}
      history={events.slice(0, 30).map((one) => ({
        time: chinaDateTime(one.happenedAt),
        text: historyLine(one, data.page.clerk),
      }))}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

type Presences = Awaited<ReturnType<typeof listAttendees>>[number]['presence'];

function noteOf(presence: Presences, clerk: boolean): string {
  if (presence === null) return '';
  if (presence.state === 'on_leave') return clerk ? (presence.leaveReason ?? '') : '';
  const arrived = presence.arrivedAt === null ? '' : chinaClock(presence.arrivedAt);
  const left = presence.leftAt === null ? '' : `，${chinaClock(presence.leftAt)}离场`;
  return `${arrived} ${presence.desk ?? ''}${presence.late ? '，迟到' : ''}${left}`;
}

const kindNames = {
  leave_granted: '请假',
  leave_withdrawn: '销假',
  arrived: '签到',
  left_early: '提前离场',
  returned: '返回会场',
  undone: '撤销上一条记录',
} as const;

function historyLine(
  event: Awaited<ReturnType<typeof listPresenceEvents>>[number],
  clerk: boolean,
): string {
  const reason = clerk && event.reason !== null ? `（${event.reason}）` : '';
  return `${event.name}${kindNames[event.kind]}${event.desk === null ? '' : `，${event.desk}`}${reason}`;
}

function door(visit: Visit, deputyId: string) {
  return { meetingId: visit.param('meeting'), sittingId: visit.param('sitting'), deputyId };
}

/** Back to the door, with the desk and the stated time that the next deputy gets too. */
function backTo(visit: Visit, desk: string, at: Date | null, done: string): Response {
  const path = `${meetingPath(visit)}/s/${visit.param('sitting')}/check-in`;
  const query = new URLSearchParams({ desk, ...(at === null ? {} : { at: chinaLocalField(at) }) });
  return visit.redirect(`${path}?${query.toString()}`, done);
}

/** Streams the strip of a sitting: once at the start, and again whenever somebody comes or goes. */
async function stream(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const data = await loadMeetingPage(visit);
  const sittingId = visit.param('sitting');
  if (!data.sittings.some((one) => one.id === sittingId)) return visit.context.notFound();
  const topics = [`sitting:${sittingId}`, `meeting:${data.meeting.id}`];
  return streamPart(visit, topics, async () =>
    String(await (<StripContent strip={await loadStrip(database, congressHere.id, sittingId)} />)),
  );
}

const checkInPath = '/c/:congress/m/:meeting/s/:sitting/check-in';

/** The desk at the door of a sitting. */
export const checkInRoutes = declareRoutes([
  {
    method: 'GET',
    path: checkInPath,
    site: 'staff',
    access: readers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'GET',
    path: '/c/:congress/m/:meeting/s/:sitting/live',
    site: 'staff',
    access: readers,
    handle: stream,
  },
  {
    method: 'POST',
    path: checkInPath,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'check-in-deputy', arrive, {
        run: (request, value) =>
          checkInDeputy(visit.database, request, {
            ...door(visit, value.deputy),
            desk: value.desk,
          }),
        done: (_, value) => backTo(visit, value.desk, value.happened_at, '已签到。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${checkInPath}/leave`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'grant-leave', withReason, {
        run: (request, value) =>
          grantLeave(visit.database, request, {
            ...door(visit, value.deputy),
            reason: value.reason,
          }),
        done: (_, value) => backTo(visit, '一号台', value.happened_at, '已登记请假。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${checkInPath}/left`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'leave-early', plain, {
        run: (request, value) => leaveEarly(visit.database, request, door(visit, value.deputy)),
        done: (_, value) => backTo(visit, '一号台', value.happened_at, '已登记离场。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${checkInPath}/undo`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'undo-presence', withReason, {
        run: (request, value) =>
          undoPresence(visit.database, request, {
            ...door(visit, value.deputy),
            reason: value.reason,
          }),
        done: (_, value) => backTo(visit, '一号台', value.happened_at, '已撤销，原记录留痕。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
