import { z } from 'zod';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Call } from '../../../web/ballot-site/call.ts';
import { declareBallotRoutes } from '../../../web/ballot-site/route.ts';
import type { RoundToOpen, ShareTaken } from '../../../wire/opening.ts';
import { listRounds, type Round } from '../round-store.ts';
import { stationRoles } from '../station-routes.ts';
import { whatBlocksOpening, whatSlipsAsk } from './begin-opening.ts';
import { giveShare } from './give-share.ts';
import { openBox } from './open-box.ts';
import { loadOpening, type Opening } from './opening-store.ts';

const share = z.object({
  actId: z.uuid(),
  partialDecryption: z.string().max(1_000_000),
  strongProofs: z.string().max(1_000_000),
});

const notRead: Refusal = {
  code: 'share-malformed',
  message: '没有读懂发来的内容，没有接收。请刷新开箱页再试。',
};

async function roundToOpen(call: Call, round: Round): Promise<RoundToOpen | null> {
  const opening = await loadOpening(call.database, round);
  const { election } = round.electronic ?? { election: null };
  const holder = opening?.holders.find((one) => one.personId === call.ownStation.personId);
  if (opening === null || election === null || holder === undefined) return null;
  if (election.setupHash === null) return null;
  return {
    roundId: round.id,
    uuid: election.uuid,
    title: round.title,
    ...standing(round, opening, await whatSlipsAsk(call.database, round)),
    owner: holder.owner,
    setupHash: election.setupHash,
    ballots: round.electronic?.ballots ?? null,
    given: opening.given,
    needed: opening.needed,
    gaveMine: opening.owners.includes(holder.owner),
  };
}

/** Where the opening stands, and the sentence that says what is waited for. */
function standing(
  round: Round,
  opening: Opening,
  asked: Refusal | null,
): Pick<RoundToOpen, 'state' | 'sentence'> {
  if (round.electronic?.election?.keyDestroyedAt != null) {
    return {
      state: 'destroyed',
      sentence: '异议期已满，系统持有的钥匙已经销毁。请删除这台设备上的钥匙。',
    };
  }
  const blocked = whatBlocksOpening(round);
  if (blocked?.code === 'box-void') return { state: 'void', sentence: blocked.message };
  if (blocked?.code === 'already-opened') return { state: 'opened', sentence: blocked.message };
  if (blocked !== null) return { state: 'waiting', sentence: blocked.message };
  if (!opening.begun && asked !== null) return { state: 'waiting', sentence: asked.message };
  if (!opening.begun) {
    const sentence =
      '票箱已封。等总监票人或者工作人员按“开始开箱”，系统的份额公布以后，就可以开箱。';
    return { state: 'waiting', sentence };
  }
  return { state: 'ready', sentence: '可以开箱。请先由本页核验票箱文件。' };
}

/** What the opening page (开箱页) of a scrutineer's device asks. */
export const openingRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/station/opening',
    caller: stationRoles,
    handle: async (call) => {
      const { congressId, meetingId } = call.ownStation;
      const rounds = await listRounds(call.database, congressId, meetingId);
      const shown: RoundToOpen[] = [];
      for (const round of rounds) {
        const one = await roundToOpen(call, round);
        if (one !== null) shown.push(one);
      }
      return call.answer(shown);
    },
  },
  {
    method: 'POST',
    path: '/station/rounds/:round/share',
    caller: stationRoles,
    bodyLimit: 2_500_000,
    handle: async (call) => {
      const parsed = share.safeParse(await call.json());
      if (!parsed.success) return call.refuse(notRead, 422);
      const { actId, ...texts } = parsed.data;
      const { congressId, meetingId, personId } = call.ownStation;
      const place = { meetingId, roundId: call.param('round') };
      const request = call.act('give-share', actId);
      const taken = await giveShare(call.database, request, { ...place, ...texts });
      if (!taken.ok) return call.refuse(taken.refusals[0]);
      const origin = { congressId, personId, now: call.now };
      const opened = await openBox(call.database, origin, place);
      // The share stands on the board either way; the hall is told what kept the box shut.
      if (!opened.ok) return call.refuse(opened.refusals[0]);
      const answer: ShareTaken = { ...taken.value, opened: opened.value };
      return call.answer(answer);
    },
  },
]);
