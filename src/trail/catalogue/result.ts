import { defineEvents } from './definition.ts';

/** Events of count reports, signatures, declarations and announcements. */
export const resultEvents = defineEvents({
  'report-made': {
    who: '工作人员',
    sentence: '生成“{title}”第{number}份计票结果报告单，短码{hash}。',
    when: 'A count report is made from a finished counting.',
  },
  'signing-code-issued': {
    who: '本人',
    sentence: '{name}取得一次性签字码。',
    when: 'A signer asks for a one-time code on their own device.',
  },
  'report-signed': {
    who: '监票人、计票人',
    sentence: '{name}（{role}）在计票结果报告单上签字（{way}）。',
    when: 'A signer signs by code, or a scan of a signature by hand is stored.',
  },
  'signature-confirmed': {
    who: '第二人',
    sentence: '{confirmer}核对扫描件，确认{name}的手写签字。',
    when: 'A second person confirms a signature by hand.',
  },
  'signature-missing-minuted': {
    who: '工作人员',
    sentence: '{name}（{role}）{way}签字，原因：{reason}。',
    when: 'A refusal or an absence is minuted with its reason.',
  },
  'report-certified': {
    who: '系统',
    sentence: '“{title}”计票结果报告单签字齐全，可以宣布。',
    when: 'The last required signature arrives.',
  },
  'count-reopened': {
    who: '总监票人',
    sentence: '“{title}”宣布前重新计票：{reason}。原报告单签字失效并保留。',
    when: 'Something was wrong before the declaration: the count is reopened.',
  },
  'recount-started': {
    who: '主席团',
    sentence: '“{title}”经主席团决定复核计票：{reason}。',
    when: 'After the declaration the presidium decides a recount from the sealed packets.',
  },
  'result-declared': {
    who: '大会主持人',
    sentence: '主持人宣布“{title}”结果：{result}。',
    when: 'The chair declares the signed result, or the clerk records that it was declared.',
  },
  'tie-decided': {
    who: '主席团',
    sentence: '“{title}”同票项目由{method}确定：{chosen}号。依据：{reason}。在场：{witnesses}。',
    when: 'A tie that the rule sheet leaves to the presidium or the lot is decided.',
  },
  'result-announced': {
    who: '主席团',
    sentence: '发布公告 {number}（{dated}）：{title}。',
    when: 'The announcement gets its number and date and becomes public.',
  },
  'announcement-corrected': {
    who: '主席团',
    sentence: '发布更正公告 {number}（{dated}），更正 {corrects}：{reason}。',
    when: 'An announced result is corrected by an announcement of its own.',
  },
  'publication-recorded': {
    who: '工作人员',
    sentence: '公告已在{where}公布。',
    when: 'The place and address of publication outside the program are entered.',
  },
  'papers-sealed': {
    who: '监票人',
    sentence: '“{title}”选票{kind}：{packets}包，封签 {seals}，存放于{place}，在场：{witnesses}。',
    when: 'Papers are sealed, opened for a recount, sealed again or destroyed.',
  },
});
