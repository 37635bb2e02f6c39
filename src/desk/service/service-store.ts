import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Deputy } from '../../people/index.ts';

/** How a deputy's attendance at one sitting stands. `no_data`: the sitting is not over, or nobody checked in. */
export type Attendance = 'present' | 'late' | 'left' | 'on_leave' | 'absent' | 'no_data';

/** One deputy's service in one calendar year. Nothing here says anything about any vote. */
export interface ServiceRecord {
  readonly sittings: readonly {
    readonly meeting: string;
    readonly sitting: string;
    readonly day: string;
    readonly attendance: Attendance;
  }[];
  readonly suggestions: readonly {
    readonly kind: 'raised' | 'supported';
    readonly title: string;
    readonly day: string;
    readonly source: string;
  }[];
  readonly visits: readonly {
    readonly project: string;
    readonly day: string;
    readonly ask: string | null;
  }[];
  readonly opinions: readonly {
    readonly number: number;
    readonly content: string;
    readonly state: string;
  }[];
  readonly trainings: readonly {
    readonly title: string;
    readonly day: string;
    readonly hours: string | null;
    readonly source: string;
  }[];
}

/** Whose record it is; null for somebody who is registered in another congress. */
export async function findPerson(
  database: Kysely<Tables>,
  congressId: string,
  personId: string,
): Promise<Deputy | null> {
  const row = await database
    .selectFrom('people.person')
    .select(['id', 'name'])
    .where('congress_id', '=', congressId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : { personId: row.id, name: row.name, constituency: null };
}

/** Calendar years of which a congress has meetings, visits or projects, the newest first. */
export async function listServiceYears(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  return await database
    .selectFrom('record.year')
    .select(['id', 'year'])
    .where('congress_id', '=', congressId)
    .orderBy('year', 'desc')
    .execute();
}

/** Loads the service record of a deputy for one calendar year. */
export async function loadServiceRecord(
  database: Kysely<Tables>,
  congressId: string,
  personId: string,
  year: number,
): Promise<ServiceRecord> {
  const place = { database, congressId, personId, from: `${year}-01-01`, to: `${year}-12-31` };
  const [sittings, suggestions, visits, opinions, trainings] = await Promise.all([
    loadAttendance(place),
    loadSuggestions(place),
    loadVisits(place),
    loadOpinions(place, year),
    loadTrainings(place),
  ]);
  return { sittings, suggestions, visits, opinions, trainings };
}

interface Place {
  readonly database: Kysely<Tables>;
  readonly congressId: string;
  readonly personId: string;
  readonly from: string;
  readonly to: string;
}

/** Attendance from the frozen roll of each meeting and who was present; never from papers or slips. */
async function loadAttendance(place: Place): Promise<ServiceRecord['sittings']> {
  const { database, congressId, personId, from, to } = place;
  const rows = await database
    .selectFrom('roll.meeting_deputy as deputy')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'deputy.congress_id')
        .onRef('meeting.id', '=', 'deputy.meeting_id'),
    )
    .innerJoin('record.sitting as sitting', (join) =>
      join
        .onRef('sitting.congress_id', '=', 'deputy.congress_id')
        .onRef('sitting.meeting_id', '=', 'deputy.meeting_id'),
    )
    .leftJoin('roll.presence as presence', (join) =>
      join
        .onRef('presence.congress_id', '=', 'deputy.congress_id')
        .onRef('presence.deputy_id', '=', 'deputy.id')
        .onRef('presence.sitting_id', '=', 'sitting.id'),
    )
    .select(['meeting.name as meeting', 'sitting.name as sitting', 'sitting.state'])
    .select(['presence.state as presence', 'presence.late'])
    .select(
      sql<string>`to_char(sitting.planned_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day'),
    )
    .where('deputy.congress_id', '=', congressId)
    .where('deputy.person_id', '=', personId)
    .where('deputy.state', '=', 'in_office')
    .where('meeting.starts_on', '>=', from)
    .where('meeting.starts_on', '<=', to)
    .orderBy('sitting.planned_at')
    .orderBy('sitting.number')
    .execute();
  return rows.map(({ meeting, sitting, day, state, presence, late }) => ({
    ...{ meeting, sitting, day },
    attendance: attendanceOf(presence, late === true, state === 'closed'),
  }));
}

function attendanceOf(
  presence: 'on_leave' | 'present' | 'left' | null,
  late: boolean,
  over: boolean,
): Attendance {
  if (presence === 'present') return late ? 'late' : 'present';
  if (presence !== null) return presence;
  return over ? 'absent' : 'no_data';
}

async function loadSuggestions(place: Place): Promise<ServiceRecord['suggestions']> {
  const { database, congressId, personId, from, to } = place;
  return await database
    .selectFrom('people.deputy_suggestion')
    .select(['kind', 'title', 'happened_on as day', 'source'])
    .where('congress_id', '=', congressId)
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .where('happened_on', '>=', from)
    .where('happened_on', '<=', to)
    .orderBy('happened_on')
    .orderBy('title')
    .execute();
}

async function loadVisits(place: Place): Promise<ServiceRecord['visits']> {
  const { database, congressId, personId, from, to } = place;
  return await database
    .selectFrom('people.visit_participant as participant')
    .innerJoin('record.visit as visit', (join) =>
      join
        .onRef('visit.congress_id', '=', 'participant.congress_id')
        .onRef('visit.id', '=', 'participant.visit_id'),
    )
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'visit.congress_id')
        .onRef('project.id', '=', 'visit.project_id'),
    )
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .select(['visit.visited_on as day', 'visit.ask'])
    .select(sql<string>`text.voted ->> 'title'`.as('project'))
    .where('participant.congress_id', '=', congressId)
    .where('participant.person_id', '=', personId)
    .where('visit.visited_on', '>=', from)
    .where('visit.visited_on', '<=', to)
    .orderBy('visit.visited_on')
    .orderBy('visit.id')
    .execute();
}

async function loadOpinions(place: Place, year: number): Promise<ServiceRecord['opinions']> {
  const { database, congressId, personId } = place;
  return await database
    .selectFrom('people.opinion_raiser as raiser')
    .innerJoin('record.opinion as opinion', (join) =>
      join
        .onRef('opinion.congress_id', '=', 'raiser.congress_id')
        .onRef('opinion.id', '=', 'raiser.opinion_id'),
    )
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'opinion.congress_id')
        .onRef('year.id', '=', 'opinion.year_id'),
    )
    .select(['opinion.number', 'opinion.content', 'opinion.state'])
    .where('raiser.congress_id', '=', congressId)
    .where('raiser.person_id', '=', personId)
    .where('year.year', '=', year)
    .orderBy('opinion.number')
    .execute();
}

async function loadTrainings(place: Place): Promise<ServiceRecord['trainings']> {
  const { database, congressId, personId, from, to } = place;
  return await database
    .selectFrom('people.training_deputy as deputy')
    .innerJoin('people.training as training', (join) =>
      join
        .onRef('training.congress_id', '=', 'deputy.congress_id')
        .onRef('training.id', '=', 'deputy.training_id'),
    )
    .select(['training.title', 'training.happened_on as day', 'training.hours', 'training.source'])
    .where('deputy.congress_id', '=', congressId)
    .where('deputy.person_id', '=', personId)
    .where('training.withdrawn_at', 'is', null)
    .where('training.happened_on', '>=', from)
    .where('training.happened_on', '<=', to)
    .orderBy('training.happened_on')
    .orderBy('training.id')
    .execute();
}
