import type { ExampleCase, WorkedExample } from './example-case.ts';

/** One contest: the whole ballot, or one category, whose candidates the sheet does not count. */
interface Contest extends Omit<ExampleCase, 'candidates'> {
  readonly candidates: number | null;
}

/** The most for-votes that all papers together can give; without a cap there is no bound. */
function capacity({ cap, present }: Contest): number {
  return cap === null ? Number.POSITIVE_INFINITY : cap * present;
}

/** 第10名和第11名: a tie at the cut stands between two neighbours. */
function cut({ places }: Contest): string {
  return `第${places}名和第${places + 1}名`;
}

function tooManyPass({ places, needed }: Contest): WorkedExample {
  const text = `如果有${places + 1}项达到${needed}票，以赞成票最多的${places}项确定，其余1项虽然通过也不确定，连同得票转入项目储备库。`;
  return { code: 'too-many-pass', title: '通过的多于应选', text };
}

function tieResult({ vote, places }: Contest): string {
  const before = places === 1 ? '' : `前${places - 1}名确定，`;
  switch (vote.tie) {
    case 'both':
      return `两项都确定，共确定${places + 1}项，比应选多1项`;
    case 'neither':
      return `${before}这两项都不确定，从缺1项`;
    case 'presidium':
      return `${before}由主席团按本办法的规则在这两项中确定一项`;
    case 'revote': {
      const decides =
        vote.revoteDecides === 'most-votes' ? '赞成票多的一项确定' : '达到通过票数且赞成票多的确定';
      const again = {
        presidium: '由主席团按本办法的规则确定',
        lot: '当场抽签确定',
        both: '两项都确定',
        'leave-open': '都不确定，名额从缺',
      }[vote.secondTie];
      return `${before}只对这两项重新投票，${decides}；票数再次相等的，${again}`;
    }
  }
}

/** A tie at the cut with votes that so many papers can really give. */
function tie(example: Contest): WorkedExample {
  const { places, present, needed } = example;
  const halfway = needed + Math.floor((present - needed) / 2);
  const votes = Math.min(halfway, Math.floor(capacity(example) / (places + 1)));
  const text = `如果${cut(example)}都得${votes}票（都已通过）：${tieResult(example)}。`;
  return { code: 'tie', title: '最后名次票数相等', text };
}

function noTie({ places, present, needed }: Contest): WorkedExample {
  const text = `出席${present}名，不可能有${places + 1}项都达到${needed}票，所以不会出现通过以后票数相等的情形。`;
  return { code: 'tie', title: '最后名次票数相等', text };
}

function tieBelow(example: Contest): WorkedExample {
  const votes = example.needed - 1;
  const text = `如果${cut(example)}都得${votes}票：两项都没有达到${example.needed}票，不算同票，按通过的少于应选处理。`;
  return { code: 'tie-below-the-line', title: '没有通过的票数相等', text };
}

function secondRoundCandidates({ vote, candidates }: Contest, passed: number): string {
  const left = candidates === null ? null : candidates - passed;
  const rest = left === null ? '其余项目' : `其余${left}项`;
  const count = vote.secondRoundCount;
  const all = vote.secondRoundCandidates === 'all-not-passed' || count === null;
  return all || (left !== null && count >= left)
    ? `${rest}全部作为第二轮的候选项目`
    : `${rest}中赞成票最多的${count}项作为第二轮的候选项目`;
}

function afterShortfall(example: Contest, passed: number): string {
  const { vote, places, needed, present } = example;
  if (vote.shortfall === 'leave-open') return `缺的${places - passed}项从缺，留待下次会议`;
  if (vote.shortfall === 'fewer') return `以通过的${passed}项为准，不再补足`;
  const secondNeeded =
    vote.secondRoundPassing === 'as-first'
      ? `仍须${needed}票`
      : `须${Math.floor(present / 2) + 1}票（出席${present}名的过半数）`;
  const after =
    vote.secondShortfall === 'fewer' ? '以两轮通过的为准，不再补足' : '名额从缺，留待下次会议';
  return `${secondRoundCandidates(example, passed)}，${secondNeeded}；第二轮后仍未选满的，${after}`;
}

function tooFew(example: Contest): WorkedExample {
  const { places, needed, candidates } = example;
  const passed = Math.max(0, Math.min(places, candidates ?? places) - 2);
  const some = passed === 0 ? '没有项目' : `只有${passed}项`;
  const text = `如果${some}达到${needed}票，还缺${places - passed}项：${afterShortfall(example, passed)}。`;
  return { code: 'too-few', title: '通过的少于应选', text };
}

function surplusExamples(example: Contest): readonly WorkedExample[] {
  const { places, needed, present } = example;
  const atLine = (places - 1) * needed + 2 * (needed - 1);
  const canPass = needed <= present;
  const canTie = canPass && (places + 1) * needed <= capacity(example);
  return [
    ...(canTie ? [tooManyPass(example), tie(example)] : []),
    ...(canPass && !canTie ? [noTie(example)] : []),
    ...(canPass && needed > 1 && atLine <= capacity(example) ? [tieBelow(example)] : []),
  ];
}

/**
 * Examples about ranks: too many passed, a tie, a tie below the line, too few passed. One that cannot
 * happen with these numbers is left out, or said to be impossible. A 分类式 ballot is shown by its
 * first category.
 */
export function rankExamples(example: ExampleCase): readonly WorkedExample[] {
  const [category] = example.vote.form === 'categories' ? example.vote.categories : [];
  if (category !== undefined) {
    const { name, places } = category;
    const within = { ...example, places, cap: places, candidates: null };
    const examples = [...surplusExamples(within), tooFew(within)];
    return examples.map((one) => ({ ...one, text: `在${name}类中，${one.text}` }));
  }
  const surplus = example.candidates === null || example.candidates > example.places;
  return [...(surplus ? surplusExamples(example) : []), tooFew(example)];
}
