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
  'judgement-imported': {
    who: '工作人员',
    sentence: '录入{committee}以往对第{number}号的评价“{grade}”，来源：{source}。',
    when: 'A judgement that the party committee gave without this program is imported with its source.',
  },
  'committee-added': {
    who: '工作人员',
    sentence: '登记党委“{name}”。',
    when: 'A party committee is entered so that its judgements can name it.',
  },
  'results-entered': {
    who: '工作人员',
    sentence: '录入{tested_on}的满意度测评结果{lines}项，来源：{source}。',
    when: 'The result of a test that was held without this program is entered from a paper.',
  },
  'ratings-summarised': {
    who: '群众',
    sentence:
      '截至此时，群众评价共收到{received}份，其中暂缓计入{held}份、核对后不计入{discarded}份。',
    when: 'Once an hour by a durable job where the numbers have changed; single ratings leave no entry.',
  },
  'ratings-released': {
    who: '工作人员',
    sentence: '第{number}号“{title}”{day}暂缓计入的群众评价{count}份核对后计入：{reason}。',
    when: 'The clerk counts ratings that were held back.',
  },
  'ratings-discarded': {
    who: '工作人员',
    sentence: '第{number}号“{title}”{day}暂缓计入的群众评价{count}份核对后不计入：{reason}。',
    when: 'The clerk leaves ratings out that were held back; their number is public.',
  },
  'problem-reported': {
    who: '群众',
    sentence: '群众反映第{number}号“{title}”的问题一件。',
    when: 'A resident reports a problem from the page of a plate.',
  },
  'problem-answered': {
    who: '工作人员',
    sentence: '答复群众反映的第{number}号“{title}”的问题一件（{way}）。',
    when: 'The clerk answers a reported problem, or says why nothing follows.',
  },
  'problem-handed-over': {
    who: '工作人员',
    sentence: '群众反映的第{number}号“{title}”的问题转为意见第{opinion}号。',
    when: 'A reported problem becomes an opinion.',
  },
  'resident-erased': {
    who: '工作人员',
    sentence: '删除第{number}号“{title}”一位群众的{what}：{reason}。',
    when: 'The clerk erases what one resident wrote, or the phone, for good.',
  },
  'residents-expired': {
    who: '系统',
    sentence:
      '办结已满{days}天，自动删除群众反映{problems}件的原话和联系方式、评价附言{comments}条。',
    when: 'Once a day by a durable job, where something has been closed for as long as the installation keeps it.',
  },
});
