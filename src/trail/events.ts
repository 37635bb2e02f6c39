import { candidateEvents } from './catalogue/candidates.ts';
import { deliveryEvents } from './catalogue/delivery.ts';
import { indicatorEvents } from './catalogue/indicators.ts';
import { keyEvents } from './catalogue/keys.ts';
import { lookbackEvents } from './catalogue/lookback.ts';
import { meetingEvents } from './catalogue/meeting.ts';
import { openingEvents } from './catalogue/opening.ts';
import { peopleEvents } from './catalogue/people.ts';
import { resultEvents } from './catalogue/result.ts';
import { rollEvents } from './catalogue/roll.ts';
import { satisfactionEvents } from './catalogue/satisfaction.ts';
import { serviceEvents } from './catalogue/service.ts';
import { slipEvents } from './catalogue/slips.ts';
import { supervisionEvents } from './catalogue/supervision.ts';
import { trailEvents } from './catalogue/trail.ts';
import { votingEvents } from './catalogue/voting.ts';

/** The closed catalogue of events: nothing else can be written to the trail. */
export const events = {
  ...peopleEvents,
  ...candidateEvents,
  ...rollEvents,
  ...meetingEvents,
  ...votingEvents,
  ...slipEvents,
  ...openingEvents,
  ...keyEvents,
  ...resultEvents,
  ...deliveryEvents,
  ...supervisionEvents,
  ...lookbackEvents,
  ...satisfactionEvents,
  ...indicatorEvents,
  ...serviceEvents,
  ...trailEvents,
} as const;

/** The stable code of an event. */
export type EventCode = keyof typeof events;
