import {
  adoptRuleSheet,
  adoptScrutineers,
  checkInDeputy,
  grantLeave,
  listAttendees,
  listSittings,
  loadMeetingRuleSheet,
  moveSitting,
  type Sitting,
} from '../../stages/meeting/index.ts';
import {
  beginCount,
  closeRound,
  createRound,
  issuePapers,
  openRound,
  printPapers,
  returnPapers,
} from '../../stages/voting/index.ts';
import type { ActRequest } from '../../trail/perform-act.ts';
import { type Database, must } from './demo-acts.ts';

/** A meeting of an invented township, and how its clerk's acts are asked for. */
export interface DemoHall {
  readonly database: Database;
  readonly townshipId: string;
  readonly meetingId: string;
  readonly request: (kind: string) => ActRequest;
}

/** The first sitting of the meeting, where everything happens. */
async function firstSitting({ database, townshipId, meetingId }: DemoHall): Promise<Sitting> {
  const [sitting] = await listSittings(database, townshipId, meetingId);
  if (sitting === undefined) throw new Error('the meeting has no sitting');
  return sitting;
}

/**
 * Opens check-in and checks in as many deputies as `present` says of those attending; the next ones, as many
 * as `onLeave` says, are on leave. Returns how many are present.
 */
export async function checkInHall(
  hall: DemoHall,
  numbers: (attending: number) => { readonly present: number; readonly onLeave: number },
  deskOf: (index: number) => string,
): Promise<number> {
  const { database, townshipId, meetingId, request } = hall;
  const sitting = await firstSitting(hall);
  const place = { meetingId, sittingId: sitting.id };
  await must(moveSitting(database, request('move-sitting'), { ...place, verb: 'open-check-in' }));
  const attendees = await listAttendees(database, townshipId, meetingId, sitting.id);
  const { present, onLeave } = numbers(attendees.length);
  for (const [index, one] of attendees.entries()) {
    const at = { ...place, deputyId: one.id };
    if (index < present) {
      const checked = { ...at, desk: deskOf(index) };
      await must(checkInDeputy(database, request('check-in-deputy'), checked));
    } else if (index < present + onLeave) {
      await must(grantLeave(database, request('grant-leave'), { ...at, reason: '因公外出' }));
    }
  }
  return present;
}

/** What differs between one paper vote and another. */
export interface PaperVote {
  readonly present: number;
  readonly printed: number;
  readonly spoiled: number;
  readonly method: 'papers' | 'tally';
}

/** Adopts sheet and scrutineers, votes on paper and begins the count. Returns the round. */
export async function voteOnPaper(hall: DemoHall, vote: PaperVote): Promise<string> {
  const { database, townshipId, meetingId, request } = hall;
  const { present, printed, spoiled, method } = vote;
  const { id: sittingId } = await firstSitting(hall);
  const votes = { votesFor: present, votesAgainst: 0, votesAbstain: 0 };
  const figures = { method: 'show_of_hands', ...votes } as const;
  const { roundId } = await must(
    createRound(database, request('create-round'), { meetingId, sittingId }),
  );
  const place = { meetingId, roundId };
  await must(printPapers(database, request('print-papers'), { ...place, printed, colour: '浅黄' }));
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  const version = sheet?.version ?? 1;
  await must(
    adoptRuleSheet(database, request('adopt-rule-sheet'), { meetingId, version, figures }),
  );
  await must(adoptScrutineers(database, request('adopt-scrutineers'), { meetingId, figures }));
  const opened = { meetingId, sittingId, verb: 'open' } as const;
  await must(moveSitting(database, request('move-sitting'), opened));
  await must(openRound(database, request('open-round'), place));
  await must(
    issuePapers(database, request('issue-papers'), { ...place, issued: present, spoiled }),
  );
  await must(closeRound(database, request('close-round'), place));
  const returned = { ...place, returned: present, counted: false };
  await must(returnPapers(database, request('return-papers'), returned));
  await must(beginCount(database, request('begin-count'), { ...place, method }));
  return roundId;
}
