import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { HallResults, HallView } from '../../../views/desk/hall-page.tsx';
import { inGroups } from '../../../views/parts/groups.ts';
import { fingerprintOf } from '../../ballot/fingerprint/fingerprint.ts';
import type { Tables } from '../../database/tables.ts';
import { gradeCodes, gradeNames } from '../../rules/grades.ts';
import { memberNames } from '../../rules/quorum.ts';
import { roundWords } from '../../rules/round-words.ts';
import type { Strip } from '../../stages/meeting/index.ts';
import {
  digestOf,
  listTrackers,
  livesElectronic,
  livesPaper,
  loadOpening,
  type Round,
} from '../../stages/voting/index.ts';

/** What the hall screen is made from. */
export interface HallFacts {
  readonly meeting: string;
  readonly strip: Strip | null;
  /** The round that the hall is at; earlier ones are never shown. */
  readonly round: Round | null;
}

/** What an outcome shows, as it was stored when the round was counted. */
const storedOutcome = z.looseObject({
  valid: z.boolean().nullable(),
  threshold: z.number().nullable(),
  projects: z.array(
    z.looseObject({
      number: z.number(),
      title: z.string(),
      for: z.number().nullable(),
      rank: z.number().nullable(),
      adopted: z.boolean().nullable(),
    }),
  ),
});

/** What the outcome of a satisfaction test shows. */
const storedTest = z.looseObject({
  valid: z.boolean().nullable(),
  needed: z.number(),
  baseCount: z.number(),
  lines: z.array(
    z.looseObject({
      number: z.number(),
      title: z.string(),
      grades: z.looseObject({ satisfied: z.number() }),
      verdict: z.enum(gradeCodes).nullable(),
    }),
  ),
});

/**
 * What the hall screen shows now: at most seven lines, never the result of an earlier item, never how
 * many have not cast.
 */
export async function loadHallView(database: Kysely<Tables>, facts: HallFacts): Promise<HallView> {
  const { round } = facts;
  if (round === null || round.state === 'draft' || round.state === 'ready') return before(facts);
  const results = resultsOf(round);
  if (results !== null) return { ...blank(facts, results.status), results };
  switch (round.state) {
    case 'open':
      return await voting(database, facts, round);
    case 'closed':
      return await counting(database, facts, round);
    case 'interrupted':
      return {
        ...blank(facts, '投票暂时中断'),
        lines: [`请各位${memberNames[round.body]}在座位上等候。`],
      };
    case 'void':
      return { ...blank(facts, '本轮投票无效'), lines: [round.stateReason ?? ''] };
    case 'reopened':
    case 'recounted':
      return { ...blank(facts, '正在重新计票'), lines: ['原报告单保留备查。'] };
    default:
      return { ...blank(facts, '计票完毕'), lines: ['正在核对、签字，请等候宣布。'] };
  }
}

function blank({ meeting, round }: HallFacts, heading: string): HallView {
  const sub = round === null ? meeting : `${meeting}　${round.title}`;
  return { heading, sub, figures: [], lines: [], results: null, foot: ['', ''] };
}

/** Before voting: who is here, whether it is enough, and what comes next. */
function before(facts: HallFacts): HallView {
  const { strip, round } = facts;
  const next = round === null ? '' : `下一项：${round.title}`;
  if (strip === null) return { ...blank(facts, '会议即将开始'), lines: [next] };
  return {
    ...blank({ ...facts, round: null }, '签到'),
    figures: [
      { label: `应到${memberNames[strip.body]}`, value: strip.due },
      { label: `实到${memberNames[strip.body]}`, value: strip.present },
      { label: '需要', value: strip.needed },
    ],
    lines: [strip.missing === 0 ? '✓ 符合法定人数' : `还差 ${strip.missing} 人`, next],
  };
}

async function voting(database: Kysely<Tables>, facts: HallFacts, round: Round): Promise<HallView> {
  const { electronic, paper } = round;
  const members = memberNames[round.body];
  const casting = livesElectronic(round) && electronic?.state === 'casting';
  if (!casting) {
    const issuing = livesElectronic(round) || paper?.state === 'issuing';
    return {
      ...blank(facts, issuing ? '正在发票' : `请各位${members}投票`),
      figures: [
        ...(round.due === null ? [] : [{ label: `应到${members}`, value: round.due }]),
        ...(round.present === null ? [] : [{ label: `实到${members}`, value: round.present }]),
        ...(paper?.issued == null ? [] : [{ label: '发出选票', value: paper.issued }]),
      ],
      lines: issuing ? ['请依次领票，领到以后请回座位。'] : ['请到秘密写票处填写。'],
      foot: [fingerprintLine(round), ''],
    };
  }
  const trackers = await trackersOf(database, round);
  return {
    ...blank(facts, `请各位${members}投票`),
    figures: [{ label: '票箱内选票', value: trackers.length }],
    lines: [fingerprintLine(round)],
    foot: [`票箱校验码 ${shortDigest(trackers)}`, '只显示票数，不显示选择'],
  };
}

/** The box is closed: how many ballots, and how far its opening has come. */
async function counting(
  database: Kysely<Tables>,
  facts: HallFacts,
  round: Round,
): Promise<HallView> {
  const { electronic } = round;
  if (!livesElectronic(round) || electronic === null) {
    return { ...blank(facts, '正在计票'), lines: ['投票结束，票箱已封。'] };
  }
  const [trackers, opening] = await Promise.all([
    trackersOf(database, round),
    loadOpening(database, round),
  ]);
  const sheet = electronic.election?.paperSheetHash ?? null;
  const begun = opening?.begun === true;
  const heading = begun
    ? `正在开箱 ${opening.given}/${opening.needed}`
    : livesPaper(round) && sheet === null
      ? '票箱已封，正在计纸质票'
      : '票箱已封，等待开箱';
  return {
    ...blank(facts, heading),
    figures: [{ label: '电子票箱内选票', value: trackers.length }],
    lines: [
      `公布核对码 ${trackers.length} 个，可在“公开票箱”查找自己的。`,
      fingerprintLine(round),
      ...(sheet === null
        ? []
        : [`纸质票合计表已封定 ${inGroups(sheet.slice(0, 16).toUpperCase())}`]),
    ],
    foot: [`票箱校验码 ${shortDigest(trackers)}`, '开箱以前，谁也不知道结果'],
  };
}

const statusNames: Readonly<Record<string, string>> = {
  counted: '计票结果（未经签字确认）',
  certified: '计票结果（已签字，待宣布）',
};

/**
 * The totals with the line of the majority. Papers alone are shown once they are declared; an opened box
 * is public at once, said to be uncertified until the signatures stand.
 */
function resultsOf(round: Round): HallResults | null {
  const words = roundWords[round.kind];
  const status = statusNames[round.state] ?? (finished(round) ? words.result : undefined);
  const declared = finished(round);
  if (status === undefined || !(declared || livesElectronic(round))) return null;
  if (round.kind === 'satisfaction') return testResults(round, status, words.void);
  const outcome = storedOutcome.safeParse(round.outcome);
  if (!outcome.success || round.outcome === null) return null;
  const { threshold, projects, valid } = outcome.data;
  return {
    status: valid === false ? words.void : status,
    threshold,
    of: round.present ?? round.due ?? 0,
    projects: projects.map(({ number, title, for: votes, adopted }) => ({
      ...{ number, title, votes: votes ?? 0 },
      adopted: adopted === true,
      mark: markOf(round, adopted),
    })),
  };
}

function finished({ state }: Round): boolean {
  return state === 'declared' || state === 'announced';
}

/** Candidates that are not chosen bear no mark; an adjustment is carried or not, and the hall is told which. */
function markOf({ kind }: Round, adopted: boolean | null): string {
  const words = roundWords[kind];
  if (adopted === true) return `✓ ${words.adopted}`;
  return kind === 'decision' && adopted === false ? words.rejected : '';
}

/** A satisfaction test: how many are satisfied with each project, with the line of the half, and the verdict. */
function testResults(round: Round, status: string, void_: string): HallResults | null {
  const outcome = storedTest.safeParse(round.outcome);
  if (!outcome.success) return null;
  const { valid, needed, baseCount, lines } = outcome.data;
  return {
    status: valid === false ? void_ : status,
    threshold: needed,
    of: baseCount,
    projects: lines.map(({ number, title, grades, verdict }) => ({
      ...{ number, title, votes: grades.satisfied },
      adopted: verdict === 'satisfied',
      mark: verdict === null ? '' : gradeNames[verdict],
    })),
  };
}

async function trackersOf(database: Kysely<Tables>, round: Round): Promise<readonly string[]> {
  const uuid = round.electronic?.election?.uuid;
  if (uuid === undefined) return [];
  return await listTrackers(database, { congressId: round.congressId, uuid });
}

function fingerprintLine(round: Round): string {
  const hash = round.electronic?.election?.setupHash;
  return hash == null ? '' : `设置指纹 ${inGroups(fingerprintOf(hash))}`;
}

function shortDigest(trackers: readonly string[]): string {
  return inGroups(digestOf(trackers).slice(0, 16).toUpperCase());
}
