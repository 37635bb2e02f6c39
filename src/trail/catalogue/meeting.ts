import { defineEvents } from './definition.ts';

/** Events of the stage `meeting`. */
export const meetingEvents = defineEvents({});
