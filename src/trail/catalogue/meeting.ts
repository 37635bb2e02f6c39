import { defineEvents } from './definition.ts';

/** Events of the stage `meeting`: meetings, sittings, the frozen roll, attendance, decisions. */
export const meetingEvents = defineEvents({
  'meeting-created': {
    who: '工作人员',
    sentence: '建立“{name}”，{day}召开。',
    when: 'A meeting of a body is entered with its first sitting.',
  },
  'meeting-ended': {
    who: '工作人员',
    sentence: '“{name}”闭会。',
    when: 'A meeting ends; the roll of the term may be changed again.',
  },
  'sitting-created': {
    who: '工作人员',
    sentence: '安排“{name}”，计划{time}。',
    when: 'A further sitting of a meeting is planned.',
  },
  'agenda-changed': {
    who: '工作人员',
    sentence: '“{sitting}”议程{change}：{title}。',
    when: 'An item is put on the agenda of a sitting or marked as done.',
  },
  'roll-frozen': {
    who: '工作人员',
    sentence: '冻结代表名册，{deputies}人，名册指纹{hash}。',
    when: 'A meeting copies the roll of the term; later changes are supplements.',
  },
  'roll-supplemented': {
    who: '工作人员',
    sentence: '会议名册变动：{name}，{kind}。原因：{reason}。',
    when: 'The frozen roll of a meeting changes, with its reason.',
  },
  'sitting-moved': {
    who: '工作人员',
    sentence: '“{name}”{verb}。',
    when: 'Check-in of a sitting opens, the sitting opens or closes.',
  },
  'deputy-checked-in': {
    who: '工作人员',
    sentence: '{name}签到（{desk}）。{late}',
    when: 'A deputy is checked in at a desk.',
  },
  'leave-granted': {
    who: '工作人员',
    sentence: '{name}请假。',
    when: 'A leave is entered; its reason is not in the trail.',
  },
  'deputy-left': {
    who: '工作人员',
    sentence: '{name}提前离场。',
    when: 'A deputy leaves a sitting early.',
  },
  'presence-undone': {
    who: '工作人员',
    sentence: '撤销{name}的{what}记录。原因：{reason}。',
    when: 'A check-in, leave or early leaving is undone with a reason.',
  },
  'decision-recorded': {
    who: '工作人员',
    sentence:
      '会议表决“{title}”：应到{due}人，实到{present}人，赞成{votes_for}，反对{votes_against}，弃权{votes_abstain}，{result}。',
    when: 'A decision taken in the hall is entered with its numbers.',
  },
  'rule-sheet-drafted': {
    who: '工作人员',
    sentence: '拟定“{name}”（草案）。',
    when: 'A rule sheet is begun from the defaults or from the standing one.',
  },
  'rule-sheet-changed': {
    who: '工作人员',
    sentence: '修改“{name}”为第{number}稿：{changes}。',
    when: 'A rule sheet gets a new version before its adoption.',
  },
  'rule-sheet-adopted': {
    who: '工作人员',
    sentence:
      '“{name}”经会议表决{result}（赞成{votes_for}，反对{votes_against}，弃权{votes_abstain}）。',
    when: 'The congress adopts or rejects a rule sheet, or confirms a standing one.',
  },
});
