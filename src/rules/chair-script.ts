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
  'check-in': ({ due, present, needed }) => [
    `各位代表，本次会议应到代表${figure(due)}人，实到${figure(present)}人，法定人数为${figure(needed)}人。`,
    present === null || needed === null || present >= needed
      ? '符合法定人数，现在开会。'
      : `还差${needed - present}人，不足法定人数，请稍候。`,
  ],
  'adopt-sheet': () => [
    '现在通过票决办法（草案）。办法已经印发各位代表，现在由工作人员宣读。',
    `各位代表有没有意见？没有意见，现在表决。${hands}`,
    '通过。',
  ],
  'adopt-counting': ({ chief, scrutineers, tellers }) => [
    `现在通过总监票人、监票人、计票人名单。建议总监票人${names(chief)}，监票人${names(scrutineers)}，计票人${names(tellers)}。`,
    hands,
    '通过。请总监票人、监票人、计票人就位。',
  ],
  'prepare-round': ({ places, candidates }) => [
    `现在票决。候选项目${figure(candidates)}个，应选${figure(places)}个，以无记名投票的方式进行。`,
    '请总监票人、监票人当众检查票箱，并向大会报告。',
  ],
  vote: (facts) => [
    ...votingWords(facts),
    '请监票人先投票，然后请代表依次投票。还有没有没投票的代表？没有，投票结束，请封箱。',
  ],
  count: ({ channels }) =>
    channels === 'electronic'
      ? ['请监票人按办法一起开箱。开箱以前，任何人看不到任何选择。']
      : [
          '请监票人、计票人清点选票，向大会报告发出和收回的张数。',
          '收回的张数不多于发出的张数，本次投票有效。现在计票，请各位代表稍候。',
        ],
  sign: () => ['请计票人核对，请总监票人、监票人、计票人在计票结果报告单上签字。'],
  declare: ({ result }) => [
    '请总监票人报告计票结果。',
    `根据计票结果报告单，我宣布：${result ?? '＿＿＿＿等＿＿个项目入选'}。`,
  ],
};

function votingWords({ channels }: ScriptFacts): readonly string[] {
  if (channels === 'keypad') return ['请各位代表按表决器。'];
  const paper = '现在发票，每人一张。填错的可以更换，旧票当场收回。';
  const slip =
    '现在发票码，每人一张，不要拍照。用手机扫码，或者到共用投票台投票；投完看到“已投入票箱”，请把手机放下。';
  if (channels === 'paper') return [paper];
  return channels === 'electronic' ? [slip] : [paper, `用手机投票的代表领票码：${slip}`];
}
