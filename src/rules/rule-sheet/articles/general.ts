import { withoutStop } from '../../sentences.ts';
import type { RuleSheetDocument, VoteChapter } from '../document.ts';
import { termInWords } from '../words.ts';
import { articleWriter, type SheetNames, type WritePart } from './article.ts';

const article = articleWriter('总则', 'vote');

function purpose(vote: VoteChapter, document: RuleSheetDocument, { place }: SheetNames) {
  const term = termInWords(vote);
  const street = `街道不设人民代表大会，${term}结果是向有关国家机关提出的建议。`;
  return article(
    ['term'],
    `为了规范${place}民生实事项目人大代表${term}工作，保障代表依法行使职权，根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》、《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》等有关法律的规定，结合实际，制定本办法。`,
    document.level === 'street' ? street : '',
  );
}

function scope({ scope: reach }: RuleSheetDocument, { meeting }: SheetNames) {
  if (reach === 'meeting') return article([], `本办法适用于${meeting ?? '本次会议'}。`);
  return article(
    [],
    '本办法常设施行，至新的办法通过时止。每次会议由大会确认后适用；需要变通的，由大会作出决定。',
  );
}

function entered(places: number | null, candidates: number | null): string {
  if (places !== null && candidates !== null) {
    const figures = `候选项目${candidates}项，应选项目${places}项`;
    const surplus = candidates - places;
    return surplus > 0 ? `${figures}，差额${surplus}项。` : `${figures}，不设差额。`;
  }
  if (places !== null) return `应选项目${places}项，候选项目数由每次会议确定。`;
  if (candidates !== null) return `候选项目${candidates}项，应选项目数由每次会议确定。`;
  return '应选项目数和候选项目数由每次会议确定。';
}

function numbers(vote: VoteChapter) {
  const { places, candidates, leastSurplus, noSurplusReason } = vote;
  return article(
    ['places', 'candidates', 'leastSurplus', 'noSurplusReason'],
    entered(places, candidates),
    `候选项目数应当多于应选项目数，差额一般不少于1项，不低于应选项目数的${leastSurplus}%。`,
    noSurplusReason === '' ? '' : `本次不设差额的理由：${withoutStop(noSurplusReason)}。`,
  );
}

const channelsInWords: Readonly<Record<VoteChapter['channels'], string>> = {
  paper: '使用纸质选票，投入票箱',
  electronic: '使用电子选票，代表凭自行抽取的票码投票',
  hybrid: '纸质选票与电子选票并用，每名代表只能使用其中一种，未使用的可以交回换领另一种',
  keypad: '使用会场表决器，由代表本人按键',
};

function channels(vote: VoteChapter) {
  return article(
    ['channels'],
    `${termInWords(vote)}采用无记名方式，${channelsInWords[vote.channels]}。`,
  );
}

function voters() {
  return article(
    ['whoMayVote'],
    '本次全体会议已经签到的代表可以投票。代表不得委托他人投票，会议不设流动票箱。',
    '列席人员不参加投票，不计入出席人数。',
  );
}

/** 总则: purpose, scope, numbers, way of voting, and who votes. */
export const generalPart: WritePart = (document, names) => {
  const { vote } = document;
  if (vote === undefined) return [scope(document, names)];
  return [
    purpose(vote, document, names),
    scope(document, names),
    numbers(vote),
    channels(vote),
    voters(),
  ];
};
