import { defineEvents } from './definition.ts';

/** Events of slips (票码): counts alone, never a slip or who holds it. */
export const slipEvents = defineEvents({
  'slips-published': {
    who: '总监票人',
    sentence: '“{title}”制作并公布票码{made}份，其中备用{spare}份，清单码{list}。',
    when: 'The chief sends the public keys of the slips of a round; the private parts were forgotten.',
  },
  'reserve-slips-published': {
    who: '总监票人',
    sentence: '预备第{number}轮制作票码{made}份，其中备用{spare}份，清单码{list}。',
    when: 'The chief sends the public keys of slips for keys of a reserve round.',
  },
  'slips-handed-out': {
    who: '工作人员、监票人',
    sentence: '“{title}”登记发出票码{issued}份。',
    when: 'The number of slips handed out is registered, or registered again, before casting begins.',
  },
  'slips-voided': {
    who: '监票人',
    sentence: '“{title}”扫描作废票码{count}份（{reason}），累计{total}份。',
    when: 'Unissued, reserve or exchanged slips are scanned back and published as void.',
  },
  'casting-begun': {
    who: '工作人员',
    sentence:
      '“{title}”开始电子投票：票码制作{made}份，发出{issued}份，未发出作废{voided}份，留用{reserve}份，下落不明{missing}份{reason}；应到{due}人，实到{present}人。',
    when: 'Casting begins: slips balance, the attendance of the round is frozen.',
  },
  'late-slip-issued': {
    who: '工作人员、监票人',
    sentence: '“{title}”从留用票码中补发1份，留用还剩{left}份，实到{present}人。',
    when: 'A deputy who came late gets a slip from the reserve.',
  },
  'slip-exchanged': {
    who: '监票人',
    sentence: '“{title}”凭未用的票码换发纸质票1张，票码已作废。',
    when: 'An unused slip is exchanged for a paper in a round of both.',
  },
  'paper-exchanged': {
    who: '工作人员、监票人',
    sentence: '“{title}”凭未填写的纸质票换发票码1份，纸质票已收回作废。',
    when: 'An unused paper is exchanged for a slip in a round of both.',
  },
  'reserve-missing': {
    who: '工作人员、监票人',
    sentence: '“{title}”留用票码下落不明{missing}份：{reason}。',
    when: 'Reserve slips that cannot be found after closing are minuted with the reason.',
  },
  'slip-objection-noted': {
    who: '工作人员、监票人',
    sentence: '“{title}”第{number}件关于票码的异议：{objection}。',
    when: 'Somebody objects, as with "already used, but not by me"; no slip and no person is noted.',
  },
  'slip-box-scanned': {
    who: '监票人',
    sentence:
      '“{title}”清点票码箱：有票的{withBallot}份，无票的{withoutBallot}份，未交回{missing}份；电子票{ballots}张，其中{ballotsWithoutSlip}张没有票码；制作{made}份，作废{voided}份：{verdict}。',
    when: 'The slip box is scanned after closing and before opening.',
  },
  'turned-to-paper': {
    who: '工作人员',
    sentence: '“{title}”改用纸质票：电子票作废，已发出的票码{issued}份凭票码换发纸质票。{reason}',
    when: 'The electronic channel of a round is void before the first ballot or with very few.',
  },
});
