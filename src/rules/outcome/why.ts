import type { PlacedProject } from './adoption.ts';
import type { Statement, TieRule, VoteInput } from './input.ts';
import type { Threshold } from './threshold.ts';

/** What the sentences need to know about the round beside the project itself. */
export interface Explained {
  readonly input: Pick<VoteInput, 'places' | 'tie'>;
  readonly threshold: Threshold;
  /** Why the round is void, where it is. */
  readonly reasons: readonly Statement[];
  readonly tied: readonly number[];
  readonly open: number;
}

const tieEffects: Readonly<Record<TieRule, string>> = {
  revote: '须对票数相等的项目重新投票，本轮暂不确定',
  presidium: '由主席团按票决办法规定的规则确定，本轮暂不确定',
  lot: '当场抽签确定，本轮暂不确定',
  both: '按票决办法，票数相等的项目都确定，入选',
  neither: '按票决办法，票数相等的项目都不确定，名额从缺，未入选',
};

/**
 * Says in one sentence why a project is adopted or not, with the article or rule that it follows
 * from. Projects are 入选, never 当选, which is for persons.
 */
export function explainProject(project: PlacedProject, round: Explained): string {
  const { threshold, input } = round;
  if (project.standing === 'round-void') {
    const reasons = round.reasons.map((reason) => reason.text).join('');
    return `本轮投票无效，不确定任何项目，须重新投票。${reasons}`;
  }
  if (project.standing === 'undetermined') return explainUndetermined(project, threshold);
  const source = `（${threshold.source}）`;
  const rank = project.rank === null ? '' : `名次第${project.rank}，`;
  const compared = `赞成${project.for}票，${comparisonWords(project, threshold)}`;
  switch (project.standing) {
    case 'not-passed':
      return `${compared}，未通过，未入选。${source}`;
    case 'within-places':
      return `${compared}，${rank}在应选${input.places}个之内，入选。${source}`;
    case 'beyond-places':
      return `${compared}，${rank}应选${input.places}个已由赞成票更多的项目占满，未入选。${source}`;
    case 'tied':
      return `${compared}，${tieWords(project, round)}。${tieSource(input.tie)}`;
  }
}

function comparisonWords(project: PlacedProject, { votes, words }: Threshold): string {
  return `${project.passes ? '达到' : '未达到'}通过所需${votes}票（${words}）`;
}

function tieWords(project: PlacedProject, { input, tied, open }: Explained): string {
  const others = tied.filter((number) => number !== project.number).map((one) => `${one}号`);
  return (
    `名次第${project.rank}，与${others.join('、')}票数相等，` +
    `应选${input.places}个只剩${open}个名额，${tieEffects[input.tie]}`
  );
}

function tieSource(tie: TieRule): string {
  return tie === 'revote'
    ? '（票决办法；参照选举法第四十五条、地方组织法第二十九条）'
    : '（票决办法）';
}

function explainUndetermined(project: PlacedProject, threshold: Threshold): string {
  if (project.for === null) return '赞成票数未公布，无法判断是否通过、是否入选。';
  if (threshold.votes === null) {
    return `赞成${project.for}票；${threshold.unpublished}未公布，无法判断是否达到${threshold.words}。`;
  }
  return (
    `赞成${project.for}票，${comparisonWords(project, threshold)}；` +
    `有数字未公布，无法判断是否入选。（${threshold.source}）`
  );
}
