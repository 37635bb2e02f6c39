import { usesPaper, type VoteChapter } from '../document.ts';
import { termInWords } from '../words.ts';
import { articleWriter, type WritePart } from './article.ts';

const countArticle = articleWriter('监票和计票', 'vote');
const resultArticle = articleWriter('结果公布', 'vote');

const conflictInWords: Readonly<Record<VoteChapter['conflictCheck'], string>> = {
  refuse: '候选项目的提出单位、承办单位的负责人和主席团成员，不得担任监票人。',
  warn: '候选项目的提出单位、承办单位的负责人或者主席团成员被提名为监票人的，由主席团决定是否更换，并予记录。',
  none: '监票人的回避不另作要求。',
};

function scrutineers({ conflictCheck }: VoteChapter) {
  return countArticle(
    ['conflictCheck'],
    '会议设总监票人、监票人和计票人。总监票人、监票人名单由大会通过；计票人在监票人监督下工作。投票时，监票人先投票，其他代表随后投票。',
    conflictInWords[conflictCheck],
  );
}

function count({ countMethod, batchSize }: VoteChapter) {
  const tally = '也可以按捆画“正”字计票，同样由两名计票人分别计一遍。';
  return countArticle(
    ['countMethod', 'batchSize'],
    `纸质选票开箱后混合、分捆、编号，每捆不超过${batchSize}张。每捆由两名计票人分别逐张录入，互不相看；结果不一致的，由第三人核对并记录。`,
    countMethod === 'papers' ? '' : tally,
  );
}

const voidInWords: Readonly<Record<VoteChapter['channels'], string>> = {
  paper:
    '收回的选票等于或者少于发出的选票的，投票有效；多于发出的选票的，本轮投票无效，不予计票，重新投票。',
  electronic:
    '投入的电子选票等于或者少于发出的票码的，投票有效；多于发出的票码的，本轮投票无效，不再开箱，重新投票。',
  hybrid:
    '收回的纸质选票、投入的电子选票分别等于或者少于发出的选票、票码的，投票有效；任何一种多于发出数的，',
  keypad: '表决的人数多于出席代表的，本轮投票无效，重新投票。',
};

function validity({ channels, channelVoid, notPressed }: VoteChapter) {
  const hybrid =
    channelVoid === 'round'
      ? '整轮投票无效，纸质选票一律不予计票，电子票箱不打开，重新投票。'
      : '该种方式的投票无效，不予计票，由领取该种选票的代表重新投票。';
  const keypad =
    notPressed === 'apart' ? '未按表决器的单列，不计入投票。' : '未按表决器的视为弃权。';
  return countArticle(
    ['channelVoid', 'notPressed'],
    voidInWords[channels] + (channels === 'hybrid' ? hybrid : ''),
    channels === 'keypad' ? keypad : '',
  );
}

const signersInWords: Readonly<Record<VoteChapter['signers'], string>> = {
  'chief-scrutineers-tellers': '总监票人、全体监票人和到场的计票人',
  'chief-scrutineers': '总监票人和全体监票人',
  chief: '总监票人',
};

function report({ signers, signerMissing }: VoteChapter) {
  const minuted = '有人拒签或者缺席的，记录其陈述的理由；总监票人已经签名的，不影响宣布。';
  const missing = signerMissing === 'minuted' ? minuted : '没有签齐的，不得宣布。';
  return countArticle(
    ['signers', 'signerMissing'],
    `计票完毕，填写计票结果报告单，由${signersInWords[signers]}签名。`,
    signers === 'chief' ? '总监票人没有签名的，不得宣布。' : missing,
  );
}

const announcementNames: Readonly<Record<VoteChapter['announcement'], string>> = {
  presidium: '主席团公告',
  'standing-committee': '常委会公告',
  'working-committee': '人大街道工委公告',
};

function announcement(vote: VoteChapter) {
  const days = vote.announcementDays;
  const when = days === 0 ? '于宣布当日' : `自宣布之日起${days}日内`;
  return resultArticle(
    ['announcement', 'announcementDays'],
    `${termInWords(vote)}结果由会议主持人宣布，${when}以${announcementNames[vote.announcement]}公布。`,
    '选票由监票人密封后存档。未确定的候选项目连同得票情况转入项目储备库。',
  );
}

/** 监票和计票, 结果公布. */
export const countingPart: WritePart = ({ vote }) => {
  if (vote === undefined) return [];
  const paper = usesPaper(vote) ? [count(vote)] : [];
  return [scrutineers(vote), ...paper, validity(vote), report(vote), announcement(vote)];
};
