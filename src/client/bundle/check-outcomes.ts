import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { drawSample, type Strata, strataNames } from '../../rules/lookback/draw.ts';
import { decideOutcome, type VoteOutcome } from '../../rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../rules/outcome/parse-outcome-input.ts';
import { decideSatisfaction } from '../../rules/outcome/satisfaction.ts';
import { announcedProjects, type BundleRecord, placeOfRow } from './check-records.ts';
import type { BundleFailure } from './checks.ts';
import { isObject, type JsonObject, objectsIn, type Row, wordsIn } from './read-json.ts';

function failure(place: string, message: string): BundleFailure {
  return { check: 'outcomes', place, message };
}

/** Published outcomes of votes and tests, and drawn samples, follow from what they are made of. */
export function checkOutcomes(record: BundleRecord) {
  const tests = record.rows('satisfaction-results');
  const draws = record.rows('lookback-draws').filter(({ value }) => value.seed !== null);
  const failures = [
    ...[...record.results].flatMap(([path, result]) =>
      checkVote(path, result, announcedProjects(record)),
    ),
    ...tests.flatMap(checkTest),
    ...draws.flatMap((draw) => checkDraw(record, draw)),
  ];
  return {
    failures,
    note: `${record.results.size}轮票决，${tests.length}项测评，${draws.length}次抽取`,
  };
}

function checkVote(
  path: string,
  result: JsonObject,
  named: readonly string[],
): readonly BundleFailure[] {
  const standing = objectsIn(result.reports).find(({ stands }) => stands === true);
  if (standing === undefined || !isObject(standing.content)) {
    return [failure(path, '没有有效的报告单。')];
  }
  const parsed = parseOutcomeInput(result.outcome ?? null);
  if (!parsed.ok || parsed.value.kind !== 'vote') {
    return [failure(`${path} outcome`, '没有能够计算的数字，或者数字自相矛盾。')];
  }
  const failures = compareFigures(path, result, standing.content, named);
  const differing = differences(decideOutcome(parsed.value), standing.content);
  return [...failures, ...differing.map((words) => failure(`${path} 报告单`, words))];
}

/** The figures to calculate from are those of the signed report. */
function compareFigures(
  path: string,
  { outcome }: JsonObject,
  content: JsonObject,
  named: readonly string[],
): readonly BundleFailure[] {
  if (!isObject(outcome)) return [];
  const failures: BundleFailure[] = [];
  for (const field of ['form', 'places', 'due', 'present'] as const) {
    if (outcome[field] !== content[field]) {
      failures.push(failure(`${path} outcome.${field}`, '与报告单上的数字不同。'));
    }
  }
  for (const line of objectsIn(outcome.projects)) {
    const reported = objectsIn(content.projects).find((one) => one.number === line.number);
    if (reported?.for === line.for && reported?.title === line.title) continue;
    failures.push(failure(`${path} outcome ${line.number}号`, '名称或者票数与报告单不同。'));
  }
  for (const line of objectsIn(content.projects)) {
    if (line.adopted !== true || named.includes(`${wordsIn(line.title)}（赞成${line.for}票）`))
      continue;
    failures.push(
      failure(`${path} 公告`, `没有公布已经确定的“${wordsIn(line.title)}”和它的票数。`),
    );
  }
  return failures;
}

function differences(decided: VoteOutcome, content: JsonObject): readonly string[] {
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

const verdicts: Readonly<Record<string, string>> = {
  满意: 'satisfied',
  基本满意: 'fairly_satisfied',
  不满意: 'dissatisfied',
};

function checkTest(row: Row): readonly BundleFailure[] {
  const { base, base_count: baseCount, satisfied, fairly_satisfied: fairly } = row.value;
  const { dissatisfied, verdict } = row.value;
  const parsed = parseOutcomeInput({
    format: 1,
    ...{ kind: 'satisfaction', base, baseCount },
    rows: [{ title: '项目', counts: [satisfied, fairly, dissatisfied] }],
  });
  const place = placeOfRow('satisfaction-results', row);
  if (!parsed.ok || parsed.value.kind !== 'satisfaction') {
    return [failure(place, '测评的数字自相矛盾。')];
  }
  const [decided] = decideSatisfaction(parsed.value).rows;
  return verdicts[decided?.verdict ?? ''] === verdict
    ? []
    : [failure(place, `测评结论不同：重新计算为“${decided?.verdict ?? '没有结论'}”。`)];
}

function isStrata(text: string): text is Strata {
  return Object.keys(strataNames).includes(text);
}

function checkDraw(record: BundleRecord, draw: Row): readonly BundleFailure[] {
  const lookback = record
    .rows('lookbacks')
    .find(({ value }) => value.id === draw.value.lookback_id)?.value;
  const place = placeOfRow('lookback-draws', draw);
  const strata = wordsIn(lookback?.strata);
  if (lookback === undefined || !isStrata(strata)) return [failure(place, '没有它的回头看方案。')];
  const lines = record
    .rows('lookback-scopes')
    .filter(({ value }) => value.lookback_id === lookback.id)
    .map(({ value }) => wordsIn(value.line));
  const drawn = drawSample(
    { lines, seed: wordsIn(draw.value.seed), perStratum: Number(lookback.sample_size), strata },
    sha256Hex,
  );
  return canonicalJson([...drawn]) === canonicalJson(draw.value.positions ?? null)
    ? []
    : [failure(place, '用种子和范围重新抽取，得出的不是这些项目。')];
}
