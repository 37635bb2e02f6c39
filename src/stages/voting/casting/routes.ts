import { z } from 'zod';
import { largestBallot } from '../../../rules/limits.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Call } from '../../../web/ballot-site/call.ts';
import { declareBallotRoutes } from '../../../web/ballot-site/route.ts';
import type {
  BallotFound,
  BallotRound,
  BallotTaken,
  BoxStateAnswer,
  OpenRound,
} from '../../../wire/ballot.ts';
import { castBallot } from './cast-ballot.ts';
import {
  findSealedElection,
  isInBox,
  listOpenRounds,
  loadRoundForReaders,
} from './casting-store.ts';
import { receiptsBroken, wrongRound } from './refusals.ts';
import { countTestBallot } from './test-ballots.ts';
import { castingTools } from './tools.ts';

const question = z.object({ tracker: z.string().regex(/^[A-Za-z0-9+/]{43}$/) });

/** What decides how a page goes on is the code; the status only has to be fitting. */
function statusOf({ code }: Refusal): 404 | 409 | 422 | 503 {
  if (code === 'wrong-round') return 404;
  if (code === 'ballot-invalid') return 422;
  return code === 'busy' || code === 'receipts-broken' ? 503 : 409;
}

async function showRound(call: Call): Promise<Response> {
  const election = await findSealedElection(call.database, call.param('uuid'));
  if (election === null) return call.refuse(wrongRound, 404);
  const readers = await loadRoundForReaders(call.database, election);
  const { uuid, state, electionJson, receiptKey } = election;
  const answer: BallotRound = { uuid, state, election: electionJson, receiptKey, ...readers };
  return call.answer(answer);
}

async function takeBallot(call: Call): Promise<Response> {
  // The page fills the ballot up with spaces to the greatest length that it could have: the length of
  // a request, which any proxy notes beside an address, must not be that of one ballot on the board.
  const ballot = (await call.context.req.text()).replace(/ +$/, '');
  const tools = castingTools(call.dependencies);
  const taken = await castBallot(call.database, tools, call.param('uuid'), ballot);
  if (!taken.ok) return call.refuse(taken.refusals[0], statusOf(taken.refusals[0]));
  const answer: BallotTaken = taken.value;
  return call.answer(answer);
}

async function findBallot(call: Call): Promise<Response> {
  const asked = question.safeParse(await call.json());
  const election = await findSealedElection(call.database, call.param('uuid'));
  if (election === null || !asked.success) return call.refuse(wrongRound, 404);
  const { tracker } = asked.data;
  if (!(await isInBox(call.database, election, tracker))) {
    const absent: BallotFound = { receipt: null };
    return call.answer(absent);
  }
  const { receipts } = castingTools(call.dependencies);
  const sign = await receipts.of(election.uuid, election.receiptKey);
  if (sign === null) return call.refuse(receiptsBroken, 503);
  const found: BallotFound = { receipt: sign(tracker) };
  return call.answer(found);
}

/** What deputies' pages and booths call. No address here holds a tracker: proxies note addresses. */
export const castingRoutes = declareBallotRoutes([
  { method: 'GET', path: '/b/:uuid/round', caller: 'anyone', handle: showRound },
  {
    method: 'GET',
    path: '/b/:uuid/state',
    caller: 'anyone',
    handle: async (call) => {
      const election = await findSealedElection(call.database, call.param('uuid'));
      if (election === null) return call.refuse(wrongRound, 404);
      const answer: BoxStateAnswer = { state: election.state };
      return call.answer(answer);
    },
  },
  {
    method: 'POST',
    path: '/b/:uuid/ballots',
    caller: 'anyone',
    bodyLimit: largestBallot,
    handle: takeBallot,
  },
  { method: 'POST', path: '/b/:uuid/find', caller: 'anyone', handle: findBallot },
  {
    method: 'POST',
    path: '/b/:uuid/tests',
    caller: 'anyone',
    handle: async (call) => {
      const counted = await countTestBallot(call.database, call.param('uuid'));
      if (!counted.ok) return call.refuse(counted.refusals[0], statusOf(counted.refusals[0]));
      return call.answer({});
    },
  },
  {
    method: 'GET',
    path: '/booth/rounds',
    caller: 'anyone',
    handle: async (call) => {
      const rounds: readonly OpenRound[] = await listOpenRounds(call.database);
      return call.answer({ rounds });
    },
  },
]);
