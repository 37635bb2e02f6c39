import { defineEvents } from './definition.ts';

/** Events of rounds, papers and counting. None of them holds a mark or a choice. */
export const votingEvents = defineEvents({
  'round-created': {
    who: '工作人员',
    sentence: '建立第{number}轮“{title}”，候选{candidates}个，应选{places}个。',
    when: 'A round is created in draft from the rule sheet and the sealed list.',
  },
  'papers-printed': {
    who: '工作人员',
    sentence: '“{title}”校对无误，印制选票{printed}张（{colour}）。',
    when: 'The papers of a round are proofread and printed.',
  },
  'papers-voided': {
    who: '工作人员',
    sentence: '“{title}”已印选票{papers}张作废销毁：{reason}。',
    when: 'Printed papers become void because the sheet or the list changed.',
  },
  'round-opened': {
    who: '工作人员',
    sentence: '“{title}”开始发票，应到{due}人，当时实到{present}人。',
    when: 'A round opens: quorum met, sheet and scrutineers adopted, papers printed.',
  },
  'papers-issued': {
    who: '工作人员',
    sentence:
      '“{title}”发出选票{issued}张，另有{spoiled}张填写错误已更换收回；应到{due}人，实到{present}人。',
    when: 'Issuing ends; the attendance of the round is frozen.',
  },
  'round-closed': {
    who: '工作人员',
    sentence: '“{title}”投票结束，封箱。',
    when: 'The box is closed.',
  },
  'papers-returned': {
    who: '监票人',
    sentence: '“{title}”开箱清点，收回选票{returned}张，发出{issued}张：{verdict}。',
    when: 'The papers in the box are counted, before any mark is read.',
  },
  'papers-corrected': {
    who: '工作人员',
    sentence:
      '“{title}”更正张数：发出{issued}张，更换{spoiled}张，收回{returned}张（原登记{before}）。原因：{reason}。',
    when: 'Figures of the papers that were typed wrongly are corrected before the count is finished.',
  },
  'round-moved': {
    who: '工作人员',
    sentence: '“{title}”{verb}：{reason}。',
    when: 'A round is interrupted, resumed, cancelled or void.',
  },
  'counting-started': {
    who: '计票人',
    sentence: '“{title}”第{number}次计票开始（{method}）。{reason}',
    when: 'A counting of the papers starts, the first one or a later one.',
  },
  'batch-added': {
    who: '计票人',
    sentence: '第{number}捆，{papers}张。',
    when: 'Mixed papers are bound to a batch and numbered in the corner.',
  },
  'batch-withdrawn': {
    who: '计票人',
    sentence: '第{number}捆（{papers}张）退回重捆，已录入的不作数：{reason}。',
    when: 'A batch that was bound wrongly is withdrawn; its papers are bound anew.',
  },
  'entry-started': {
    who: '计票人',
    sentence: '{name}开始录入第{batch}捆（第{ordinal}次录入）。',
    when: 'A teller takes a batch for the first or the second entry.',
  },
  'paper-entered': {
    who: '计票人',
    sentence: '第{batch}捆第{paper}张已录入（第{ordinal}次录入）。',
    when: 'One paper is entered; the marks themselves are not in the trail.',
  },
  'tally-entered': {
    who: '计票人',
    sentence: '第{batch}捆的正字唱票数已录入（第{ordinal}次录入）。',
    when: 'The totals of a batch are entered from its tally sheet.',
  },
  'entry-finished': {
    who: '计票人',
    sentence: '{name}完成第{batch}捆（第{ordinal}次录入）。{comparison}',
    when: 'A teller finishes a batch; with the second entry both are compared.',
  },
  'difference-settled': {
    who: '监票人',
    sentence: '第{batch}捆{place}两次录入不一致，经第三人核对原票：{reason}。',
    when: 'A difference between two entries is settled by a third look at the paper.',
  },
  'counting-finished': {
    who: '计票人',
    sentence: '“{title}”计票完成：收回{papers}张，有效{valid}张，废票{void}张。',
    when: 'All batches agree or are settled and add up to the papers returned.',
  },
});
