import { z } from 'zod';
import { actFields, optionalText, requiredText, wholeNumber } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { noteSlipObjection, objections, stateReserveMissing } from '../slips/account-slips.ts';
import { beginCasting } from '../slips/begin-casting.ts';
import { exchangeForSlip } from '../slips/exchange.ts';
import { issueLateSlip } from '../slips/issue-late-slip.ts';
import { registerSlips } from '../slips/register-slips.ts';
import { turnToPaper } from '../slips/turn-to-paper.ts';
import { slipHolders } from './access.ts';
import { roundPath, showRound } from './rounds.tsx';

const objectionCodes = Object.keys(objections) as [
  keyof typeof objections,
  ...(keyof typeof objections)[],
];

const plain = z.object(actFields);
const register = z.object({ ...actFields, slips_issued: wholeNumber('发出的份数', 0, 9999) });
const begin = z.object({
  ...actFields,
  reserve: wholeNumber('留用的份数', 0, 9999),
  missing: wholeNumber('下落不明的份数', 0, 9999),
  missing_reason: optionalText(200),
});
const objection = z.object({ ...actFields, objection: z.enum(objectionCodes, '请选择异议。') });
const reserveMissing = z.object({
  ...actFields,
  reserve_missing: wholeNumber('找不到的份数', 0, 9999),
  reserve_reason: requiredText('请写明原因，如“会场内遗失”。', 200),
});
const turn = z.object({
  ...actFields,
  turn_reason: requiredText('请写明原因，如“会场网络中断”。', 200),
});

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

const path = '/c/:congress/m/:meeting/r/:round/electronic';

/** Slips in the hall: what is registered by count; what is scanned comes from the slip page. */
export const electronicRoutes = declareRoutes([
  {
    method: 'POST',
    path: `${path}/register-slips`,
    site: 'staff',
    access: slipHolders,
    handle: (visit) =>
      submit(visit, 'register-slips', register, {
        run: (request, value) =>
          registerSlips(visit.database, request, { ...ids(visit), issued: value.slips_issued }),
        done: ({ issued }) => visit.redirect(roundPath(visit), `已登记发出票码 ${issued} 份。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/begin-casting`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'begin-casting', begin, {
        run: (request, value) =>
          beginCasting(visit.database, request, {
            ...ids(visit),
            ...{ reserve: value.reserve, missing: value.missing },
            missingReason: value.missing_reason,
          }),
        done: () =>
          visit.redirect(roundPath(visit), '票码核对无误，电子投票开始。出席人数已锁定。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/issue-late-slip`,
    site: 'staff',
    access: slipHolders,
    handle: (visit) =>
      submit(visit, 'issue-late-slip', plain, {
        run: (request) => issueLateSlip(visit.database, request, ids(visit)),
        done: ({ left }) =>
          visit.redirect(roundPath(visit), `已登记补发一份，留用还剩 ${left} 份。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/exchange-for-slip`,
    site: 'staff',
    access: slipHolders,
    handle: (visit) =>
      submit(visit, 'exchange-for-slip', plain, {
        run: (request) => exchangeForSlip(visit.database, request, ids(visit)),
        done: ({ left }) =>
          visit.redirect(roundPath(visit), `已登记换发一份，留用还剩 ${left} 份。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/note-objection`,
    site: 'staff',
    access: slipHolders,
    handle: (visit) =>
      submit(visit, 'note-objection', objection, {
        run: (request, value) =>
          noteSlipObjection(visit.database, request, {
            ...ids(visit),
            objection: value.objection,
          }),
        done: ({ number }) => visit.redirect(roundPath(visit), `已登记第 ${number} 件异议。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/reserve-missing`,
    site: 'staff',
    access: slipHolders,
    handle: (visit) =>
      submit(visit, 'reserve-missing', reserveMissing, {
        run: (request, value) =>
          stateReserveMissing(visit.database, request, {
            ...ids(visit),
            ...{ missing: value.reserve_missing, reason: value.reserve_reason },
          }),
        done: () => visit.redirect(roundPath(visit), '已登记，原因已记入记录。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/turn-to-paper`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'turn-to-paper', turn, {
        run: (request, value) =>
          turnToPaper(visit.database, request, { ...ids(visit), reason: value.turn_reason }),
        done: () => visit.redirect(roundPath(visit), '电子票已作废，改用纸质票。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
]);
