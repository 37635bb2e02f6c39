import type { Adoption } from './adoption.ts';
import { capOnPaper, type Statement, sumFigures, type VoteInput, validPapers } from './input.ts';

/**
 * Lists what is possible but worth a second look: indicators of formalism (no surplus, everything
 * unanimous), marks that do not fit the cap, and effects of the tie and shortfall rules that need
 * somebody to act. A warning never changes the outcome.
 */
export function findWarnings(input: VoteInput, adoption: Adoption): readonly Statement[] {
  return [
    ...warnNoSurplus(input),
    ...warnUnanimous(input),
    ...warnMarks(input),
    ...warnTie(input, adoption),
    ...warnNobodyLeft(input, adoption),
  ];
}

function warnNoSurplus({ projects, places }: VoteInput): Statement[] {
  if (places === null || projects.length > places) return [];
  const text = `候选${projects.length}个，应选${places}个，没有差额；票决办法须写明理由。`;
  return [{ code: 'no-surplus', text }];
}

function warnUnanimous(input: VoteInput): Statement[] {
  const valid = validPapers(input);
  const unanimous = input.projects.every((project) => {
    if (project.for === null || project.for === 0) return false;
    if (valid !== null) return project.for === valid;
    return project.against === 0 && project.abstain === 0;
  });
  if (!unanimous) return [];
  return [{ code: 'unanimous', text: '所有项目都是全票赞成，请看看票决是否流于形式。' }];
}

function warnMarks(input: VoteInput): Statement[] {
  const cap = capOnPaper(input);
  const valid = validPapers(input);
  const marks = sumFigures(input.projects.map((project) => project.for));
  if (cap === null || valid === null || marks === null) return [];
  const most = cap * valid;
  const reckoned = `赞成票合计${marks}票，有效票${valid}张、每张`;
  if (marks > most) {
    const text = `${reckoned}最多${cap}项，合计不应超过${most}票，请核对。`;
    return [{ code: 'more-marks-than-cap', text }];
  }
  if (input.form === 'exactly' && marks < most) {
    const text = `${reckoned}必须选满${cap}项，合计应为${most}票，请核对。`;
    return [{ code: 'fewer-marks-than-required', text }];
  }
  return [];
}

function warnTie(input: VoteInput, { tied, open, projects }: Adoption): Statement[] {
  if (tied.length === 0) return [];
  const numbers = `${tied.map((number) => `${number}号`).join('、')}票数相等`;
  const adopted = projects.filter((project) => project.adopted).length;
  switch (input.tie) {
    case 'revote':
      return [];
    case 'presidium': {
      const text = `${numbers}，其中${open}个由主席团按票决办法规定的规则确定，决定另行记录。`;
      return [{ code: 'presidium-decides', text }];
    }
    case 'lot':
      return [
        { code: 'lot-decides', text: `${numbers}，其中${open}个当场抽签确定，结果另行记录。` },
      ];
    case 'both': {
      const text = `${numbers}，都确定，入选${adopted}个，多于应选的${input.places}个。`;
      return [{ code: 'more-than-places', text }];
    }
    case 'neither':
      return [{ code: 'places-vacant', text: `${numbers}，都不确定，${open}个名额从缺。` }];
  }
}

function warnNobodyLeft(input: VoteInput, { open, projects }: Adoption): Statement[] {
  const allAdopted = projects.every((project) => project.adopted === true);
  if (input.shortfall !== 'second-round' || open <= 0 || !allAdopted) return [];
  const text = `候选项目已全部通过，仍缺${open}个，没有项目可以进入第二轮。`;
  return [{ code: 'no-candidates-left', text }];
}
