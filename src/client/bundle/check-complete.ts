import type { BundleManifest } from '../../wire/bundle.ts';
import { bundleNames } from '../../wire/bundle.ts';
import { checkIndicators } from './check-indicators.ts';
import { isPublishedPlan } from './check-plans.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { chosenIn } from './check-votes.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, wordsIn } from './read-json.ts';

const failure = failuresOf('complete');

/** An event that made something public: the row that it names has to be here. */
interface Published {
  readonly event: string;
  /** The kind of rows, and the subject of the entry that is their id. */
  readonly rows: string;
  readonly subject: string;
  /** What else an entry's subjects have to name of this bundle: a project, a meeting, the year. */
  readonly within: readonly [rows: string, subject: string];
  /** The column that holds the hash which the entry names. */
  readonly hash?: string;
}

const ofProject = ['projects', 'project'] as const;

const published: readonly Published[] = [
  { event: 'plan-published', rows: 'plans', subject: 'plan', within: ofProject },
  { event: 'progress-reported', rows: 'progress', subject: 'report', within: ofProject },
  { event: 'photo-added', rows: 'photos', subject: 'photo', within: ofProject },
  { event: 'adjustment-published', rows: 'adjustments', subject: 'adjustment', within: ofProject },
  { event: 'handling-listed', rows: 'supervised-handling', subject: 'handling', within: ofProject },
  {
    ...{ event: 'key-supervision-accepted', rows: 'key-supervision', subject: 'decision' },
    within: ofProject,
  },
  {
    ...{ event: 'key-supervision-declined', rows: 'key-supervision', subject: 'decision' },
    within: ofProject,
  },
  {
    ...{ event: 'unfinished-explained', rows: 'unfinished-explanations', subject: 'explanation' },
    within: ofProject,
  },
  { event: 'project-judged', rows: 'party-judgements', subject: 'judgement', within: ofProject },
  {
    ...{
      event: 'year-report-published',
      rows: 'year-reports',
      subject: 'report',
      hash: 'content_hash',
    },
    within: ['years', 'year'],
  },
];

/** Events that are counted: so many entries about a row, so many rows that point to it. */
const counted = [
  ['opinion-answered', 'opinion', 'opinions', 'opinion-answers', 'opinion_id'],
  [
    ...(['rectification-answered', 'rectification', 'rectifications'] as const),
    ...(['rectification-answers', 'rectification_id'] as const),
  ],
  ['finding-replied', 'finding', 'findings', 'finding-replies', 'finding_id'],
] as const;

/**
 * Whatever the chain says was made public is here: rows that were left out, reports, announcements and
 * projects. What the chain tells by its place alone (a deputy's own steps) cannot be asked for.
 */
export function checkComplete(record: BundleRecord, manifest: BundleManifest | null) {
  const failures: BundleFailure[] = [];
  const entries = record.trail.flatMap(({ line, value }) =>
    isObject(value.subjects)
      ? [{ place: `${bundleNames.trail} 第${line}行`, event: value.event, of: value.subjects }]
      : [],
  );
  const hidden = takenDown(entries);
  for (const entry of entries) {
    if (entry.event === 'photo-added' && hidden.has(entry.of.photo)) continue;
    failures.push(...checkEntry(record, entry));
  }
  for (const [event, subject, name, rows, pointer] of counted) {
    const said = countBy(entries.filter((one) => one.event === event).map(({ of }) => of[subject]));
    const there = countBy(record.rows(rows).map(({ value }) => value[pointer]));
    for (const row of record.rows(name)) {
      const id = row.value.id;
      if ((said.get(id) ?? 0) <= (there.get(id) ?? 0)) continue;
      failures.push(
        failure(
          placeOfRow(name, row),
          `留痕里有${said.get(id)}次答复，包里只有${there.get(id) ?? 0}次。`,
        ),
      );
    }
  }
  failures.push(...checkResults(record, entries), ...checkProjects(record));
  failures.push(...checkYear(record, manifest), ...checkIndicators(record, manifest));
  return { failures, note: `对照${entries.length}条公开的留痕` };
}

/** The photos that the chain says were taken down last, and not put back: no bundle holds them. */
export function takenDown(
  entries: readonly Pick<Entry, 'event' | 'of'>[],
): ReadonlySet<JsonObject[string] | undefined> {
  const hidden = new Set<JsonObject[string] | undefined>();
  for (const { event, of } of entries) {
    if (event === 'photo-taken-down') hidden.add(of.photo);
    if (event === 'photo-put-back') hidden.delete(of.photo);
  }
  return hidden;
}

function countBy(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

interface Entry {
  readonly place: string;
  readonly event: JsonObject[string] | undefined;
  readonly of: JsonObject;
}

function checkEntry(record: BundleRecord, { place, event, of }: Entry): readonly BundleFailure[] {
  const known = published.find((one) => one.event === event);
  if (known === undefined) return checkHash(record, { place, event, of });
  const [rows, subject] = known.within;
  if (!has(record, rows, of[subject])) return [];
  const row = record.rows(known.rows).find(({ value }) => value.id === of[known.subject])?.value;
  if (row === undefined) {
    return [failure(place, `这一条已经公布的内容不在 record/${known.rows}.jsonl 里：被抽走了。`)];
  }
  // Plans that were published before the chain kept their hash cannot be compared.
  if (event === 'plan-published' && of.hash !== undefined) {
    if (isPublishedPlan(record, row, of.hash)) return [];
    return [failure(place, '实施计划的目标、资金或者时间与公布时的指纹不同：被改动过。')];
  }
  if (event === 'progress-reported' && Number(row.percent) !== of.percent) {
    return [failure(place, '进度的百分比与报告时记入留痕的不同。')];
  }
  return known.hash !== undefined && row[known.hash] !== of.hash
    ? [failure(place, `与 record/${known.rows}.jsonl 里的内容指纹不同。`)]
    : [];
}

function has(record: BundleRecord, name: string, id: unknown): boolean {
  return typeof id === 'string' && record.rows(name).some(({ value }) => value.id === id);
}

/** What was sealed, adopted or frozen has the hash that the chain kept of it. */
function checkHash(record: BundleRecord, { place, event, of }: Entry): readonly BundleFailure[] {
  const fail = (words: string) => [failure(place, words)];
  if (event === 'candidates-sealed') {
    if (!voted(record, of.meeting)) return [];
    const list = record.rows('candidate-lists').find(({ value }) => value.id === of.list)?.value;
    if (list === undefined) return fail('封存的候选项目名单不在包里：被抽走了。');
    return list.list_hash === of.hash ? [] : fail('候选项目名单与封存时的指纹不同。');
  }
  if (event === 'rule-sheet-adopted' && has(record, 'rule-sheets', of.sheet)) {
    const there = record
      .rows('rule-sheet-versions')
      .some(({ value }) => value.rule_sheet_id === of.sheet && value.content_hash === of.hash);
    return there ? [] : fail('付表决的那一稿票决办法不在包里。');
  }
  if (event === 'indicators-published' && has(record, 'years', of.year)) {
    const row = record
      .rows('indicator-publications')
      .find(({ value }) => value.number === of.number)?.value;
    if (row === undefined) return fail('这一次公布的风险提示不在包里：被抽走了。');
    return row.content_hash === of.hash ? [] : fail('风险提示与公布时的指纹不同。');
  }
  if (event === 'project-created') {
    const project = record.rows('projects').find(({ value }) => value.id === of.project)?.value;
    if (project === undefined) return [];
    const version = record
      .rows('candidate-versions')
      .find(({ value }) => value.id === project.baseline_version_id)?.value;
    return version?.content_hash === of.hash ? [] : fail('项目的基线不是确定项目时的那一版文本。');
  }
  return [];
}

/** Whether a vote of candidates of a meeting is in the bundle. */
function voted(record: BundleRecord, meetingId: unknown): boolean {
  return [...record.results.values()].some(
    ({ round }) => isObject(round) && round.kind === 'vote' && round.meeting_id === meetingId,
  );
}

/** Reports are those that the chain kept the hash of; announcements, corrections and ties are all here. */
function checkResults(record: BundleRecord, entries: readonly Entry[]): readonly BundleFailure[] {
  const failures: BundleFailure[] = [];
  const made = new Map(
    entries.filter(({ event }) => event === 'report-made').map(({ of }) => [of.report, of.hash]),
  );
  for (const [path, result] of record.results) {
    for (const { id, hash, number } of objectsIn(result.reports)) {
      if (made.get(id) === hash) continue;
      failures.push(failure(`${path} 第${number}份报告单`, '与生成时记入留痕的指纹不同。'));
    }
  }
  const roundOfYear = new Map(
    entries
      .filter(({ event }) => event === 'round-created' || event === 'test-created')
      .map(({ of }) => [of.round, of.meeting]),
  );
  const [year] = record.rows('years');
  const meetings = new Set(
    record
      .rows('meetings')
      .filter(({ value }) => value.year_id === year?.value.id)
      .map(({ value }) => value.id),
  );
  for (const { place, event, of } of entries) {
    const announced = event === 'result-announced' || event === 'announcement-corrected';
    if (!announced && event !== 'tie-decided') continue;
    const result = record.roundOf(wordsIn(of.round));
    if (result === null) {
      const meeting = roundOfYear.get(of.round);
      if (announced && meeting !== undefined && meetings.has(meeting)) {
        failures.push(failure(place, '已经公告的这一轮不在包里：被抽走了。'));
      }
      continue;
    }
    const there = announced
      ? objectsIn(result.announcements).some(({ id }) => id === of.announcement)
      : !objectsIn(result.reports).some(({ id }) => id === of.report) ||
        record.rows('tie-decisions').some(({ value }) => value.report_id === of.report);
    if (there) continue;
    const words = announced ? '这份公告' : '同票项目怎样确定的决定';
    failures.push(failure(place, `${words}不在包里：被抽走了。`));
  }
  return failures;
}

/** Every candidate that was adopted is a project of the bundle. */
function checkProjects(record: BundleRecord): readonly BundleFailure[] {
  const projects = new Set(record.rows('projects').map(({ value }) => value.baseline_version_id));
  const failures: BundleFailure[] = [];
  for (const [path, result] of record.results) {
    const { round, reports } = result;
    const content = objectsIn(reports).find(({ stands }) => stands === true)?.content;
    if (!isObject(round) || round.kind !== 'vote' || !isObject(content)) continue;
    const chosen = chosenIn(record, result);
    for (const line of objectsIn(content.projects)) {
      if (line.adopted !== true && !chosen.includes(line.number ?? null)) continue;
      const versions = record
        .rows('candidate-versions')
        .filter(({ value }) => value.content_hash === line.versionHash);
      if (versions.some(({ value }) => projects.has(value.id))) continue;
      const message = `确定的“${wordsIn(line.title)}”没有成为正式项目，或者被抽走了。`;
      failures.push(failure(`${path} ${line.number}号`, message));
    }
  }
  return failures;
}

/** The bundle is of the year and the congress that its list names. */
function checkYear(
  record: BundleRecord,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const years = record.rows('years');
  if (years.length === 1 && years[0]?.value.year === manifest?.year) return [];
  return [failure('record/years.jsonl', '年度与目录写明的不同。')];
}
