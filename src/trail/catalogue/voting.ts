import { defineEvents } from './definition.ts';

/** Events of the stage `voting`. */
export const votingEvents = defineEvents({});
