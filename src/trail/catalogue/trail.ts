import { defineEvents } from './definition.ts';

/** Events about the trail itself. */
export const trailEvents = defineEvents({
  'detail-erased': {
    who: '数据库管理者',
    sentence: '依法删除第{sequence}条的个人信息详情：{reason}。该条记录本身和指纹保留。',
    when: 'The personal detail of an entry is erased by law.',
  },
  'trail-verified': {
    who: '审计监督、工作人员',
    sentence: '核对留痕链：{result}。',
    when: 'Somebody verifies the chain on the page.',
  },
});
