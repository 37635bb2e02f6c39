import { CongressPage, type YearStanding } from '../../views/desk/congress-page.tsx';
import { listChildren, listRoles, listTerms } from '../people/index.ts';
import { type PlaceKind, roleNameAt } from '../rules/access.ts';
import { dayInWords } from '../rules/days.ts';
import { judgeYear } from '../rules/indicators/catalogue.ts';
import { thresholdsOf } from '../rules/indicators/thresholds.ts';
import { yearStages } from '../rules/indicators/year-stages.ts';
import { roundStateNames } from '../rules/lifecycle.ts';
import { deadlineLateness } from '../rules/rectification.ts';
import { foldReminders, type ReminderLevel, reminderLevelNames } from '../rules/reminders.ts';
import { numberInWords } from '../rules/rule-sheet/chinese-numerals.ts';
import {
  listReminders,
  listRemindersBelow,
  listWaiting,
  type OpenReminder,
  reminderPath,
  type WaitingItem,
} from '../stages/delivery/index.ts';
import { listFindingsAbout } from '../stages/lookback/index.ts';
import { listMeetings, type Meeting } from '../stages/meeting/index.ts';
import { countWaiting } from '../stages/satisfaction/index.ts';
import { trailReaders } from '../trail/index.ts';
import { chinaDate } from '../web/china-time.ts';
import { declareRoutes, readers } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';
import { appraisalReaders } from './appraisal/routes.tsx';
import { overviewReaders } from './county/access.ts';
import { loadYears, newestYear } from './indicators/load-years.ts';
import { runningRows } from './indicators/running-rows.ts';
import { showEvidence } from './indicators/show-evidence.ts';

const stateNames: Readonly<Record<Meeting['state'], string>> = {
  preparing: '筹备中',
  roll_frozen: '名册已冻结',
  ended: '已闭会',
};

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const [meetings, terms, children, held, standing, own, lower, running] = await Promise.all([
    listMeetings(database, congressHere.id),
    listTerms(database, congressHere.id),
    listChildren(database, congressHere.id),
    listRoles(database, congressHere.id, null),
    standingOf(visit),
    listReminders(database, congressHere.id, chinaDate(visit.now)),
    listRemindersBelow(database, congressHere.id, chinaDate(visit.now)),
    runningRounds(visit),
  ]);
  const clerk = visit.holds('clerk');
  // What the clerk has to do is in one list, with its deadline; the reminders tell of what others have to do.
  const { waiting, rest } = foldReminders(clerk ? await waitingFor(visit) : [], own);
  return await visit.page(
    <CongressPage
      frame={visit.frame()}
      name={congressHere.name}
      base={base}
      term={terms[0] === undefined ? null : `第${numberInWords(terms[0].number)}届`}
      meetings={meetings.map((one) => ({
        href: `${base}/m/${one.id}`,
        name: one.name,
        when: dayInWords(one.startsOn),
        state: stateNames[one.state],
      }))}
      below={children.map((one) => ({ href: `/c/${one.id}`, name: one.name }))}
      staff={held
        .filter((one) => one.role !== 'deputy')
        .map((one) => `${roleNameAt(one.role, congressHere.kind)}：${one.name}`)}
      reminders={remindersFor(visit, [...rest, ...lower])}
      waiting={waiting.map(({ text, href, reminder }) => ({
        ...{ text, href },
        reminder: reminder === null ? null : shownReminder(visit, reminder),
      }))}
      mayHold={clerk && terms.length > 0 && congressHere.kind !== 'installation'}
      keepsDepartments={clerk}
      deputy={visit.holds('deputy')}
      holdsRecord={visit.holds('clerk', 'deputy')}
      appraises={visit.admits(appraisalReaders) && congressHere.kind !== 'installation'}
      trail={visit.admits(trailReaders)}
      administers={clerk || isOperatorOver(visit)}
      standing={standing}
      running={running}
      overview={children.length > 0 && visit.admits(overviewReaders) ? `${base}/overview` : null}
    />,
  );
}

/** What waits for the clerk, of the projects and of look-backs at this congress. */
async function waitingFor(visit: Visit): Promise<readonly WaitingItem[]> {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const [own, findings, residents] = await Promise.all([
    listWaiting(database, congressHere.id, chinaDate(visit.now)),
    listFindingsAbout(database, congressHere.id),
    countWaiting(database, congressHere.id),
  ]);
  const unanswered = findings.filter(
    (one) => one.withdrawnReason === null && one.replies.length === 0,
  );
  const { problems, heldRatings } = residents;
  const sent = [
    ...(problems === 0
      ? []
      : [
          {
            text: `群众反映的问题 ${problems} 件等待办理`,
            matter: { kind: 'problem' as const, subjectId: null },
          },
        ]),
    ...(heldRatings === 0
      ? []
      : [{ text: `暂缓计入的群众评价 ${heldRatings} 条等待核对`, matter: null }]),
  ];
  return [
    ...sent.map((one) => ({ ...one, href: `${base}/residents` })),
    ...own,
    ...unanswered.map((one) => ({
      text: `回头看第${one.number}个问题等本单位回应：${one.projectTitle ?? one.lookbackTitle}`,
      href: `${base}/findings/${one.id}`,
      matter: null,
    })),
  ];
}

/** A reminder beside what it reminds of: how late it is, and whom it has climbed to. */
function shownReminder(visit: Visit, { dueOn, level }: OpenReminder) {
  return {
    lateness: deadlineLateness(dueOn, chinaDate(visit.now)),
    climbed: level === 'clerk' ? null : levelName(level, visit.congressHere.kind),
  };
}

/** Reminders as the page shows them: to the presidium first those that have climbed to it. */
function remindersFor(visit: Visit, open: readonly OpenReminder[]) {
  const climbed: readonly ReminderLevel[] = ['chair', 'county'];
  const first = visit.holds('presidium') ? open.filter((one) => climbed.includes(one.level)) : open;
  return [...first, ...open.filter((one) => !first.includes(one))].map((one) => ({
    text:
      one.congressId === visit.congressHere.id
        ? one.sentence
        : `${one.congressName}：${one.sentence}`,
    level: levelName(one.level, visit.congressHere.kind),
    late: one.level !== 'department',
    href: reminderPath(one),
  }));
}

function levelName(level: ReminderLevel, kind: PlaceKind): string {
  return level === 'chair' ? roleNameAt('presidium', kind) : reminderLevelNames[level];
}

/** Where the newest year stands; its queries do not grow with the number of years. */
async function standingOf(visit: Visit): Promise<YearStanding | null> {
  const { database, congressHere } = visit;
  const year = await newestYear(database, congressHere.id);
  if (year === null) return null;
  const scope = { congressIds: [congressHere.id], fromYear: year, toYear: year };
  const [newest] = await loadYears(database, scope, chinaDate(visit.now));
  if (newest === undefined) return null;
  const { record, sheet, level } = newest;
  const thresholds = thresholdsOf(sheet, level);
  const { stages, next, late } = yearStages(record, thresholds);
  const found = judgeYear(record, thresholds);
  const count = (wanted: string) => found.filter(({ state }) => state === wanted).length;
  return {
    year: record.year,
    stages: stages.map(({ name, state, note }) => ({ text: name, state, note })),
    next,
    late: late.map(({ sentence, dueOn, evidence }) => ({
      text: `${sentence}（应于${dayInWords(dueOn)}前）`,
      href: showEvidence(record, evidence).href,
    })),
    questions: count('question'),
    withoutData: count('no-data'),
    indicators: `/c/${congressHere.id}/indicators/${record.yearId}`,
  };
}

/** Every round that is going on here, whichever year its projects are of, with the way to it. */
async function runningRounds(visit: Visit) {
  const { id } = visit.congressHere;
  const scope = { congressIds: [id], fromYear: 0, toYear: 9999 };
  const rows = await runningRows(visit.database, scope);
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
    href: `/c/${id}/m/${row.meeting_id}/r/${row.id}`,
    title: row.title,
    state: roundStateNames[row.state],
  }));
}

/** Whether the viewer is an operator here or above. */
function isOperatorOver(visit: Visit): boolean {
  const places = [visit.congressHere.id, ...visit.congressHere.ancestorIds];
  return visit.signedIn.held.some(
    (one) => one.role === 'operator' && places.includes(one.congressId),
  );
}

/** The page of a congress: its meetings, its people, what is below it. */
export const yearRoutes = declareRoutes([
  { method: 'GET', path: '/c/:congress', site: 'staff', access: readers, handle: show },
]);
