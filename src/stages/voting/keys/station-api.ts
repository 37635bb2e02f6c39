import { z } from 'zod';
import { largestCeremonyMessage } from '../../../rules/limits.ts';
import type { Refusal, Result } from '../../../rules/refusals.ts';
import type { Call } from '../../../web/ballot-site/call.ts';
import { type BallotRoute, declareBallotRoutes } from '../../../web/ballot-site/route.ts';
import { type CeremonyStep, type ConfirmationTaken, ceremonySteps } from '../../../wire/keys.ts';
import { type KeyVault, openKeyVault } from '../key-vault.ts';
import { stationRoles } from '../station-routes.ts';
import { blameSenders } from './blame-senders.ts';
import { confirmSetup } from './confirm-setup.ts';
import { sendStep } from './send-step.ts';
import { loadKeysSeen, loadSetupTexts } from './station-view.ts';

const stepShape = z.object({
  actId: z.uuid(),
  ceremonyId: z.uuid(),
  items: z.array(z.string().max(largestCeremonyMessage)).max(10),
});
const blameShape = z.object({
  actId: z.uuid(),
  ceremonyId: z.uuid(),
  positions: z.array(z.number().int().min(1).max(20)).min(1).max(20),
});
const confirmShape = z.object({
  actId: z.uuid(),
  setupHash: z.string().regex(/^[0-9a-f]{64}$/),
  same: z.boolean(),
});
const roundShape = z.uuid();

const malformed: Refusal = {
  code: 'call-malformed',
  message: '页面发来的内容不完整，没有接收。请重新打开钥匙页再试。',
};
const noSetup: Refusal = {
  code: 'no-setup',
  message: '这一轮还没有可以核对的设置。请等票码公布以后再核对。',
};

/** The key files of the server, as its settings name them. */
export function vaultOf(ballot: {
  readonly keyFolder: string;
  readonly keyCopyFolder: string | null;
}): KeyVault {
  return openKeyVault(ballot.keyFolder, ballot.keyCopyFolder);
}

function answer<Value>(call: Call, result: Result<Value>, shown: (value: Value) => unknown) {
  return result.ok ? call.answer(shown(result.value)) : call.refuse(result.refusals[0]);
}

async function send(call: Call, step: CeremonyStep): Promise<Response> {
  const parsed = stepShape.safeParse(await call.json());
  if (!parsed.success) return call.refuse(malformed, 400);
  const { actId, ceremonyId, items } = parsed.data;
  const { meetingId } = call.ownStation;
  const request = call.act(`send-${step}`, actId);
  const input = { meetingId, ceremonyId, step, items };
  return answer(call, await sendStep(call.database, request, input), (value) => value);
}

async function blame(call: Call): Promise<Response> {
  const parsed = blameShape.safeParse(await call.json());
  if (!parsed.success) return call.refuse(malformed, 400);
  const { actId, ceremonyId, positions } = parsed.data;
  const { meetingId } = call.ownStation;
  const result = await blameSenders(
    call.database,
    vaultOf(call.dependencies.ballot),
    call.act('blame-senders', actId),
    { meetingId, ceremonyId, positions },
  );
  return answer(call, result, (value) => value);
}

async function showSetup(call: Call): Promise<Response> {
  const roundId = roundShape.safeParse(call.param('round'));
  if (!roundId.success) return call.refuse(noSetup, 404);
  const texts = await loadSetupTexts(call.database, call.ownStation, roundId.data);
  return texts === null ? call.refuse(noSetup, 404) : call.answer(texts);
}

async function confirm(call: Call): Promise<Response> {
  const roundId = roundShape.safeParse(call.param('round'));
  if (!roundId.success) return call.refuse(noSetup, 404);
  const parsed = confirmShape.safeParse(await call.json());
  if (!parsed.success) return call.refuse(malformed, 400);
  const { actId, setupHash, same } = parsed.data;
  const { ballot, occasion } = call.dependencies;
  const result = await confirmSetup(
    call.database,
    vaultOf(ballot),
    call.act('confirm-setup', actId),
    {
      meetingId: call.ownStation.meetingId,
      roundId: roundId.data,
      ...{ setupHash, same, occasion },
    },
  );
  return answer(call, result, ({ outcome }): ConfirmationTaken => ({ outcome }));
}

/** What the key page of a scrutineer's device calls. */
export const keyStationRoutes: readonly BallotRoute[] = declareBallotRoutes([
  {
    method: 'GET',
    path: '/station/ceremony',
    caller: stationRoles,
    handle: async (call) => call.answer(await loadKeysSeen(call.database, call.ownStation)),
  },
  ...ceremonySteps.map(
    (step): BallotRoute => ({
      method: 'POST',
      path: `/station/ceremony/${step}`,
      caller: stationRoles,
      bodyLimit: largestCeremonyMessage,
      handle: (call) => send(call, step),
    }),
  ),
  { method: 'POST', path: '/station/ceremony/blame', caller: stationRoles, handle: blame },
  {
    method: 'GET',
    path: '/station/rounds/:round/setup',
    caller: stationRoles,
    handle: showSetup,
  },
  {
    method: 'POST',
    path: '/station/rounds/:round/confirm',
    caller: stationRoles,
    handle: confirm,
  },
]);
