import { defineEvents } from './definition.ts';

/** Events of the roll before a meeting freezes it. */
export const rollEvents = defineEvents({
  'roll-imported': {
    who: '工作人员',
    sentence: '从“{file}”导入代表名册：新增{added}人，修改{changed}人。',
    when: 'A previewed spreadsheet of deputies is accepted.',
  },
  're-elected-kept': {
    who: '工作人员',
    sentence: '确认{deputies}位代表与上届为同一人，沿用原来的账号和履职档案。',
    when: 'With the roll of a new term the clerk confirms who was a deputy of the term before.',
  },
  'members-entered': {
    who: '工作人员',
    sentence: '登记常委会组成人员{members}人，其中不再担任的{ended}人已注明终止。',
    when: 'The members of the standing committee are entered before its meeting freezes its roll.',
  },
});
