import { defineEvents } from './definition.ts';

/** Events of look-backs: programmes, draws, checks, findings, replies, reports. */
export const lookbackEvents = defineEvents({
  'lookback-drafted': {
    who: '工作人员',
    sentence: '起草回头看方案“{title}”。',
    when: 'A programme of a look-back is drafted.',
  },
  'lookback-changed': {
    who: '工作人员',
    sentence: '修改回头看方案“{title}”。',
    when: 'A draft of a programme is changed before its scope is published.',
  },
  'lookback-question-added': {
    who: '工作人员',
    sentence: '回头看方案“{title}”的{part}清单添加自拟的问题：{text}',
    when: 'A draft of a programme gets a question of its own.',
  },
  'lookback-question-changed': {
    who: '工作人员',
    sentence: '回头看方案“{title}”的{part}清单，自拟的问题“{before}”改为：{text}',
    when: 'A question of its own is changed in the draft of a programme.',
  },
  'lookback-question-removed': {
    who: '工作人员',
    sentence: '回头看方案“{title}”的{part}清单去掉自拟的问题：{text}',
    when: 'A question of its own is removed from the draft of a programme.',
  },
  'lookback-question-left-out': {
    who: '工作人员',
    sentence: '回头看方案“{title}”的{part}清单不问“{text}”，原因：{reason}。',
    when: 'A draft of a programme leaves a question of the template out, with its reason.',
  },
  'lookback-question-taken-in': {
    who: '工作人员',
    sentence: '回头看方案“{title}”的{part}清单恢复“{text}”。',
    when: 'A draft of a programme asks a question of the template again.',
  },
  'lookback-scope-published': {
    who: '工作人员',
    sentence: '公布“{title}”的范围，散列值 {hash}，种子来源：{source}。',
    when: 'The scope is published with its hash and the named source of a seed that does not exist yet.',
  },
  'lookback-drawn': {
    who: '工作人员',
    sentence: '“{title}”以种子“{seed}”抽样，见证人：{witnesses}。',
    when: 'The seed is entered before two witnesses and the sample is drawn from it.',
  },
  'lookback-redraw-announced': {
    who: '工作人员',
    sentence: '“{title}”决定重抽：{reason}。新的种子来源：{source}。',
    when: 'Another draw is announced with its reason; the earlier ones stay visible.',
  },
  'lookback-checked': {
    who: '工作人员',
    sentence:
      '“{title}”核对{subject}的清单，记下 {answers} 条答案，其中 {changed} 条与记录推算的不同。',
    when: 'Answers of a checklist are confirmed or changed with a note.',
  },
  'site-checked': {
    who: '工作人员、代表',
    sentence: '“{title}”现场核查{subject}：{works}，{maintained}。',
    when: 'A site check of a sampled project is recorded.',
  },
  'residents-asked': {
    who: '工作人员、代表',
    sentence: '“{title}”走访{subject}的群众 {residents} 人。',
    when: 'Talks with residents are recorded as sums.',
  },
  'site-check-withdrawn': {
    who: '工作人员、代表',
    sentence: '“{title}”撤回 {day} 对“{subject}”的现场核查：{reason}。',
    when: 'A site check that was recorded wrongly is taken back; it stays visible to staff.',
  },
  'talk-withdrawn': {
    who: '工作人员、代表',
    sentence: '“{title}”撤回 {day} 对“{subject}”的走访：{reason}。',
    when: 'Talks that were recorded wrongly are taken back; they stay visible to staff.',
  },
  'finding-recorded': {
    who: '工作人员',
    sentence: '“{title}”记下第{number}个问题（{grade}）：{subject}。',
    when: 'A finding is recorded with its evidence.',
  },
  'finding-withdrawn': {
    who: '工作人员',
    sentence: '“{title}”撤回第{number}个问题：{reason}。',
    when: 'A finding is withdrawn with its reason; it stays visible.',
  },
  'finding-replied': {
    who: '被检查单位',
    sentence: '对第{number}个问题作出回应：{stance}。',
    when: 'The reviewed congress replies to a finding, in its own trail.',
  },
  'lookback-reported': {
    who: '工作人员',
    sentence: '“{title}”形成报告，{findings} 个问题，短码 {hash}。',
    when: 'The report is frozen with its hash and becomes public.',
  },
  'lookback-closed': {
    who: '工作人员',
    sentence: '“{title}”结束：{how}。',
    when: 'A look-back ends: every item is closed, or the open ones are carried over to its successor.',
  },
});
