import { type MeetingBody, memberNames } from './quorum.ts';

/** The steps of a meeting at which the chair speaks, in their order. */
export const spokenSteps = [
  'check-in',
  'adopt-sheet',
  'adopt-counting',
  'prepare-round',
  'vote',
  'count',
  'sign',
  'declare',
] as const;

export type SpokenStep = (typeof spokenSteps)[number];

/** What is known of the meeting when the chair speaks; null where nobody knows it yet. */
export interface ScriptFacts {
  readonly due: number | null;
  readonly present: number | null;
  readonly needed: number | null;
  readonly places: number | null;
  readonly candidates: number | null;
  /** Whose meeting it is: deputies are spoken to, or members of the standing committee. */
  readonly body: MeetingBody;
  /** What the round decides: candidates are voted on, projects graded, adjustments decided. */
  readonly kind: 'vote' | 'satisfaction' | 'decision';
  /** How many projects are graded, or adjustments decided; null in a vote. */
  readonly matters: number | null;
  readonly channels: 'paper' | 'electronic' | 'hybrid' | 'keypad';
  /** Names of those nominated, in the order 总监票人, 监票人, 计票人. */
  readonly chief: readonly string[];
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
  /** Why the result is as it is, in one sentence; null before the count. */
  readonly result: string | null;
}

/** A figure, or the place on the paper where it is written by hand. */
function figure(value: number | null): string {
  return value === null ? '＿＿' : String(value);
}

function names(people: readonly string[]): string {
  return people.length === 0 ? '＿＿＿＿' : people.join('、');
}

/**
 * What the chair (大会主持人) says at a step, with this meeting's own figures; a figure that is not known yet
 * is a blank to be written. The order is that of the day (rules.md, stage 5): attendance, rule sheet,
 * scrutineers, how to vote, vote, count, report, declaration.
 */
export function chairWords(step: SpokenStep, facts: ScriptFacts): readonly string[] {
  return words[step](facts);
}

const hands = '请同意的举手……请放下；不同意的请举手……请放下；弃权的请举手……请放下。（记录人数）';

const words: Readonly<Record<SpokenStep, (facts: ScriptFacts) => readonly string[]>> = {
  'check-in': ({ due, present, needed, body }) => [
    `各位${memberNames[body]}，本次会议应到${memberNames[body]}${figure(due)}人，实到${figure(present)}人，法定人数为${figure(needed)}人。`,
    present === null || needed === null || present >= needed
      ? '符合法定人数，现在开会。'
      : `还差${needed - present}人，不足法定人数，请稍候。`,
  ],
  'adopt-sheet': ({ body }) => [
    `现在通过票决办法（草案）。办法已经印发各位${memberNames[body]}，现在由工作人员宣读。`,
    `各位${memberNames[body]}有没有意见？没有意见，现在表决。${hands}`,
    '通过。',
  ],
  'adopt-counting': ({ chief, scrutineers, tellers }) => [
    `现在通过总监票人、监票人、计票人名单。建议总监票人${names(chief)}，监票人${names(scrutineers)}，计票人${names(tellers)}。`,
    hands,
    '通过。请总监票人、监票人、计票人就位。',
  ],
  'prepare-round': (facts) => [
    openingWords(facts),
    `请总监票人、监票人当众检查票箱，并向${meetingNames[facts.body]}报告。`,
  ],
  vote: (facts) => [
    ...votingWords(facts),
    `请监票人先投票，然后请${memberNames[facts.body]}依次投票。还有没有没投票的${memberNames[facts.body]}？没有，投票结束，请封箱。`,
  ],
  count: ({ channels, body }) =>
    channels === 'electronic'
      ? ['请监票人按办法一起开箱。开箱以前，任何人看不到任何选择。']
      : [
          `请监票人、计票人清点选票，向${meetingNames[body]}报告发出和收回的张数。`,
          `收回的张数不多于发出的张数，本次投票有效。现在计票，请各位${memberNames[body]}稍候。`,
        ],
  sign: () => ['请计票人核对，请总监票人、监票人、计票人在计票结果报告单上签字。'],
  declare: ({ result, kind }) => [
    '请总监票人报告计票结果。',
    `根据计票结果报告单，我宣布：${result ?? unknownResults[kind]}。`,
  ],
};

const meetingNames: Readonly<Record<MeetingBody, string>> = {
  congress: '大会',
  'standing-committee': '会议',
};

/** The blanks of a declaration that nobody can fill in yet. */
const unknownResults: Readonly<Record<ScriptFacts['kind'], string>> = {
  vote: '＿＿＿＿等＿＿个项目入选',
  satisfaction: '测评为满意的＿＿项，基本满意的＿＿项，不满意的＿＿项',
  decision: '＿＿＿＿等＿＿项调整获得通过，＿＿项未获通过',
};

/** What is voted on now, and how. */
function openingWords({ kind, places, candidates, matters, body }: ScriptFacts): string {
  if (kind === 'vote') {
    return `现在票决。候选项目${figure(candidates)}个，应选${figure(places)}个，以无记名投票的方式进行。`;
  }
  if (kind === 'satisfaction') {
    return `现在对民生实事项目进行满意度测评，共${figure(matters)}项，以无记名投票的方式进行。`;
  }
  return `现在表决民生实事项目调整事项，共${figure(matters)}项，以无记名投票的方式逐项表决，全体${memberNames[body]}过半数赞成的通过。`;
}

function votingWords({ channels, body }: ScriptFacts): readonly string[] {
  const members = memberNames[body];
  if (channels === 'keypad') return [`请各位${members}按表决器。`];
  const paper = '现在发票，每人一张。填错的可以更换，旧票当场收回。';
  const slip =
    '现在发票码，每人一张，不要拍照。用手机扫码，或者到共用投票台投票；投完看到“已投入票箱”，请把手机放下。';
  if (channels === 'paper') return [paper];
  return channels === 'electronic' ? [slip] : [paper, `用手机投票的${members}领票码：${slip}`];
}
