import { capOf, usesPaper, type VoteChapter } from '../document.ts';
import { symbolInWords } from '../words.ts';
import { articleWriter, type WritePart } from './article.ts';

const article = articleWriter('选票', 'vote');

/** The cap as a number of projects; in a standing sheet it may still be 应选项目数. */
function capInWords(vote: VoteChapter): string {
  const cap = capOf(vote);
  if (vote.cap === 'none') return '不受限制的项数';
  if (vote.cap === 'places') return cap === null ? '应选项目数' : `应选项目数（${cap}项）`;
  return cap === null ? '另行规定的项数' : `${cap}项`;
}

function formOf(vote: VoteChapter): readonly string[] {
  switch (vote.form) {
    case 'each':
      return [
        '选票采用逐项式，列出全部候选项目，由代表对每个项目分别表示赞成、反对或者弃权。',
        vote.cap === 'none'
          ? '一张选票赞成的项数不受限制。'
          : `一张选票赞成的项目不得超过${capInWords(vote)}。`,
      ];
    case 'upto':
      return [
        vote.leastMarked === 0
          ? `选票采用选择式，列出全部候选项目，由代表选择，所选项目不得超过${capInWords(vote)}；可以少选，不得多选。`
          : `选票采用选择式，列出全部候选项目，由代表选择，所选项目不得少于${vote.leastMarked}项，不得超过${capInWords(vote)}。`,
      ];
    case 'exactly':
      return [
        `选票采用选择式，列出全部候选项目，由代表选择，所选项目应当恰好等于${capInWords(vote)}。`,
      ];
    case 'categories': {
      const categories = vote.categories.map(({ name, places }) => `${name}类至多${places}项`);
      return [
        `选票采用分类式，按类列出全部候选项目，由代表在每一类中选择：${categories.join('，')}。每一类可以少选，不得多选。`,
        '各类分别计票，每一类确定的项目不超过该类的应选数。',
      ];
    }
  }
}

function form(vote: VoteChapter) {
  return article(
    ['form', 'cap', 'most', 'leastMarked', 'categories'],
    ...formOf(vote),
    '候选项目的编号在选票、公告和会场屏幕上保持一致。',
  );
}

function symbols(vote: VoteChapter) {
  const names = ['forSymbol', 'againstSymbol', 'abstainSymbol'];
  if (vote.form !== 'each') {
    const text = `选择的项目${symbolInWords(vote.forSymbol)}，不选择的不作任何记号。`;
    return article(names, text);
  }
  const marks = [
    `赞成的${symbolInWords(vote.forSymbol)}`,
    `反对的${symbolInWords(vote.againstSymbol)}`,
    `弃权的${symbolInWords(vote.abstainSymbol)}`,
  ];
  const unmarked =
    vote.abstainSymbol === '' ? '' : '对某个项目没有作任何记号的，视为对该项目弃权。';
  return article(names, `${marks.join('，')}。`, unmarked);
}

function overMarked(vote: VoteChapter): string {
  if (vote.form === 'exactly') return '所选项目多于或者少于规定项数的，整张选票作废。';
  if (vote.form !== 'categories' && vote.cap === 'none') return '';
  return vote.overMarked === 'paper'
    ? '赞成的项目多于规定项数的，整张选票作废；等于或者少于规定项数的，有效。'
    : '某一类赞成的项目多于该类规定项数的，该类部分作废，其他各类有效。';
}

function faults(vote: VoteChapter) {
  const blank =
    vote.blankBallot === 'abstain'
      ? '没有任何记号的空白票，视为对全部项目弃权。'
      : '没有任何记号的空白票，作废。';
  const illegible =
    vote.illegibleMark === 'item'
      ? '记号无法辨认，或者对同一项目作出两种记号的，该项目的记号无效，其他项目有效。'
      : '记号无法辨认，或者对同一项目作出两种记号的，整张选票作废。';
  const electronic = vote.channels === 'paper' ? '' : '电子选票不接受超过规定项数的选择。';
  return article(
    ['overMarked', 'blankBallot', 'illegibleMark'],
    usesPaper(vote) ? overMarked(vote) : '',
    usesPaper(vote) && vote.form === 'upto' && vote.leastMarked > 1
      ? `有所选择而少于${vote.leastMarked}项的，整张选票作废。`
      : '',
    blank,
    usesPaper(vote) ? illegible : '',
    electronic,
  );
}

function colours(vote: VoteChapter) {
  const { paperColour, firstReserveColour, secondReserveColour } = vote;
  return article(
    ['paperColour', 'firstReserveColour', 'secondReserveColour'],
    `第一轮选票为${paperColour}。备用选票两套，第一套为${firstReserveColour}，第二套为${secondReserveColour}，供重新投票或者第二轮投票使用；没有使用的备用选票，清点、记录后销毁。`,
  );
}

/** 选票: form, symbols, faulty marks, colours of the papers. */
export const ballotPart: WritePart = ({ vote }) => {
  if (vote === undefined) return [];
  const keyed = vote.channels === 'keypad' ? [] : [symbols(vote), faults(vote)];
  return [form(vote), ...keyed, ...(usesPaper(vote) ? [colours(vote)] : [])];
};
