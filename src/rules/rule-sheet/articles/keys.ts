import { articleWriter, type WritePart } from './article.ts';

const article = articleWriter('电子票决', 'keys');

/** 电子票决: keys, slips, opening, and the end of the server's key. */
export const keysPart: WritePart = ({ keys }) => {
  if (keys === undefined) return [];
  const secret =
    keys.slipSecret === 'in-code'
      ? '票码的二维码含投票密码'
      : '票码的二维码不含投票密码，密码由代表输入';
  const scan =
    keys.slipBoxScan === 'always'
      ? '每次开箱前，全部核对票码箱内的票码。'
      : '有代表提出异议的，开箱前全部核对票码箱内的票码。';
  return [
    article(
      ['keyThreshold', 'keyHolders', 'reserveRounds'],
      `电子票箱的钥匙由${keys.keyHolders}名监票人分别持有，至少${keys.keyThreshold}名同时在场方可开箱。`,
      `会前由被提名的监票人制作本轮和${keys.reserveRounds}轮备用的钥匙、票码；大会通过的名单或者办法与制作时不一致的，全部重新制作。`,
    ),
    article(
      ['slipSecret', 'lateSlips', 'slipBoxScan'],
      `${secret}。票码在大会通过本办法和监票人名单以后发放，由代表自行抽取。`,
      `没有发出的票码在投票开始前公布作废，其中留${keys.lateSlips}份供迟到的代表使用，投票结束时作废。`,
      `代表投票后将票码投入票码箱。${scan}`,
    ),
    article(
      ['smallestChannel', 'objectionDays'],
      `一种方式的选票少于${keys.smallestChannel}张的，不开箱，由有关代表改用另一种方式投票。`,
      `自公告之日起${keys.objectionDays}日为异议期；期满后销毁系统持有的钥匙，并予记录。`,
    ),
  ];
};
