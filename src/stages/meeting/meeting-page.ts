import type { MeetingPage } from '../../../views/meeting/meeting-shell.tsx';
import { mayEnter } from '../../rules/access.ts';
import { readers } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import {
  currentSitting,
  listSittings,
  loadMeeting,
  type Meeting,
  type Sitting,
} from './meeting-store.ts';
import { loadStrip } from './strip.ts';

/** What every page of a meeting knows. */
export interface MeetingPageData {
  readonly meeting: Meeting;
  readonly sittings: readonly Sitting[];
  readonly sitting: Sitting | null;
  readonly page: MeetingPage;
}

/** Loads the frame of a meeting's page: meeting, sittings, quorum strip, navigation. */
export async function loadMeetingPage(visit: Visit): Promise<MeetingPageData> {
  const { database, congressHere } = visit;
  const meeting = await loadMeeting(database, congressHere.id, visit.param('meeting'));
  // The mounting code has already refused ids that are not of this congress.
  if (meeting === null) throw new Error('the path named a meeting that is not there');
  const sittings = await listSittings(database, congressHere.id, meeting.id);
  const sitting = currentSitting(sittings);
  const strip = sitting === null ? null : await loadStrip(database, congressHere.id, sitting.id);
  const base = meetingPath(visit);
  return {
    meeting,
    sittings,
    sitting,
    page: {
      base,
      congress: { name: congressHere.shortName, href: congressPath(visit) },
      name: meeting.name,
      strip,
      live: sitting === null ? null : `${base}/s/${sitting.id}/live`,
      clerk: visit.holds('clerk'),
    },
  };
}

/** The page of the congress, for those who may read it. */
function congressPath({ congressHere, viewer }: Visit): string | null {
  const { id, ancestorIds } = congressHere;
  const place = { congressId: id, ancestorIds, meetingId: null };
  return mayEnter(readers, viewer?.held ?? null, place) ? `/c/${id}` : null;
}

/** The path of the meeting that a visit is in. */
export function meetingPath(visit: Visit): string {
  return `/c/${visit.congressHere.id}/m/${visit.param('meeting')}`;
}
