import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RollPage } from '../../../../views/meeting/roll-page.tsx';
import { readRollFile, rollTemplate } from '../../../documents/index.ts';
import { ok } from '../../../rules/refusals.ts';
import { agreementNames } from '../../../rules/same-person.ts';
import { chinaDateTime } from '../../../web/china-time.ts';
import { actFields, idField, optionalText, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { freshImport, importRoutes, type ShownImport } from '../../../web/sheet-import.tsx';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';
import { addByElection } from '../roll/add-by-election.ts';
import { enterMembers, listMeetingSeats } from '../roll/body-members.ts';
import { compareRoll } from '../roll/compare-roll.ts';
import { listDeputies, listSupplements, type MeetingDeputy } from '../roll/deputy-store.ts';
import {
  importFingerprint,
  listFormerDeputies,
  proposeReElected,
  type ReElected,
} from '../roll/former-deputies.ts';
import { freezeRoll } from '../roll/freeze-roll.ts';
import { importRoll } from '../roll/import-roll.ts';
import { rollRow } from '../roll/roll-row.ts';
import { listSeats, rollFingerprint, type Seat } from '../roll/roll-store.ts';
import { supplementKinds, supplementNames, supplementRoll } from '../roll/supplement-roll.ts';

const accept = z.object({
  ...actFields,
  ...previewFields(rollRow, 5000),
  same: z
    .union([idField, z.array(idField)])
    .optional()
    .transform((ids) => (ids === undefined ? [] : [ids].flat())),
});
const freeze = z.object({ ...actFields, fingerprint: z.string().max(64) });
const supplement = z.object({
  ...actFields,
  deputy: idField,
  kind: z.enum(supplementKinds, '请选择变动。'),
  reason: requiredText('请写明原因和依据。', 500),
});

const members = z.object({
  ...actFields,
  names: requiredText('请填写组成人员姓名，一行一个。', 4000).transform((names) =>
    names.split(/[\s、，,]+/u).filter((name) => name !== ''),
  ),
});

const short = optionalText(60);
const byElection = z.object({
  ...actFields,
  name: requiredText('请填写姓名。', 60),
  sex: z
    .enum(['', '男', '女'])
    .default('')
    .transform((sex) => (sex === '' ? null : sex)),
  delegation: short,
  unit: optionalText(200),
  constituency: optionalText(100),
  number: optionalText(40),
  reason: requiredText('请写明补选的时间、选区和依据。', 500),
});

async function show(
  visit: Visit,
  attempt: Attempt | null = null,
  importing: ShownImport = freshImport(),
): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const seats = await listMeetingSeats(database, meeting);
  const frozen = meeting.state !== 'preparing';
  const deputies = frozen ? await listDeputies(database, congressHere.id, meeting.id) : [];
  const supplements = frozen ? await listSupplements(database, congressHere.id, meeting.id) : [];
  const rendered = (
    <RollPage
      frame={visit.frame()}
      page={page}
      frozen={
        meeting.rollFrozenAt === null
          ? null
          : { at: chinaDateTime(meeting.rollFrozenAt), hash: meeting.rollHash ?? '' }
      }
      lines={frozen ? deputies.map(lineOfDeputy) : seats.map(lineOfSeat)}
      fingerprint={rollFingerprint(seats)}
      importing={importing}
      freezeForm={formOf(attempt, 'freeze-roll')}
      supplementForm={formOf(attempt, 'supplement-roll')}
      committee={meeting.bodyKind === 'standing_committee'}
      membersForm={formOf(attempt, 'enter-members', {
        names: seats.map((seat) => seat.row.name).join('\n'),
      })}
      byElectionForm={formOf(attempt, 'add-by-election')}
      supplements={supplements.map((one) => ({
        when: chinaDateTime(one.at),
        text: `${one.name}：${supplementNames[one.kind]}。${one.reason}`,
      }))}
      actIds={[randomUUID(), randomUUID(), randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? importing.status);
}

const standingNames = { in_office: '', suspended: '暂停职务', ended: '已终止' } as const;

function lineOfDeputy(one: MeetingDeputy) {
  return {
    id: one.id,
    order: String(one.position),
    name: one.name,
    delegation: one.delegation ?? '',
    unit: one.unitAndPosition ?? '',
    number: one.deputyNumber ?? '',
    standing: standingNames[one.state],
  };
}

function lineOfSeat({ id, row, state }: Seat) {
  return {
    id,
    order: row.order === null ? '' : String(row.order),
    name: row.name,
    delegation: row.delegation ?? '',
    unit: row.unitAndPosition ?? '',
    number: row.deputyNumber ?? '',
    standing: standingNames[state],
  };
}

/** The proposals that a clerk ticks, and who could be several of the term before. */
function offeredOf({ proposed, unsure }: ReElected) {
  return {
    offered: proposed.map(({ former, by, likely }) => {
      const from = [former.delegation, former.unitAndPosition].filter((one) => one !== null);
      const known = from.length === 0 ? '' : `（上届：${from.join('，')}）`;
      const agree = by.map((one) => agreementNames[one]).join('、');
      return {
        value: former.personId,
        text: `${former.name}${known}，${agree}相同`,
        chosen: likely,
      };
    }),
    unsure: unsure.map((row) => row.name),
  };
}

const path = '/c/:congress/m/:meeting/roll';

/** The roll before and after its freezing. */
export const rollRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  ...importRoutes({
    ...{ kind: 'import-roll', path, ask: z.looseObject({}), accept },
    ...{ template: rollTemplate, templateName: '代表名册模板.xlsx' },
    read: (_, bytes) => readRollFile(bytes),
    compare: async (visit, rows) => {
      const { meeting } = await loadMeetingPage(visit);
      const seats = await listSeats(visit.database, visit.congressHere.id, meeting.termId);
      const formers = await listFormerDeputies(
        visit.database,
        visit.congressHere.id,
        meeting.termId,
      );
      const compared = compareRoll(seats, rows);
      if (!compared.ok) return compared;
      const { added, changed, missing, unchanged } = compared.value;
      return ok({
        added: added.map((row) => row.name),
        changed: changed.map(({ row, changes }) => ({
          title: row.name,
          changes: changes.map((one) => `${one.field}由“${one.from}”改为“${one.to}”`).join('；'),
        })),
        missing: missing.map((seat) => seat.row.name),
        ...{ unchanged, fingerprint: importFingerprint(seats, formers) },
        ...offeredOf(proposeReElected(formers, added)),
      });
    },
    run: async (visit, request, value) => {
      const { meeting } = await loadMeetingPage(visit);
      return await importRoll(visit.database, request, {
        ...{ termId: meeting.termId, rows: value.rows },
        ...{ fingerprint: value.fingerprint, fileName: value.file_name },
        same: value.same,
      });
    },
    done: (visit, { added, changed, kept }) =>
      visit.redirect(
        `${meetingPath(visit)}/roll`,
        `已导入：新增 ${added} 人${kept === 0 ? '' : `（其中连任 ${kept} 人）`}，修改 ${changed} 人。`,
      ),
    show: (visit, importing) => show(visit, null, importing),
  }),
  {
    method: 'POST',
    path: `${path}/members`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-members', members, {
        run: (request, value) =>
          enterMembers(visit.database, request, {
            meetingId: visit.param('meeting'),
            names: value.names,
          }),
        done: ({ members: entered }) =>
          visit.redirect(`${meetingPath(visit)}/roll`, `已登记常委会组成人员 ${entered} 人。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/freeze`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'freeze-roll', freeze, {
        run: (request, value) =>
          freezeRoll(visit.database, request, {
            meetingId: visit.param('meeting'),
            fingerprint: value.fingerprint,
          }),
        done: ({ deputies }) =>
          visit.redirect(`${meetingPath(visit)}/roll`, `已冻结 ${deputies} 人的名册。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/supplement`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'supplement-roll', supplement, {
        run: (request, value) =>
          supplementRoll(visit.database, request, {
            ...{ meetingId: visit.param('meeting'), deputyId: value.deputy },
            ...{ kind: value.kind, reason: value.reason },
          }),
        done: () => visit.redirect(`${meetingPath(visit)}/roll`, '已登记变动。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/by-election`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'add-by-election', byElection, {
        run: (request, value) =>
          addByElection(visit.database, request, {
            meetingId: visit.param('meeting'),
            row: {
              ...{ order: null, name: value.name, sex: value.sex, delegation: value.delegation },
              ...{ unitAndPosition: value.unit, constituency: value.constituency },
              ...{ deputyNumber: value.number, phone: null, note: null },
            },
            reason: value.reason,
          }),
        done: (_, { name }) =>
          visit.redirect(`${meetingPath(visit)}/roll`, `已登记补选代表${name}，应到人数随之增加。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
