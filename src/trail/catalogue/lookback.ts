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
});
