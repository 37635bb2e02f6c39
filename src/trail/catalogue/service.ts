import { defineEvents } from './definition.ts';

/** Events of the service record (履职档案) and the yearly report. None of them knows a vote. */
export const serviceEvents = defineEvents({
  'training-entered': {
    who: '工作人员',
    sentence: '登记培训“{title}”（{day}），参加代表{deputies}名，来源：{source}。',
    when: 'A training is entered for the service records of those who took part.',
  },
  'suggestion-entered': {
    who: '工作人员',
    sentence: '登记{name}{way}的建议“{title}”（{day}），来源：{source}。',
    when: 'A suggestion that a deputy raised or supported is entered for the service record.',
  },
  'service-entry-withdrawn': {
    who: '工作人员',
    sentence: '撤回{what}“{title}”（{day}）的登记：{reason}。',
    when: 'A training or a suggestion that was entered wrongly is taken back from the service records.',
  },
  'year-report-saved': {
    who: '工作人员',
    sentence: '保存{year}年度报告的编写内容第{number}稿。',
    when: 'The edited sections of a yearly report get a new version.',
  },
  'year-report-published': {
    who: '工作人员',
    sentence: '公布{year}年度报告（第{number}稿），指纹{hash}。',
    when: 'A version of a yearly report becomes public, frozen with its figures.',
  },
});
