import { defineEvents } from './definition.ts';

/** Events about indicators of formalism: they are computed and never stored; only answers are acts. */
export const indicatorEvents = defineEvents({
  'indicator-answered': {
    who: '工作人员',
    sentence: '就{year}年“{title}”的提示作出说明：{content}',
    when: 'The unit answers an indicator that asks about one of its years.',
  },
});
