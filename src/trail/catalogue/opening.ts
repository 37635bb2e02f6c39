import { defineEvents } from './definition.ts';

/** Events of closing and opening the electronic box. None of them holds a choice or a ballot. */
export const openingEvents = defineEvents({
  'box-closed': {
    who: '工作人员',
    sentence: '“{title}”电子票箱封箱：票箱内{ballots}张，发出票码{issued}份，票箱校验码{digest}。',
    when: 'The electronic box is closed: its ballots are written into the chain.',
  },
  'box-void': {
    who: '工作人员',
    sentence: '“{title}”封箱时电子票{ballots}张，多于发出的票码{issued}份：{verdict}。',
    when: 'There are more ballots than slips handed out; the box is never opened.',
  },
  'paper-sheet-signed': {
    who: '总监票人',
    sentence: '“{title}”纸质票计票完毕：收回{returned}张，有效{valid}张；合计表封定，全码{hash}。',
    when: 'The chief scrutineer freezes the totals of the papers before the electronic box is opened.',
  },
  'opening-begun': {
    who: '总监票人',
    sentence: '“{title}”开始开箱：封箱{ballots}张，系统的开箱份额已先行公布。',
    when: 'The share of the server is published, before any scrutineer gives one.',
  },
  'share-given': {
    who: '监票人',
    sentence: '{name}用第{owner}号钥匙开箱，份额和强证明核验无误（{given}/{needed}）。',
    when: 'A share of a scrutineer was verified and stands on the board.',
  },
  'box-opened': {
    who: '系统',
    sentence:
      '“{title}”电子票箱开箱，全部核验通过：{ballots}张。票箱文件全码{archive}，强证明全码{proofs}。',
    when: 'Enough shares were given, the whole archive was verified, the totals are published.',
  },
  'box-verified-again': {
    who: '系统',
    sentence: '“{title}”电子票重新核验（电子票不重新计票）：全部通过，票箱文件全码{archive}。',
    when: 'The count is reopened or a recount starts: the electronic part is verified once more.',
  },
  'keys-destroyed': {
    who: '工作人员',
    sentence:
      '异议期满，销毁系统持有的钥匙{keys}组（其中备用{reserve}组），在场：{witnesses}。此后任何人都不能打开单张电子票。',
    when: 'After the objection period the secret keys of a meeting are destroyed.',
  },
});
