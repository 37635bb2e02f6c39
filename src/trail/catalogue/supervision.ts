import { defineEvents } from './definition.ts';

/** Events of supervision: groups, visits, opinions, supervised handling, adjustments, rectifications. */
export const supervisionEvents = defineEvents({
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
    who: '工作人员',
    sentence: '复查第{number}号整改，准予销号：{finding}。',
    when: 'Somebody other than who answered re-checks and closes the item.',
  },
  'rectification-reopened': {
    who: '工作人员',
    sentence: '复查第{number}号整改没有通过，{due_on}前重新整改：{finding}。',
    when: 'A re-check fails, or a closed fault is back: the item is reopened with a new deadline.',
  },
});
