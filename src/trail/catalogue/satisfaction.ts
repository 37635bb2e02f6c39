import { defineEvents } from './definition.ts';

/** Events of the stage `satisfaction`. None of them holds a grade that a person gave in secret. */
export const satisfactionEvents = defineEvents({
  'test-created': {
    who: '工作人员',
    sentence: '建立“{title}”，测评{lines}项。',
    when: 'A satisfaction test is created as a round of a meeting.',
  },
  'project-judged': {
    who: '党委',
    sentence: '{committee}对第{number}号“{title}”的评价{again}“{grade}”：{reason}。',
    when: 'The party committee grades a project with its reason.',
  },
  'results-entered': {
    who: '工作人员',
    sentence: '录入{tested_on}的满意度测评结果{lines}项，来源：{source}。',
    when: 'The result of a test that was held without this program is entered from a paper.',
  },
});
