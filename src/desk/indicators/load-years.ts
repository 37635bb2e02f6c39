import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { MeetingRecord, YearRecord } from '../../rules/indicators/year-record.ts';
import { yuanWritten } from '../../rules/money.ts';
import { quorumOf } from '../../rules/quorum.ts';
import type { Level, RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { parseRuleSheet } from '../../rules/rule-sheet/parse-rule-sheet.ts';
import { lookbackRows, opinionRows, rectificationRows, testRows } from './afterwards-rows.ts';
import {
  candidateRows,
  earlierRows,
  figureRows,
  meetingRows,
  projectRows,
  reportRows,
  visitRows,
  voteRows,
  type YearScope,
  yearRows,
} from './record-rows.ts';
import { runningRows } from './running-rows.ts';

/** The record of one year of one congress, with what a page needs beside it. */
export interface LoadedYear {
  readonly congressName: string;
  readonly level: Level;
  readonly record: YearRecord;
  /** The sheet of the meeting that voted; null where there is none. */
  readonly sheet: RuleSheetDocument | null;
  readonly meetingName: string | null;
  /** Where entered figures come from; null where none were entered. */
  readonly figuresSource: string | null;
}

/** Rows by a key, in their order. */
function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key) {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return (key: Key): readonly Row[] => groups.get(key) ?? [];
}

/** Every row of the scope: fourteen queries, however many congresses and years there are. */
async function loadRows(database: Kysely<Tables>, scope: YearScope) {
  const [years, figures, candidates, meetings, votes, projects, earlier] = await Promise.all([
    yearRows(database, scope),
    figureRows(database, scope),
    candidateRows(database, scope),
    meetingRows(database, scope),
    voteRows(database, scope),
    projectRows(database, scope),
    earlierRows(database, scope),
  ]);
  const [reports, visits, tests, opinions, rectifications, lookbacks, running] = await Promise.all([
    reportRows(database, scope),
    visitRows(database, scope),
    testRows(database, scope),
    opinionRows(database, scope),
    rectificationRows(database, scope),
    lookbackRows(database, scope),
    runningRows(database, scope),
  ]);
  return {
    years,
    figuresOf: groupBy(figures, (row) => row.year_id),
    candidatesOf: groupBy(candidates, (row) => row.year_id),
    meetingsOf: groupBy(meetings, (row) => row.year_id),
    votesOf: groupBy(votes, (row) => row.year_id),
    projectsOf: groupBy(projects, (row) => row.year_id),
    earlierOf: groupBy(earlier, (row) => row.congress_id),
    reportsOf: groupBy(reports, (row) => row.project_id),
    visitsOf: groupBy(visits, (row) => row.project_id),
    testsOf: groupBy(tests, (row) => row.project_id),
    opinionsOf: groupBy(opinions, (row) => row.year_id),
    rectificationsOf: groupBy(rectifications, (row) => `${row.unit_congress_id} ${row.year}`),
    lookbacksOf: groupBy(lookbacks, (row) => row.year_id),
    runningOf: groupBy(running, (row) => row.year_id),
  };
}

type Rows = Awaited<ReturnType<typeof loadRows>>;
type YearRow = Rows['years'][number];
type MeetingRow = ReturnType<Rows['meetingsOf']>[number];
type FigureRow = ReturnType<Rows['figuresOf']>[number];

/** A stored sheet; one that a later program wrote leaves the defaults. */
function sheetOf(meeting: MeetingRow | undefined): RuleSheetDocument | null {
  if (meeting === undefined || meeting.sheet_document === null) return null;
  const parsed = parseRuleSheet(meeting.sheet_document);
  return parsed.ok ? parsed.value : null;
}

/** The meeting that voted, else the last one of the year. */
function meetingOf(rows: Rows, yearId: string): MeetingRow | undefined {
  const meetings = rows.meetingsOf(yearId);
  const [vote] = rows.votesOf(yearId);
  return meetings.find((one) => one.id === vote?.meeting_id) ?? meetings.at(-1);
}

function meetingRecord(
  meeting: MeetingRow | undefined,
  figures: FigureRow | undefined,
  voted: boolean,
): MeetingRecord | null {
  if (meeting === undefined) return null;
  return {
    id: meeting.id,
    startsOn: meeting.starts_on,
    noticeOn: figures?.notice_on ?? null,
    papersOn: figures?.papers_on ?? null,
    deliberationMinuted: figures?.deliberation_minuted ?? meeting.deliberated,
    ruleSheetAdopted: meeting.sheet_state === null || !voted ? null : meeting.sheet_confirmed,
  };
}

function votesOf(rows: Rows, year: YearRow, sheet: RuleSheetDocument | null) {
  return rows.votesOf(year.year_id).map((row) => ({
    ...{ roundId: row.round_id, meetingId: row.meeting_id, places: row.places },
    candidates: row.candidates,
    ...{ due: row.due, present: row.present },
    needed:
      row.due === null || row.present === null || sheet?.vote === undefined
        ? null
        : quorumOf({ due: row.due, present: row.present, share: sheet.vote.quorum }).needed,
    valid: row.report?.valid ?? null,
    ...{ declaredOn: row.declared_on, announcedOn: row.announced_on },
    items: (row.report?.projects ?? []).map((one) => ({
      ...{ number: one.number, title: one.title, votesFor: one.for, adopted: one.adopted },
    })),
  }));
}

function projectsOf(rows: Rows, year: YearRow): YearRecord['projects'] {
  return rows.projectsOf(year.year_id).map((row) => ({
    ...{ id: row.id, number: row.number, title: row.title, place: row.place, state: row.state },
    keptHere: row.source === 'kept here',
    decidedOn: row.decided_on,
    totalYuan: yuanWritten(row.total),
    ...{ quantity: row.quantity, unit: row.unit, planDueOn: row.plan_due_on },
    ...{ planPublishedOn: row.plan_published_on, finishesOn: row.finishes_on },
    ...{ votedFinish: row.voted_finish, plannedYuan: yuanWritten(row.planned_total) },
    plannedQuantity: row.planned_quantity,
    ...{ votedDepartment: row.voted_department, department: row.department },
    ...{ completedOn: row.completed_on, adjustmentOpen: row.adjustment_open },
    reports: rows.reportsOf(row.id).map((report) => ({
      ...{ month: report.month, percent: report.percent, quantity: report.quantity },
      ...{ paidYuan: yuanWritten(report.paid), place: report.actual_place },
      finished: report.standing === 'finished',
    })),
    visits: rows.visitsOf(row.id).map((one) => one.visited_on),
    tests: rows.testsOf(row.id).map((one) => ({
      ...{ testedOn: one.tested_on, satisfied: one.satisfied, dissatisfied: one.dissatisfied },
      ...{ fairlySatisfied: one.fairly_satisfied, verdict: one.verdict },
    })),
  }));
}

function candidatesOf(rows: Rows, year: YearRow): YearRecord['candidates'] {
  return rows.candidatesOf(year.year_id).map((row) => ({
    ...{ id: row.id, number: row.number, title: row.title, adopted: row.state === 'adopted' },
    origins: (row.origins ?? []).map(({ kind }) => kind),
    stateWhenVoted:
      (row.origins ?? []).find(({ state }) => state !== 'unknown')?.state ?? 'unknown',
  }));
}

function recordOf(rows: Rows, year: YearRow, today: string): LoadedYear {
  const [figures] = rows.figuresOf(year.year_id);
  const meeting = meetingOf(rows, year.year_id);
  const sheet = sheetOf(meeting);
  const votes = votesOf(rows, year, sheet);
  const record: YearRecord = {
    ...{ congressId: year.congress_id, yearId: year.year_id, year: year.year, today },
    solicitation:
      figures === undefined
        ? null
        : {
            startsOn: figures.solicitation_starts_on,
            endsOn: figures.solicitation_ends_on,
            channels: figures.channels ?? [],
          },
    candidates: candidatesOf(rows, year),
    meeting: meetingRecord(meeting, figures, votes.length > 0),
    votes,
    running: rows.runningOf(year.year_id).map(({ kind, title, state }) => ({ kind, title, state })),
    projects: projectsOf(rows, year),
    planPublishedOn: figures?.plan_published_on ?? null,
    earlierProjects: rows
      .earlierOf(year.congress_id)
      .filter((one) => one.year < year.year && one.year >= year.year - 3),
    opinions: rows.opinionsOf(year.year_id).map((row) => ({
      ...{ id: row.id, number: row.number, projectId: row.project_id, dueOn: row.due_on },
      answers: row.answers ?? [],
      ratedByClerk: row.rated_by_clerk,
      open: row.state === 'handed_over' || row.state === 'reopened',
    })),
    rectifications: rows.rectificationsOf(`${year.congress_id} ${year.year}`).map((row) => ({
      ...{ id: row.id, issuerId: row.issuer_id, number: row.number, dueOn: row.due_on },
      ...{ state: row.state, lastAnswerOn: row.last_answer_on },
    })),
    lookbacks: rows.lookbacksOf(year.year_id).map((row) => ({
      ...{ id: row.id, issuerId: row.issuer_id, closed: row.state === 'closed' },
    })),
  };
  return {
    congressName: year.name,
    level: year.kind === 'installation' ? 'county' : year.kind,
    record,
    sheet,
    meetingName: meeting?.name ?? null,
    figuresSource: figures?.source ?? null,
  };
}

/**
 * Reads the record of every year of the scope, the newest first, with the same number of queries for one
 * congress and for a whole county. Nothing that it reads leads to any person's vote.
 */
export async function loadYears(
  database: Kysely<Tables>,
  scope: YearScope,
  today: string,
): Promise<readonly LoadedYear[]> {
  const rows = await loadRows(database, scope);
  return rows.years.map((year) => recordOf(rows, year, today));
}

/** The newest year of a congress; null where it has none. */
export async function newestYear(
  database: Kysely<Tables>,
  congressId: string,
): Promise<number | null> {
  const row = await database
    .selectFrom('record.year')
    .select((select) => select.fn.max('year').as('year'))
    .where('congress_id', '=', congressId)
    .executeTakeFirst();
  return row?.year ?? null;
}
