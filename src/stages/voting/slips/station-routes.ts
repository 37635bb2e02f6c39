import { z } from 'zod';
import { mostSlips } from '../../../rules/limits.ts';
import type { Result } from '../../../rules/refusals.ts';
import type { Call } from '../../../web/ballot-site/call.ts';
import { declareBallotRoutes } from '../../../web/ballot-site/route.ts';
import type { SlipBoxTaken, SlipsTaken, SlipsVoidTaken } from '../../../wire/slips.ts';
import { stationRoles } from '../station-routes.ts';
import { exchangeForPaper } from './exchange.ts';
import { loadPublishedSlips, loadReserveSlips, loadSlipDesk } from './load-desk.ts';
import { publishMadeSlips, publishReserveSlips, publishSlips } from './publish-slips.ts';
import { malformedSlips, noSlipsYet } from './refusals.ts';
import { scanSlipBox } from './scan-slip-box.ts';
import { voidSlips } from './void-slips.ts';

/** Only the chief scrutineer makes slips. */
const chief = ['chief_scrutineer'] as const;

/** Bytes of a list of public keys: 617 digits, quotes and comma for each. */
const listLimit = mostSlips * 624;

const actId = z.uuid();
const credential = z.string().regex(/^[1-9][0-9]{0,616}$/);
const credentials = z.array(credential).max(mostSlips);
const newSlips = z.strictObject({
  actId,
  // Their form is judged by the act, which says what to do with the printed slips.
  credentials: z.array(z.string().max(700)),
  spare: z.number().int().min(0).max(mostSlips),
});
const plain = z.strictObject({ actId });
const voided = z.strictObject({
  actId,
  credentials,
  reason: z.enum(['unissued', 'reserve', 'exchanged']),
});
const box = z.strictObject({ actId, used: credentials, unused: credentials });

/** Parses, acts, answers: the body first, then the refusals of the act. */
async function takeIn<Schema extends z.ZodType, Answer>(
  call: Call,
  schema: Schema,
  run: (value: z.output<Schema>) => Promise<Result<Answer>>,
): Promise<Response> {
  const parsed = schema.safeParse(await call.json());
  if (!parsed.success) return call.refuse(malformedSlips, 400);
  const result = await run(parsed.data);
  return result.ok ? call.answer(result.value) : call.refuse(result.refusals[0]);
}

/** The round or key set of the path must be an id; another shape is simply not there. */
function idOf(call: Call, name: 'round' | 'set'): string {
  const parsed = z.uuid().safeParse(call.param(name));
  return parsed.success ? parsed.data : '00000000-0000-0000-0000-000000000000';
}

const round = '/station/rounds/:round';

/** What the slip page (票码页) asks and sends. Only public keys ever come in. */
export const slipStationRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/station/slips',
    caller: stationRoles,
    handle: async (call) => {
      const { congressId, meetingId, name, roles } = call.ownStation;
      const holder = { congressId, meetingId, name, chief: roles.includes('chief_scrutineer') };
      const { origin } = call.dependencies.ballot;
      return call.answer(await loadSlipDesk(call.database, holder, origin));
    },
  },
  {
    method: 'GET',
    path: `${round}/slips`,
    caller: stationRoles,
    handle: async (call) => {
      const { congressId, meetingId } = call.ownStation;
      const roundId = idOf(call, 'round');
      const found = await loadPublishedSlips(call.database, congressId, meetingId, roundId);
      return found === null ? call.refuse(noSlipsYet, 404) : call.answer(found);
    },
  },
  {
    method: 'POST',
    path: `${round}/slips`,
    caller: chief,
    bodyLimit: listLimit,
    handle: (call) =>
      takeIn(
        call,
        newSlips,
        ({ actId: id, credentials: keys, spare }): Promise<Result<SlipsTaken>> => {
          const { meetingId } = call.ownStation;
          const input = { meetingId, roundId: idOf(call, 'round'), credentials: keys, spare };
          return publishSlips(call.database, call.act('publish-slips', id), input);
        },
      ),
  },
  {
    method: 'POST',
    path: `${round}/made-slips`,
    caller: chief,
    handle: (call) =>
      takeIn(call, plain, ({ actId: id }): Promise<Result<SlipsTaken>> => {
        const input = { meetingId: call.ownStation.meetingId, roundId: idOf(call, 'round') };
        return publishMadeSlips(call.database, call.act('publish-made-slips', id), input);
      }),
  },
  {
    method: 'GET',
    path: '/station/key-sets/:set/slips',
    caller: stationRoles,
    handle: async (call) => {
      const { congressId, meetingId } = call.ownStation;
      const keySetId = idOf(call, 'set');
      const found = await loadReserveSlips(call.database, congressId, meetingId, keySetId);
      return found === null ? call.refuse(noSlipsYet, 404) : call.answer(found);
    },
  },
  {
    method: 'POST',
    path: '/station/key-sets/:set/slips',
    caller: chief,
    bodyLimit: listLimit,
    handle: (call) =>
      takeIn(
        call,
        newSlips,
        ({ actId: id, credentials: keys, spare }): Promise<Result<SlipsTaken>> => {
          const { meetingId } = call.ownStation;
          const input = { meetingId, keySetId: idOf(call, 'set'), credentials: keys, spare };
          return publishReserveSlips(call.database, call.act('publish-reserve-slips', id), input);
        },
      ),
  },
  {
    method: 'POST',
    path: `${round}/void`,
    caller: stationRoles,
    bodyLimit: listLimit,
    handle: (call) =>
      takeIn(call, voided, (value): Promise<Result<SlipsVoidTaken>> => {
        const { reason, credentials: keys } = value;
        const ids = { meetingId: call.ownStation.meetingId, roundId: idOf(call, 'round') };
        return reason === 'exchanged'
          ? exchangeForPaper(call.database, call.act('exchange-for-paper', value.actId), {
              ...ids,
              credentials: keys,
            })
          : voidSlips(call.database, call.act('void-slips', value.actId), {
              ...ids,
              ...{ credentials: keys, reason },
            });
      }),
  },
  {
    method: 'POST',
    path: `${round}/slip-box`,
    caller: stationRoles,
    bodyLimit: listLimit,
    handle: (call) =>
      takeIn(call, box, ({ actId: id, used, unused }): Promise<Result<SlipBoxTaken>> => {
        const ids = { meetingId: call.ownStation.meetingId, roundId: idOf(call, 'round') };
        return scanSlipBox(call.database, call.act('scan-slip-box', id), { ...ids, used, unused });
      }),
  },
]);
