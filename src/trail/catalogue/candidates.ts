import { defineEvents } from './definition.ts';

/** Events of the stage `candidates`. */
export const candidateEvents = defineEvents({
  'candidates-imported': {
    who: '工作人员',
    sentence: '从“{file}”导入候选项目：新增{added}个，修改{changed}个，撤下{withdrawn}个。',
    when: 'A previewed spreadsheet of candidates is accepted.',
  },
  'candidate-added': {
    who: '工作人员',
    sentence: '登记第{number}号候选项目“{title}”。',
    when: 'A candidate is entered by hand.',
  },
  'candidate-changed': {
    who: '工作人员',
    sentence: '修改第{number}号候选项目“{title}”（第{version}版）：{reason}。',
    when: 'A candidate gets a new version.',
  },
  'candidate-withdrawn': {
    who: '工作人员',
    sentence: '撤下第{number}号候选项目“{title}”：{reason}。',
    when: 'A candidate is taken from the list before sealing.',
  },
  'candidates-sealed': {
    who: '工作人员',
    sentence: '封存候选项目名单{count}个，短码{hash}。',
    when: 'The list of candidates of a meeting is sealed.',
  },
});
