import { defineEvents } from './definition.ts';

/** Events about indicators of formalism: they are computed; answers and publications are acts. */
export const indicatorEvents = defineEvents({
  'indicator-answered': {
    who: '工作人员',
    sentence: '就{year}年“{title}”的提示作出说明：{content}',
    when: 'The unit answers an indicator that asks about one of its years.',
  },
  'project-indicator-answered': {
    who: '工作人员',
    sentence: '就{year}年“{title}”的提示，对第{number}号“{project}”作出说明：{content}',
    when: 'The unit answers an indicator for one of the projects that it asks about.',
  },
  'indicators-published': {
    who: '工作人员',
    sentence:
      '第{number}次公布{year}年风险提示：{questions}条要说明，单位说明{answers}条，短码 {hash}。',
    when: 'The indicators of a year are published with the answers that stand, frozen with their hash.',
  },
});
