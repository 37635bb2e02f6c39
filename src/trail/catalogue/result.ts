import { defineEvents } from './definition.ts';

/** Events of the stage `result`. */
export const resultEvents = defineEvents({});
