import { capOf, usesElectronic, usesPaper, type VoteChapter } from '../document.ts';
import { type Check, refused, warned } from './finding.ts';

const selecting: Check<VoteChapter> = ({ form, cap }) =>
  (form === 'upto' || form === 'exactly') && cap === 'none'
    ? refused(
        'vote.cap',
        'selection-without-cap',
        '选择式选票必须规定选多少项：请选择“与应选项目数相同”或者“另行规定”；不限项数的，请改用逐项式。',
      )
    : null;

const capMissing: Check<VoteChapter> = ({ form, cap, most }) =>
  form !== 'categories' && cap === 'number' && most === null
    ? refused('vote.most', 'cap-missing', '选择了“另行规定”上限，请填写最多赞成多少项。')
    : null;

const capAboveCandidates: Check<VoteChapter> = ({ form, cap, most, candidates }) =>
  form !== 'categories' &&
  cap === 'number' &&
  most !== null &&
  candidates !== null &&
  most > candidates
    ? refused(
        'vote.most',
        'cap-above-candidates',
        `一张选票最多赞成${most}项，多于候选项目${candidates}项，等于没有上限：请改小，或者选择“不限”。`,
      )
    : null;

const leastAboveCap: Check<VoteChapter> = (vote) => {
  const cap = capOf(vote) ?? vote.candidates;
  if (vote.form !== 'upto' || cap === null || vote.leastMarked < Math.max(cap, 1)) return null;
  const message =
    vote.leastMarked > cap
      ? `一张选票至少选${vote.leastMarked}项，却最多只能选${cap}项，两者矛盾：请把至少改小。`
      : `一张选票至少选${cap}项、最多也是${cap}项，就是必须选满：请改用“选择式（必须选满N项）”，或者把至少改小。`;
  return refused('vote.leastMarked', 'least-not-below-cap', message);
};

const capBesidePlaces: Check<VoteChapter> = ({ form, cap, most, places }) => {
  if (form === 'categories' || cap !== 'number' || most === null) return null;
  if (places === null || most === places) return null;
  const effect =
    most > places
      ? '一张选票可以赞成的项目多于应选项目，与“多于应选名额的作废”的通例不同'
      : '代表不能赞成满应选项目数，可能难以选满';
  const message = `一张选票最多赞成${most}项，应选${places}项：${effect}，请确认。`;
  return warned('vote.most', 'cap-differs-from-places', message);
};

const exactlyAll: Check<VoteChapter> = (vote) => {
  const cap = capOf(vote);
  if (vote.form !== 'exactly' || cap === null || vote.candidates === null) return null;
  if (cap < vote.candidates) return null;
  const message = `必须选满${cap}项，而候选项目只有${vote.candidates}项，代表没有选择：请增加候选项目，或者改用逐项式。`;
  return refused('vote.form', 'exactly-leaves-no-choice', message);
};

const exactlyBlank: Check<VoteChapter> = ({ form, blankBallot }) =>
  form === 'exactly' && blankBallot === 'abstain'
    ? refused(
        'vote.blankBallot',
        'exactly-with-blank-abstaining',
        '“必须选满N项”与“空白票视为弃权”不能并存：空白票没有选满。请把空白票改为“作废”，或者改用“至多选N项”。',
      )
    : null;

const cappedEachElectronic: Check<VoteChapter> = (vote) =>
  vote.form === 'each' && vote.cap !== 'none' && usesElectronic(vote)
    ? refused(
        'vote.form',
        'capped-each-cannot-be-proved',
        '逐项式限定了赞成项数，电子选票加密后无法证明没有超过上限：请改用选择式，或者改用不限项数的逐项式，或者只用纸质选票。',
      )
    : null;

const cappedKeypad: Check<VoteChapter> = ({ channels, form, cap }) => {
  if (channels !== 'keypad' || (form === 'each' && cap === 'none')) return null;
  const message =
    '会场表决器逐项按键，不能限制一名代表赞成的总项数：请用不限项数的逐项式，或者改用纸质选票。';
  return refused(form === 'each' ? 'vote.cap' : 'vote.form', 'cap-on-keypad', message);
};

const categoriesMissing: Check<VoteChapter> = ({ form, categories }) =>
  form === 'categories' && categories.length < 2
    ? refused(
        'vote.categories',
        'categories-missing',
        '分类式选票至少要有两类：请填写类别与各类应选数，或者改用选择式。',
      )
    : null;

const categoriesTwice: Check<VoteChapter> = ({ form, categories }) => {
  if (form !== 'categories') return null;
  const names = categories.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return null;
  const message = `类别“${twice}”写了两次，请合并或者改名。`;
  return refused('vote.categories', 'category-twice', message);
};

const categoriesSum: Check<VoteChapter> = ({ form, categories, places }) => {
  if (form !== 'categories' || categories.length < 2 || places === null) return null;
  const sum = categories.reduce((total, category) => total + category.places, 0);
  if (sum === places) return null;
  const message = `各类应选数之和是${sum}，应选项目数是${places}，两者应相等，请改正其中之一。`;
  return refused('vote.categories', 'categories-do-not-add-up', message);
};

const families = ['○〇◯⭕oOοΟоО0', '×xX✕✖✗✘хХ', '√✓✔', '△▲∆'];

/** Marks that nobody can tell apart in handwriting count as one. */
function family(symbol: string): string {
  return families.find((alike) => symbol !== '' && alike.includes(symbol)) ?? symbol;
}

const forBlank: Check<VoteChapter> = ({ forSymbol }) =>
  forSymbol === ''
    ? refused(
        'vote.forSymbol',
        'for-without-symbol',
        '赞成必须有符号：不作记号就算赞成的话，空白票会成为全部赞成。请填一个符号，例如○。',
      )
    : null;

const symbolsAlike: Check<VoteChapter> = (vote) => {
  if (vote.form !== 'each') return null;
  const marks = [
    ['forSymbol', '赞成', vote.forSymbol],
    ['againstSymbol', '反对', vote.againstSymbol],
    ['abstainSymbol', '弃权', vote.abstainSymbol],
  ] as const;
  for (const [index, [field, name, symbol]] of marks.entries()) {
    const earlier = marks.slice(0, index).find((mark) => family(mark[2]) === family(symbol));
    if (earlier === undefined) continue;
    const message = `${earlier[1]}与${name}的符号相同或者难以分辨，请换一个。`;
    return refused(`vote.${field}`, 'symbols-alike', message);
  }
  return null;
};

const partWithoutParts: Check<VoteChapter> = ({ form, overMarked }) =>
  form !== 'categories' && overMarked === 'part'
    ? refused(
        'vote.overMarked',
        'no-parts-on-ballot',
        '只有分类式选票才分部分：请选择“整张选票作废”，或者改用分类式。',
      )
    : null;

const blankVoid: Check<VoteChapter> = ({ form, blankBallot, abstainSymbol }) =>
  form === 'each' && blankBallot === 'void' && abstainSymbol === ''
    ? warned(
        'vote.blankBallot',
        'abstaining-on-all-is-void',
        '弃权不作记号、空白票又作废：对全部项目弃权的代表，其票会成为废票，请确认。',
      )
    : null;

const coloursAlike: Check<VoteChapter> = (vote) => {
  if (!usesPaper(vote)) return null;
  if (vote.firstReserveColour === vote.paperColour) {
    const message = '第一套备用选票与第一轮选票颜色相同，会混票，请换一种颜色。';
    return refused('vote.firstReserveColour', 'colours-alike', message);
  }
  const others = [vote.paperColour, vote.firstReserveColour];
  const message = '第二套备用选票与另一套选票颜色相同，会混票，请换一种颜色。';
  return others.includes(vote.secondReserveColour)
    ? refused('vote.secondReserveColour', 'colours-alike', message)
    : null;
};

/** Checks of the page 选票与划票. */
export const ballotChecks: readonly Check<VoteChapter>[] = [
  cappedEachElectronic,
  exactlyAll,
  selecting,
  cappedKeypad,
  capMissing,
  capAboveCandidates,
  leastAboveCap,
  capBesidePlaces,
  categoriesMissing,
  categoriesTwice,
  categoriesSum,
  forBlank,
  symbolsAlike,
  partWithoutParts,
  exactlyBlank,
  blankVoid,
  coloursAlike,
];
