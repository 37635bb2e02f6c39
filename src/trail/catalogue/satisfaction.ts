import { defineEvents } from './definition.ts';

/** Events of the stage `satisfaction`. None of them holds a grade that a person gave in secret. */
export const satisfactionEvents = defineEvents({
  'test-created': {
    who: '工作人员',
    sentence: '建立“{title}”，测评{lines}项。',
    when: 'A satisfaction test is created as a round of a meeting.',
  },
});
