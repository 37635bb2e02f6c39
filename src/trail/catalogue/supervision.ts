import { defineEvents } from './definition.ts';

/** Events of supervision: groups, visits, opinions, supervised handling, adjustments, rectifications. */
export const supervisionEvents = defineEvents({
  'supervision-group-set': {
    who: '工作人员',
    sentence: '第{number}号项目的监督小组“{name}”共{members}人。',
    when: 'The supervision group of a project is formed, or its members change.',
  },
  'visit-planned': {
    who: '工作人员、代表',
    sentence: '监督小组“{name}”安排{day}视察：{topic}。',
    when: 'A visit of a group is planned.',
  },
  'visit-plan-cancelled': {
    who: '工作人员、代表',
    sentence: '取消{day}的视察：{reason}。',
    when: 'A planned visit is taken back.',
  },
  'visit-noted': {
    who: '代表、工作人员',
    sentence: '{day}视察第{number}号项目，{people}人参加，结论：{verdict}。',
    when: 'A note of a visit arrives from a phone or is entered from paper.',
  },
  'visit-published': {
    who: '代表（组长）、工作人员',
    sentence: '公开{day}视察第{number}号项目的记录和{photos}张照片。',
    when: 'The leader of a group, or the clerk, makes the note of a visit public.',
  },
  'visit-unpublished': {
    who: '代表（组长）、工作人员',
    sentence: '撤回{day}视察第{number}号项目的记录的公开：{reason}。',
    when: 'A note that was public is taken back, with the reason.',
  },
  'paper-added': {
    who: '承办单位、工作人员',
    sentence: '“{what}”附材料“{file}”。',
    when: 'A paper or photo is stored with an answer, a report or a supervised handling; the entry keeps its hash.',
  },
  'opinion-raised': {
    who: '代表、工作人员',
    sentence: '提出第{number}号意见（{origin}）。',
    when: 'An opinion is raised by a visit, a deputy, a meeting or an inquiry.',
  },
  'opinion-handed-over': {
    who: '工作人员',
    sentence: '第{number}号意见交{department}办理，{due_on}前反馈。',
    when: 'An opinion is handed over to a department with a deadline.',
  },
  'opinion-declined': {
    who: '工作人员',
    sentence: '第{number}号意见不予交办：{reason}。',
    when: 'An opinion is not handed over, with the reason.',
  },
  'opinion-published': {
    who: '工作人员',
    sentence: '公布第{number}号意见：{wording}',
    when: 'An opinion is published in a wording of its own, or that wording is replaced.',
  },
  'opinion-withdrawn': {
    who: '工作人员',
    sentence: '撤下已公布的第{number}号意见：{reason}。',
    when: 'A published opinion is taken down again, with the reason.',
  },
  'opinion-answered': {
    who: '承办单位、工作人员',
    sentence: '第{number}号意见第{answer}次反馈：{result}。',
    when: 'The department answers.',
  },
  'opinion-rated': {
    who: '代表、工作人员',
    sentence: '对第{number}号意见的反馈评价：{grade}。{next}',
    when: 'Those who raised an opinion rate its answer; a bad one is reopened.',
  },
  'handling-listed': {
    who: '工作人员',
    sentence: '第{number}号项目挂牌督办，{led_by}牵头，{due_on}前完成：{reason}。',
    when: 'A project is put on the list of supervised handling.',
  },
  'key-supervision-accepted': {
    who: '工作人员',
    sentence: '第{number}号项目列入{year}年重点督办。',
    when: 'The proposal to supervise a project with a low verdict, or an unfinished one, next year is accepted; it is listed in the same act.',
  },
  'key-supervision-declined': {
    who: '工作人员',
    sentence: '第{number}号项目不列入{year}年重点督办：{reason}。',
    when: 'That proposal is declined, with the reason.',
  },
  'unfinished-explained': {
    who: '工作人员',
    sentence: '说明第{number}号项目为什么没有按期完工（{told}）：{content}',
    when: 'Why a project was not finished in time is explained to the congress, for everybody to read.',
  },
  'rectification-wording-published': {
    who: '工作人员',
    sentence: '公布第{number}号整改的{what}：{wording}',
    when: 'An answer to a rectification, or its re-check, is published in a wording of its own, or that wording is replaced.',
  },
  'rectification-wording-withdrawn': {
    who: '工作人员',
    sentence: '撤下第{number}号整改的{what}：{reason}。',
    when: 'A published wording of an answer or re-check is taken down, with the reason.',
  },
  'handling-extended': {
    who: '工作人员',
    sentence: '第{number}号项目挂牌督办的期限由{from}延长到{due_on}：{reason}。',
    when: 'The deadline of supervised handling is extended, with the reason.',
  },
  'handling-lifted': {
    who: '工作人员',
    sentence: '第{number}号项目解除挂牌督办：{reason}。',
    when: 'A project is taken from the list, with the reason.',
  },
  'supervision-recorded': {
    who: '工作人员',
    sentence: '登记{kind}：{title}（{day}）。',
    when: 'A special report, inquiry, half-year report or audit is entered.',
  },
  'supervision-withdrawn': {
    who: '工作人员',
    sentence: '撤回{kind}“{title}”（{day}）的登记：{reason}。',
    when: 'A report, inquiry or audit that was entered wrongly is taken back.',
  },
  'adjustment-requested': {
    who: '承办单位、工作人员',
    sentence: '{by}申请第{number}号项目{kind}：{reason}。',
    when: 'The government asks for a change, suspension, end or resumption, with its reasons.',
  },
  'adjustment-withdrawn': {
    who: '承办单位、工作人员',
    sentence: '撤回第{number}号项目的{kind}申请。',
    when: 'A request is taken back before it is decided.',
  },
  'decision-round-created': {
    who: '工作人员',
    sentence: '建立“{title}”，表决{matters}项：{which}。',
    when: 'Requests for adjustments are put to a secret ballot of a meeting.',
  },
  'adjustment-decided': {
    who: '工作人员',
    sentence: '第{number}号项目{kind}：{result}。',
    when: 'The body that the level’s law names has decided; the counts stand in the decision.',
  },
  'adjustment-undecided': {
    who: '工作人员',
    sentence: '表决无效，第{number}号项目{kind}的申请仍待决定。',
    when: 'A round about adjustments is declared void, or found void by a recount: nothing is decided.',
  },
  'adjustment-published': {
    who: '工作人员',
    sentence: '第{number}号项目的{kind}决定在{where}公布。',
    when: 'The notice of a decided adjustment is published.',
  },
  'adjustment-reported': {
    who: '工作人员',
    sentence: '第{number}号项目的{kind}已向“{meeting}”报告。',
    when: 'A standing committee’s decision is reported to the next meeting of the congress.',
  },
  'rectification-issued': {
    who: '工作人员',
    sentence: '发出第{number}号{power}：{unit}，{due_on}前完成。依据：{basis}。',
    when: 'A rectification is asked for or ordered, alone or inside another act.',
  },
  'rectification-answered': {
    who: '工作人员、承办单位',
    sentence: '{unit}答复第{number}号整改（第{answer}次）。',
    when: 'The unit answers; the entry stands in the chain of the unit’s congress.',
  },
  'rectification-closed': {
    who: '工作人员、主席团、代表（组长）',
    sentence: '复查第{number}号整改，准予销号：{finding}。',
    when: 'Somebody other than who answered re-checks and closes the item.',
  },
  'rectification-reopened': {
    who: '工作人员、主席团、代表（组长）',
    sentence: '复查第{number}号整改没有通过，{due_on}前重新整改：{finding}。',
    when: 'A re-check fails, or a closed fault is back: the item is reopened with a new deadline.',
  },
});
