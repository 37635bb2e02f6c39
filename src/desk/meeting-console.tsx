import { MeetingConsole } from '../../views/desk/meeting-console.tsx';
import type { Step } from '../../views/parts/steps.tsx';
import { listRoles } from '../people/index.ts';
import type { Role } from '../rules/access.ts';
import { chairWords, type ScriptFacts, type SpokenStep } from '../rules/chair-script.ts';
import { roundStateNames } from '../rules/lifecycle.ts';
import { loadSealedList } from '../stages/candidates/index.ts';
import { loadMeetingPage, loadMeetingRuleSheet, meetingBody } from '../stages/meeting/index.ts';
import { countBallots, listRounds, type Round } from '../stages/voting/index.ts';
import { declareRoutes, readers } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';

/** One step of the meeting: done or not, with what is known of it. */
interface Known {
  readonly text: string;
  readonly done: boolean;
  readonly note: string;
  readonly path: string;
  /** At which the chair speaks; absent where there is nothing to say. */
  readonly spoken?: SpokenStep;
}

/** What the console of a meeting is made of, looked up once. */
async function loadConsole(visit: Visit) {
  const { database, congressHere } = visit;
  const data = await loadMeetingPage(visit);
  const meetingId = data.meeting.id;
  const [list, sheet, held, rounds] = await Promise.all([
    loadSealedList(database, congressHere.id, meetingId),
    loadMeetingRuleSheet(database, congressHere.id, meetingId),
    listRoles(database, congressHere.id, meetingId),
    listRounds(database, congressHere.id, meetingId),
  ]);
  const round = rounds.findLast((one) => one.state !== 'cancelled') ?? null;
  return { ...data, list, sheet, held, round };
}

type ConsoleData = Awaited<ReturnType<typeof loadConsole>>;

function knownSteps(data: ConsoleData): readonly Known[] {
  const { meeting, sitting, page, list, sheet, held, round } = data;
  const counting = held.filter((one) => one.role !== 'chair');
  const adopted = counting.length > 0 && counting.every((one) => one.decisionId !== null);
  const inForce = sheet?.state === 'in_force';
  const frozen = meeting.state !== 'preparing';
  // A meeting of the standing committee, or one that only tests or decides, seals no list of candidates.
  const noVote =
    meeting.bodyKind === 'standing_committee' ||
    (list === null && round !== null && round.kind !== 'vote');
  return [
    {
      text: '导入并冻结名册',
      done: frozen,
      note: frozen ? `${page.strip?.due ?? 0} 人` : '',
      path: '/roll',
    },
    ...(noVote
      ? []
      : [
          {
            text: '导入并封存候选项目',
            done: list !== null,
            note: list === null ? '' : `${list.items.length} 个`,
            path: '/candidates',
          },
        ]),
    {
      text: '拟定票决办法',
      done: sheet !== null,
      note: sheet === null ? '' : `第 ${sheet.versionNumber} 稿`,
      path: '/rules',
    },
    {
      text: '提名监票人、计票人',
      done: counting.length >= 4,
      note: `${counting.length} 人`,
      path: '/people',
    },
    {
      text: '签到',
      spoken: 'check-in',
      done: sitting !== null && sitting.state !== 'planned' && page.strip?.missing === 0,
      note: page.strip === null ? '' : `实到 ${page.strip.present}`,
      path: '/sittings',
    },
    { text: '通过票决办法', spoken: 'adopt-sheet', done: inForce, note: '', path: '/rules' },
    {
      text: '通过监票人、计票人名单',
      spoken: 'adopt-counting',
      done: adopted,
      note: '',
      path: '/decisions',
    },
    ...roundSteps(round),
  ];
}

const order = ['draft', 'ready', 'open', 'closed', 'counted', 'certified', 'declared', 'announced'];

function roundSteps(round: Round | null): readonly Known[] {
  const path = round === null ? '/rounds' : `/r/${round.id}`;
  const result = round === null ? path : `${path}/result`;
  const reached = round === null ? -1 : order.indexOf(round.state);
  const counting = round !== null && ['reopened', 'recounted'].includes(round.state);
  const at = (state: string) => reached >= order.indexOf(state);
  const steps: readonly Known[] = [
    {
      text: '建立轮次、印制选票',
      spoken: 'prepare-round',
      done: at('ready') || counting,
      note: '',
      path,
    },
    { text: '发票、投票、封箱', spoken: 'vote', done: at('closed') || counting, note: '', path },
    {
      text: '清点、计票',
      spoken: 'count',
      done: at('counted'),
      note: '',
      path: counting ? `${path}/count` : path,
    },
    { text: '报告单签字', spoken: 'sign', done: at('certified'), note: '', path: result },
    { text: '宣布结果', spoken: 'declare', done: at('declared'), note: '', path: result },
    { text: '发布公告', done: at('announced'), note: '', path: result },
  ];
  // How the round stands is said where it stands.
  const now = steps.findIndex((one) => !one.done);
  const state = round === null ? '' : roundStateNames[round.state];
  return steps.map((one, index) => (index === now ? { ...one, note: state } : one));
}

/** The steps that scrutineers and tellers do themselves. */
const countersOwn: readonly (SpokenStep | undefined)[] = ['vote', 'count', 'sign'];

/** Whether the viewer has something to do at this step, beyond looking at it. */
function isTheirs(visit: Visit, step: Known): boolean {
  if (visit.holds('clerk')) return true;
  const counter = visit.holds('chief_scrutineer', 'scrutineer', 'teller');
  return counter && countersOwn.includes(step.spoken);
}

async function show(visit: Visit): Promise<Response> {
  const data = await loadConsole(visit);
  const known = knownSteps(data);
  const next = known.findIndex((one) => !one.done);
  const steps = known.map(
    (one, index): Step => ({
      text: one.text,
      state: one.done ? 'done' : index === next ? 'now' : 'todo',
      note: one.note,
      // The page of the people is the clerk's own.
      ...(one.path === '/people' && !data.page.clerk
        ? {}
        : { href: `${data.page.base}${one.path}` }),
    }),
  );
  const now = known[next];
  const box = await boxOf(visit, data.round);
  return await visit.page(
    <MeetingConsole
      frame={visit.frame()}
      page={data.page}
      steps={steps}
      next={
        now === undefined
          ? null
          : {
              ...{ text: now.text, href: `${data.page.base}${now.path}` },
              theirs: isTheirs(visit, now),
            }
      }
      emergency={`${data.page.base}/emergency-pack`}
      hall={`${data.page.base}/hall`}
      box={box}
      script={now?.spoken === undefined ? [] : chairWords(now.spoken, factsOf(data))}
    />,
  );
}

/** What the chair's words are made of. */
function factsOf({ meeting, page, list, sheet, held, round }: ConsoleData): ScriptFacts {
  const named = (role: Role) => held.filter((one) => one.role === role).map((one) => one.name);
  const vote = sheet?.document.vote;
  return {
    due: page.strip?.due ?? null,
    present: page.strip?.present ?? null,
    needed: page.strip?.needed ?? null,
    places: vote?.places ?? null,
    candidates: list?.items.length ?? null,
    body: meetingBody(meeting.bodyKind),
    kind: round?.kind ?? 'vote',
    matters: round === null || round.kind === 'vote' ? null : round.items.length,
    channels: vote?.channels ?? 'paper',
    chief: named('chief_scrutineer'),
    scrutineers: named('scrutineer'),
    tellers: named('teller'),
    result: null,
  };
}

/** The electronic box that is being cast into or opened; who has not cast is for the clerk's eyes. */
async function boxOf(visit: Visit, round: Round | null) {
  const { database, congressHere } = visit;
  const electronic = round?.electronic;
  const election = electronic?.election;
  if (round === null || electronic == null || election?.setupHash == null) return null;
  const place = { congressId: congressHere.id, uuid: election.uuid };
  const ballots = electronic.ballots ?? (await countBallots(database, place));
  const casting = electronic.state === 'casting';
  return {
    board: `/board/${election.uuid}`,
    opening: `/c/${congressHere.id}/m/${round.meetingId}/r/${round.id}/opening`,
    ballots,
    notCast:
      casting && visit.holds('clerk') ? Math.max((electronic.issued ?? 0) - ballots, 0) : null,
  };
}

/** The console of a meeting: every step, and the one that comes next. */
export const consoleRoutes = declareRoutes([
  { method: 'GET', path: '/c/:congress/m/:meeting', site: 'staff', access: readers, handle: show },
]);
