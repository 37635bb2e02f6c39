import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';
import type { VoteInput } from '../../rules/outcome/input.ts';
import { decideOutcome, type VoteOutcome } from '../../rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../rules/outcome/parse-outcome-input.ts';
import { resolveTie } from '../../rules/outcome/resolve-tie.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import {
  laterRoundSettings,
  type OutcomeSettings,
  outcomeContests,
} from '../../rules/rule-sheet/to-outcome.ts';
import { announcedIn, type BundleRecord, placeOfRow, sheetOf } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, listIn, objectsIn, wordsIn } from './read-json.ts';

const failure = failuresOf('outcomes');

/** A round of candidates: its result follows from its figures by the adopted rule sheet. */
export function checkVote(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  const parsed = parseOutcomeInput(result.outcome ?? null);
  if (!parsed.ok || parsed.value.kind !== 'vote') {
    return [failure(`${path} outcome`, '没有能够计算的数字，或者数字自相矛盾。')];
  }
  const place = `${path} 报告单`;
  return [
    ...checkSettings(record, path, result, content, parsed.value),
    ...compareFigures(path, result, content),
    ...differences(decideOutcome(parsed.value), content).map((words) => failure(place, words)),
    ...checkTie(record, path, result, content),
    ...checkAnnouncement(record, path, result, content),
  ];
}

/** The rules of calculation are those of the rule sheet that the report names. */
function checkSettings(
  record: BundleRecord,
  path: string,
  { round }: JsonObject,
  content: JsonObject,
  input: VoteInput,
): readonly BundleFailure[] {
  const document = sheetOf(record, content);
  // A sheet that is missing or changed is told by the check of versions.
  if (document === null || !isObject(round)) return [];
  const settings = settingsOf(document, round, input);
  if (settings === null) return [failure(path, '票决办法没有规定这样的一轮。')];
  const fields = ['form', 'most', 'quorum', 'passing', 'tie', 'shortfall'] as const;
  return fields
    .filter((field) => canonicalJson(plain(settings[field])) !== canonicalJson(plain(input[field])))
    .map((field) => failure(`${path} outcome.${field}`, '与会议通过的票决办法不同。'));
}

function plain(value: OutcomeSettings[keyof OutcomeSettings]): JsonValue {
  return typeof value === 'object' && value !== null ? { ...value } : value;
}

function settingsOf(
  document: RuleSheetDocument,
  round: JsonObject,
  { places, projects }: VoteInput,
): OutcomeSettings | null {
  const candidates = projects.length;
  const open = places ?? candidates;
  if (round.parent_reason === 'revote' || round.parent_reason === 'second_round') {
    const kind = round.parent_reason === 'revote' ? 'revote' : 'second-round';
    const later = laterRoundSettings(document, { kind, places: open, candidates });
    return later.ok ? later.value : null;
  }
  const contests = outcomeContests(document, { places: open, candidates });
  if (!contests.ok) return null;
  return contests.value.find((one) => one.category === (round.category ?? null)) ?? null;
}

/** The figures to calculate from are those of the signed report. */
export function compareFigures(
  path: string,
  { outcome }: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  if (!isObject(outcome)) return [];
  const failures: BundleFailure[] = [];
  for (const field of ['form', 'places', 'due', 'present'] as const) {
    if (field in outcome && outcome[field] !== content[field]) {
      failures.push(failure(`${path} outcome.${field}`, '与报告单上的数字不同。'));
    }
  }
  for (const line of objectsIn(outcome.projects)) {
    const reported = objectsIn(content.projects).find((one) => one.number === line.number);
    if (reported?.for === line.for && reported?.title === line.title) continue;
    failures.push(failure(`${path} outcome ${line.number}号`, '名称或者票数与报告单不同。'));
  }
  return failures;
}

/** Where a decided outcome differs from what a report says, in words. */
export function differences(decided: VoteOutcome, content: JsonObject): readonly string[] {
  const found: string[] = [];
  const compare = (words: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs)
      found.push(`${words}不同：重新计算为${said(ours)}，公布的是${said(theirs)}。`);
  };
  compare('通过所需票数', decided.threshold, content.threshold);
  compare('票决是否有效', decided.valid, content.validity);
  compare('下一步', decided.next, content.next);
  compare('并列的项目', canonicalJson([...decided.tied]), canonicalJson(content.tied ?? null));
  const lines = objectsIn(content.projects);
  if (lines.length !== decided.projects.length) found.push('项目个数不同。');
  for (const one of decided.projects) {
    const line = lines.find(({ number }) => number === one.number);
    if (line === undefined) {
      found.push(`没有${one.number}号项目。`);
      continue;
    }
    compare(`${one.number}号的票数`, one.for, line.for);
    compare(`${one.number}号的名次`, one.rank, line.rank);
    compare(`${one.number}号是否达到票数`, one.passes, line.passes);
    compare(`${one.number}号是否确定`, one.adopted, line.adopted);
    compare(`${one.number}号的理由`, one.why, line.why);
  }
  return found;
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '（没有）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return `“${String(value)}”`;
}

/** The numbers that the decision on a tie chose; none where there was no tie to decide. */
export function chosenIn(record: BundleRecord, result: JsonObject): readonly JsonValue[] {
  const standing = objectsIn(result.reports).find(({ stands }) => stands === true);
  return record
    .rows('tie-decisions')
    .filter(({ value }) => standing !== undefined && value.report_id === standing.id)
    .flatMap(({ value }) => listIn(value.chosen));
}

/** Who decided a tie chose among the tied, as many as places were open, where the sheet leaves it to him. */
function checkTie(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  const tied = listIn(content.tied);
  const waits = tied.length > 0 && (content.tieRule === 'presidium' || content.tieRule === 'lot');
  const standing = objectsIn(result.reports).find(({ stands }) => stands === true);
  const rows = record.rows('tie-decisions').filter(({ value }) => value.report_id === standing?.id);
  if (!waits) {
    return rows.map((row) =>
      failure(placeOfRow('tie-decisions', row), '这一轮没有须由人确定的同票项目。'),
    );
  }
  const [row, another] = rows;
  if (row === undefined) return [failure(path, '有同票项目，却没有怎样确定的决定。')];
  const place = placeOfRow('tie-decisions', row);
  const failures: BundleFailure[] = [];
  if (another !== undefined) failures.push(failure(place, '同一次同票有两个决定。'));
  if (row.value.method !== content.tieRule) {
    failures.push(failure(place, '不是票决办法规定的确定办法（主席团或者抽签）。'));
  }
  if (canonicalJson(row.value.tied ?? null) !== canonicalJson(tied)) {
    failures.push(failure(place, '同票的项目与报告单不同。'));
  }
  const adopted = objectsIn(content.projects).filter((one) => one.adopted === true).length;
  const resolved = resolveTie(
    {
      rule: content.tieRule === 'lot' ? 'lot' : 'presidium',
      tied: tied.map(Number),
      open: Number(content.places) - adopted,
    },
    listIn(row.value.chosen).map(Number),
  );
  if (!resolved.ok) failures.push(failure(place, resolved.refusals[0].message));
  return failures;
}

function adoptedElsewhere(record: BundleRecord, { title }: JsonObject): boolean {
  return [...record.results.values()].some(({ reports }) =>
    objectsIn(reports).some(
      ({ stands, content }) =>
        stands === true &&
        isObject(content) &&
        objectsIn(content.projects).some((one) => one.title === title && one.adopted === true),
    ),
  );
}

/** Announced are exactly the projects that the rounds adopted, with their votes. */
function checkAnnouncement(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  const named = announcedIn(record, result);
  const chosen = chosenIn(record, result);
  return objectsIn(content.projects).flatMap((line) => {
    const words = `${wordsIn(line.title)}（赞成${line.for}票）`;
    const adopted = line.adopted === true || chosen.includes(line.number ?? null);
    // A project that this round left open may be adopted by the one that completes it, with as many votes.
    if (adopted === named.includes(words) || (!adopted && adoptedElsewhere(record, line)))
      return [];
    const title = wordsIn(line.title);
    const message = adopted
      ? `没有公布已经确定的“${title}”和它的票数。`
      : `公布了没有确定的“${title}”。`;
    return [failure(`${path} 公告`, message)];
  });
}
