import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { drawSample, type Strata, strataNames } from '../../rules/lookback/draw.ts';
import { scopeHash } from '../../rules/lookback/scope.ts';
import { maintainedNames, talksInWords, worksNames } from '../../rules/lookback/site-names.ts';
import type { BundleManifest } from '../../wire/bundle.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, listIn, objectsIn, type Row, wordsIn } from './read-json.ts';

const failure = failuresOf('lookbacks');

/**
 * Look-backs: the scope has the hash that was published, every sample follows from its seed, and the report
 * says what the checks of this congress's projects say. Other congresses' parts are in their own bundles.
 */
export function checkLookbacks(record: BundleRecord, manifest: BundleManifest | null) {
  const lookbacks = record.rows('lookbacks');
  const failures = lookbacks.flatMap((row) => [
    ...checkScope(record, row),
    ...checkDraws(record, row),
    ...checkReport(record, row, manifest),
  ]);
  const known = new Set(lookbacks.map(({ value }) => value.id));
  for (const name of ['lookback-draws', 'findings', 'site-checks', 'resident-talks'] as const) {
    for (const row of record.rows(name)) {
      if (known.has(row.value.lookback_id ?? null)) continue;
      failures.push(failure(placeOfRow(name, row), '没有它的回头看方案。'));
    }
  }
  const draws = record.rows('lookback-draws').length;
  const findings = record.rows('findings').length;
  return { failures, note: `${lookbacks.length}次回头看，${draws}次抽取，${findings}个问题` };
}

function ofLookback(record: BundleRecord, name: string, lookback: JsonObject): readonly Row[] {
  return record.rows(name).filter(({ value }) => value.lookback_id === lookback.id);
}

function linesOf(record: BundleRecord, lookback: JsonObject): readonly string[] {
  return ofLookback(record, 'lookback-scopes', lookback).map(({ value }) => wordsIn(value.line));
}

function checkScope(record: BundleRecord, row: Row): readonly BundleFailure[] {
  return scopeHash(linesOf(record, row.value), sha256Hex) === row.value.scope_hash
    ? []
    : [failure(placeOfRow('lookbacks', row), '抽样范围与先公布的散列值不符。')];
}

function isStrata(text: string): text is Strata {
  return Object.keys(strataNames).includes(text);
}

function checkDraws(record: BundleRecord, { value: lookback }: Row): readonly BundleFailure[] {
  const strata = wordsIn(lookback.strata);
  const lines = linesOf(record, lookback);
  return ofLookback(record, 'lookback-draws', lookback).flatMap((row, index) => {
    const { seed, positions, number, reason, announced_at, seed_due_at, drawn_at } = row.value;
    const place = placeOfRow('lookback-draws', row);
    const failures: BundleFailure[] = [];
    if (number !== index + 1) failures.push(failure(place, '抽取的次序不对：少了一次或者重复。'));
    if ((number === 1) !== (reason === null)) failures.push(failure(place, '重抽没有写明理由。'));
    if (wordsIn(announced_at) >= wordsIn(seed_due_at)) {
      failures.push(failure(place, '宣布时种子已经产生。'));
    }
    if (typeof seed !== 'string') return failures;
    if (wordsIn(drawn_at) < wordsIn(seed_due_at)) {
      failures.push(failure(place, '种子产生以前就抽了。'));
    }
    if (!isStrata(strata)) return [...failures, failure(place, '分层的写法不认识。')];
    const drawn = drawSample(
      { lines, seed, perStratum: Number(lookback.sample_size), strata },
      sha256Hex,
    );
    if (canonicalJson([...drawn]) !== canonicalJson(positions ?? null)) {
      failures.push(failure(place, '用种子和范围重新抽取，得出的不是这些项目。'));
    }
    return failures;
  });
}

/** The report has the hash that it states and tells what its own draws, checks and findings tell. */
function checkReport(
  record: BundleRecord,
  row: Row,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const { report, report_hash } = row.value;
  const place = placeOfRow('lookbacks', row);
  if (report === null && report_hash === null) return [];
  if (!isObject(report)) return [failure(place, '没有报告的内容。')];
  const failures: BundleFailure[] = [];
  if (sha256Hex(canonicalJson(report)) !== report_hash) {
    failures.push(failure(place, '报告的内容与它的指纹不符：报告被改动过。'));
  }
  if (report.scopeHash !== row.value.scope_hash) {
    failures.push(failure(place, '报告写的抽样范围不是这一个。'));
  }
  const draws = ofLookback(record, 'lookback-draws', row.value)
    .filter(({ value }) => value.seed !== null)
    .map(({ value }) => ({
      number: value.number ?? null,
      reason: value.reason ?? null,
      seed: value.seed ?? null,
    }));
  if (canonicalJson(draws) !== canonicalJson(report.draws ?? null)) {
    failures.push(failure(place, '各次抽取的种子与报告写的不同。'));
  }
  return [
    ...failures,
    ...checkSample(record, row, report),
    ...checkAnswers(record, row, report, manifest),
    ...checkQuestions(record, row, report),
    ...checkFindings(record, row, report, manifest),
  ];
}

/** The line of the report about a drawn project of this congress. */
function checkSample(
  record: BundleRecord,
  { value: lookback }: Row,
  report: JsonObject,
): readonly BundleFailure[] {
  const projects = new Set(record.rows('projects').map(({ value }) => value.id));
  const drawn = ofLookback(record, 'lookback-draws', lookback)
    .filter(({ value }) => value.seed !== null)
    .at(-1);
  const positions = listIn(drawn?.value.positions);
  const sample = ofLookback(record, 'lookback-scopes', lookback).filter(
    ({ value }) =>
      projects.has(value.project_id ?? null) && positions.includes(value.position ?? null),
  );
  return sample.flatMap((entry) => {
    const place = placeOfRow('lookback-scopes', entry);
    const [, year, number, , congress, title] = wordsIn(entry.value.line).split('\t');
    const line = objectsIn(report.sample).find(
      (one) =>
        one.congress === congress &&
        one.year === Number(year) &&
        one.number === Number(number) &&
        one.title === title,
    );
    if (line === undefined) return [failure(place, '抽中的项目没有写进报告。')];
    const failures: BundleFailure[] = [];
    const { project_id: projectId } = entry.value;
    if (!siteSays(record, lookback, projectId ?? null, line)) {
      failures.push(failure(place, '报告写的现场情况，与现场核查的记录不同。'));
    }
    const talks = ofLookback(record, 'resident-talks', lookback).find(
      ({ value }) => value.project_id === projectId,
    )?.value;
    const words =
      talks === undefined
        ? null
        : talksInWords({
            ...{ residents: Number(talks.residents), satisfied: Number(talks.satisfied) },
            fairly: Number(talks.fairly_satisfied),
            dissatisfied: Number(talks.dissatisfied),
          });
    if (line.residents !== words) {
      failures.push(failure(place, '报告写的走访情况，与走访的合计不同。'));
    }
    return failures;
  });
}

/** Whether a site check of the last day says what the report says. */
function siteSays(
  record: BundleRecord,
  lookback: JsonObject,
  projectId: JsonObject[string],
  line: JsonObject,
): boolean {
  const checks = ofLookback(record, 'site-checks', lookback)
    .map(({ value }) => value)
    .filter((one) => one.project_id === projectId);
  const lastDay = checks
    .map((one) => wordsIn(one.checked_on))
    .toSorted()
    .at(-1);
  const works: Readonly<Record<string, string>> = worksNames;
  const maintained: Readonly<Record<string, string>> = maintainedNames;
  return checks.some(
    (one) =>
      one.checked_on === lastDay &&
      works[wordsIn(one.works)] === line.site &&
      maintained[wordsIn(one.maintained)] === line.maintained,
  );
}

/** Answers of the checklists: as many of each kind as the report counts, where they are all here. */
function checkAnswers(
  record: BundleRecord,
  { value: lookback, line }: Row,
  report: JsonObject,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const { answers } = report;
  const place = placeOfRow('lookbacks', { value: lookback, line });
  if (!isObject(answers)) return [failure(place, '报告没有清单的合计。')];
  const scope = ofLookback(record, 'lookback-scopes', lookback);
  const whole = scope.every(
    ({ value }) =>
      value.reviewed_id === manifest?.congress.id &&
      wordsIn(value.line).split('\t')[1] === String(manifest?.year),
  );
  const checks = ofLookback(record, 'lookback-checks', lookback);
  return ['yes', 'partly', 'no', 'no_data'].flatMap((answer) => {
    const counted = checks.filter(({ value }) => value.answer === answer).length;
    const told = Number(answers[answer]);
    return counted > told || (whole && counted !== told)
      ? [failure(place, `清单里“${answer}”的答案有${counted}条，报告写的是${told}条。`)]
      : [];
  });
}

/**
 * The programme's own questions and those it left out: the report says the same as the programme, and no answer belongs to
 * a question that was not asked. Bundles and reports of before there were any have neither.
 */
function checkQuestions(
  record: BundleRecord,
  row: Row,
  report: JsonObject,
): readonly BundleFailure[] {
  const { questions } = row.value;
  if (!isObject(questions)) return [];
  const told = isObject(report.questions) ? report.questions : {};
  const own = objectsIn(questions.own);
  const leftOut = objectsIn(questions.leftOut);
  const lines = (list: readonly JsonObject[], name: string) =>
    list.map((one) => `${wordsIn(one.code)} ${wordsIn(one[name])}`).join('\n');
  const failures: BundleFailure[] = [];
  if (
    lines(own, 'text') !== lines(objectsIn(told.own), 'text') ||
    lines(leftOut, 'reason') !== lines(objectsIn(told.leftOut), 'reason')
  ) {
    failures.push(failure(placeOfRow('lookbacks', row), '报告写的自拟和不问的问题，与方案不同。'));
  }
  for (const check of ofLookback(record, 'lookback-checks', row.value)) {
    const code = wordsIn(check.value.question);
    const unasked = code.startsWith('own-')
      ? !own.some((one) => one.code === code)
      : leftOut.some((one) => one.code === code);
    if (unasked) {
      failures.push(failure(placeOfRow('lookback-checks', check), '方案没有问这一条，却有答案。'));
    }
  }
  return failures;
}

const gradeNames: Readonly<Record<string, string>> = {
  note: '提醒',
  problem: '一般问题',
  serious: '严重问题',
};

/** Findings as the report lists them; those about this congress's year are all here. */
function checkFindings(
  record: BundleRecord,
  row: Row,
  report: JsonObject,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const lines = objectsIn(report.findings);
  const findings = ofLookback(record, 'findings', row.value);
  const failures: BundleFailure[] = [];
  for (const finding of findings) {
    const { value } = finding;
    const line = lines.find(({ number }) => number === value.number);
    const same =
      line !== undefined &&
      line.content === value.content &&
      line.grade === gradeNames[wordsIn(value.grade)] &&
      line.withdrawn === value.withdrawn_reason &&
      canonicalJson(line.evidence ?? null) === canonicalJson(value.evidence ?? null);
    if (!same) failures.push(failure(placeOfRow('findings', finding), '与报告里的这个问题不同。'));
  }
  const about = `${manifest?.congress.name} ${manifest?.year} 年`;
  for (const { number, subject } of lines) {
    if (!wordsIn(subject).startsWith(about)) continue;
    if (findings.some(({ value }) => value.number === number)) continue;
    failures.push(
      failure(placeOfRow('lookbacks', row), `报告里的第${number}个问题不在包里：被抽走了。`),
    );
  }
  return failures;
}
