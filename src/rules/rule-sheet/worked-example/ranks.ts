import type { ExampleCase, WorkedExample } from '../worked-example.ts';

/** 第10名; a tie at the cut always stands between two neighbours. */
function cut({ places }: ExampleCase): string {
  return `第${places}名和第${places + 1}名`;
}

function tooManyPass({ places, candidates, needed }: ExampleCase): WorkedExample {
  const text = `如果${candidates}个候选项目都达到${needed}票，以赞成票最多的${places}项确定，其余${candidates - places}项虽然通过也不确定，连同得票转入项目储备库。`;
  return { code: 'too-many-pass', title: '通过的多于应选', text };
}

function tieResult({ vote, places }: ExampleCase): string {
  const before = places === 1 ? '' : `前${places - 1}名确定，`;
  switch (vote.tie) {
    case 'both':
      return `两项都确定，共确定${places + 1}项，比应选多1项`;
    case 'neither':
      return `${before}这两项都不确定，名额从缺1个`;
    case 'presidium':
      return `${before}这两项由主席团按本办法的规则确定其中一项`;
    case 'revote': {
      const decides =
        vote.revoteDecides === 'most-votes' ? '赞成票多的一项确定' : '达到通过票数且赞成票多的确定';
      const again = {
        presidium: '由主席团按本办法的规则确定',
        lot: '当场抽签',
        both: '两项都确定',
        'leave-open': '都不确定，名额从缺',
      }[vote.secondTie];
      return `${before}只对这两项重新投票，${decides}；票数再次相等的，${again}`;
    }
  }
}

function tie(example: ExampleCase): WorkedExample {
  const { present, needed } = example;
  const votes = needed + Math.floor((present - needed) / 2);
  const text = `如果${cut(example)}都得${votes}票（都已通过）：${tieResult(example)}。`;
  return { code: 'tie', title: '最后名次票数相等', text };
}

function tieBelow(example: ExampleCase): WorkedExample {
  const votes = example.needed - 1;
  const text = `如果${cut(example)}都得${votes}票：两项都没有达到${example.needed}票，不算同票，按通过的少于应选处理。`;
  return { code: 'tie-below-the-line', title: '没有通过的票数相等', text };
}

function secondRoundCandidates({ vote }: ExampleCase, left: number): string {
  const count = vote.secondRoundCount ?? left;
  return vote.secondRoundCandidates === 'all-not-passed' || count >= left
    ? `其余${left}项全部作为第二轮的候选项目`
    : `其余${left}项中赞成票最多的${count}项作为第二轮的候选项目`;
}

function tooFew(example: ExampleCase): WorkedExample {
  const { vote, places, candidates, needed, present } = example;
  const passed = Math.max(0, places - 2);
  const open = places - passed;
  const some = passed === 0 ? '没有项目' : `只有${passed}项`;
  const start = `如果${some}达到${needed}票，还缺${open}项：`;
  const title = '通过的少于应选';
  if (vote.shortfall === 'leave-open') {
    return { code: 'too-few', title, text: `${start}缺的${open}项从缺，留待下次会议。` };
  }
  if (vote.shortfall === 'fewer') {
    return { code: 'too-few', title, text: `${start}以通过的${passed}项为准，不再补足。` };
  }
  const secondNeeded =
    vote.secondRoundPassing === 'as-first'
      ? `仍须${needed}票`
      : `须${Math.floor(present / 2) + 1}票（出席${present}名的过半数）`;
  const after =
    vote.secondShortfall === 'fewer' ? '以两轮通过的为准，不再补足' : '名额从缺，留待下次会议';
  const text = `${start}${secondRoundCandidates(example, candidates - passed)}，${secondNeeded}；第二轮后仍未选满的，${after}。`;
  return { code: 'too-few', title, text };
}

/** Examples about ranks: too many passed, a tie, a tie below the line, too few passed. */
export function rankExamples(example: ExampleCase): readonly WorkedExample[] {
  const { places, candidates, needed, present } = example;
  const surplus = candidates > places;
  const possible = needed <= present;
  const above = surplus && possible ? [tooManyPass(example), tie(example)] : [];
  const below = surplus && needed > 1 ? [tieBelow(example)] : [];
  return [...above, ...below, tooFew(example)];
}
