import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NewMeetingPage } from '../../../../views/meeting/new-meeting-page.tsx';
import { SittingsPage } from '../../../../views/meeting/sittings-page.tsx';
import { chinaDateTime, chinaDay, chinaLocalField } from '../../../web/china-time.ts';
import {
  actFields,
  dayField,
  idField,
  optionalText,
  requiredText,
  statedTime,
  wholeNumber,
} from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { createMeeting } from '../create-meeting.ts';
import { createSitting } from '../create-sitting.ts';
import { endMeeting } from '../end-meeting.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';
import { moveSitting, sittingVerbNames, sittingVerbs, sittingVerbsIn } from '../move-sitting.ts';
import { loadStrip } from '../strip.ts';

const plannedAt = statedTime.refine((time) => time !== null, '请填写开会的日期和时间。');

const newMeeting = z.object({
  ...actFields,
  body: z.enum(['plenary', 'standing_committee']).default('plenary'),
  number: wholeNumber('会议次数', 1, 99),
  name: requiredText('请填写会议名称。', 120),
  place: optionalText(120),
  starts_on: dayField('开始日期'),
  ends_on: dayField('结束日期'),
  year: wholeNumber('项目年度', 2000, 2199),
  first_sitting_at: plannedAt,
});

const newSitting = z.object({
  ...actFields,
  name: requiredText('请填写名称，如“第二次全体会议”。', 60),
  place: optionalText(120),
  planned_at: plannedAt,
});

const end = z.object(actFields);
const move = z.object({ ...actFields, sitting_id: idField, verb: z.enum(sittingVerbs) });

async function showNew(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { congressHere, now } = visit;
  const day = chinaLocalField(now).slice(0, 10);
  const year = day.slice(0, 4);
  const fresh = { year, starts_on: day, ends_on: day, first_sitting_at: `${day}T09:00` };
  const page = (
    <NewMeetingPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      form={formOf(attempt, 'create-meeting', fresh)}
      committee={congressHere.kind === 'county' || congressHere.kind === 'city'}
      actId={randomUUID()}
    />
  );
  return await visit.page(page, attempt?.status ?? 200);
}

async function showSittings(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { sittings, page, meeting } = await loadMeetingPage(visit);
  const strips = await Promise.all(
    sittings.map((one) => loadStrip(visit.database, visit.congressHere.id, one.id)),
  );
  const rendered = (
    <SittingsPage
      frame={visit.frame()}
      page={page}
      frozen={meeting.state !== 'preparing'}
      moveForm={formOf(attempt, 'move-sitting')}
      ended={meeting.state === 'ended'}
      endForm={formOf(attempt, 'end-meeting')}
      newForm={formOf(attempt, 'create-sitting', { planned_at: `${meeting.startsOn}T14:00` })}
      sittings={sittings.map((one, index) => ({
        id: one.id,
        name: one.name,
        when: chinaDateTime(one.plannedAt),
        place: one.place ?? '',
        state: one.state,
        present: strips[index]?.present ?? 0,
        due: strips[index]?.due ?? 0,
        verbs: sittingVerbsIn(one.state).map((verb) => ({
          verb,
          text: sittingVerbNames[verb],
          actId: randomUUID(),
        })),
      }))}
      actId={randomUUID()}
      endActId={randomUUID()}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** New meetings, their sittings and what moves them. */
export const sittingRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/meetings/new',
    site: 'staff',
    access: clerks,
    handle: (visit) => showNew(visit, null),
  },
  {
    method: 'POST',
    path: '/c/:congress/meetings/new',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'create-meeting', newMeeting, {
        run: (request, value) =>
          createMeeting(visit.database, request, {
            ...{
              body: value.body,
              number: value.number,
              name: value.name,
              place: value.place,
              year: value.year,
            },
            ...{ startsOn: value.starts_on, endsOn: value.ends_on },
            firstSittingAt: value.first_sitting_at ?? visit.now,
          }),
        done: ({ meetingId }, value) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/m/${meetingId}`,
            `已建立“${value.name}”，${chinaDay(value.first_sitting_at ?? visit.now)}召开。`,
          ),
        again: (attempt) => showNew(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: '/c/:congress/m/:meeting/sittings',
    site: 'staff',
    access: readers,
    handle: (visit) => showSittings(visit, null),
  },
  {
    method: 'POST',
    path: '/c/:congress/m/:meeting/sittings',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'create-sitting', newSitting, {
        run: (request, value) =>
          createSitting(visit.database, request, {
            meetingId: visit.param('meeting'),
            name: value.name,
            place: value.place,
            plannedAt: value.planned_at ?? visit.now,
          }),
        done: (_, value) =>
          visit.redirect(`${meetingPath(visit)}/sittings`, `已安排“${value.name}”。`),
        again: (attempt) => showSittings(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: '/c/:congress/m/:meeting/sittings/move',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'move-sitting', move, {
        run: (request, value) =>
          moveSitting(visit.database, request, {
            meetingId: visit.param('meeting'),
            sittingId: value.sitting_id,
            verb: value.verb,
          }),
        done: ({ sittingId }, value) =>
          visit.redirect(
            value.verb === 'open-check-in'
              ? `${meetingPath(visit)}/s/${sittingId}/check-in`
              : `${meetingPath(visit)}/sittings`,
            `已${sittingVerbNames[value.verb]}。`,
          ),
        again: (attempt) => showSittings(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: '/c/:congress/m/:meeting/end',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'end-meeting', end, {
        run: (request) =>
          endMeeting(visit.database, request, { meetingId: visit.param('meeting') }),
        done: () => visit.redirect(meetingPath(visit), '已登记闭会。'),
        again: (attempt) => showSittings(visit, attempt),
      }),
  },
]);
