import { type GradeCode, gradeCodes, gradeNames, gradeOf } from '../../rules/grades.ts';
import { parseOutcomeInput } from '../../rules/outcome/parse-outcome-input.ts';
import { decideSatisfaction } from '../../rules/outcome/satisfaction.ts';
import { reviewSettings } from '../../rules/review-settings.ts';
import { announcedIn, type BundleRecord, placeOfRow, sheetOf } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, type Row, wordsIn } from './read-json.ts';

const failure = failuresOf('outcomes');

const baseFields = { members: 'due', present: 'present', valid: 'valid' } as const;

/** A satisfaction test: every verdict follows from its counts, and stands at its project. */
export function checkTest(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  const { satisfaction } = content;
  const parsed = parseOutcomeInput(result.outcome ?? null);
  if (!parsed.ok || parsed.value.kind !== 'satisfaction') {
    return [failure(`${path} outcome`, '没有能够计算的数字，或者数字自相矛盾。')];
  }
  if (!isObject(satisfaction)) return [failure(`${path} 报告单`, '没有测评的各行。')];
  const lines = objectsIn(satisfaction.lines);
  const failures: BundleFailure[] = [];
  const { base, baseCount, rows } = parsed.value;
  if (base !== satisfaction.base || baseCount !== satisfaction.baseCount) {
    failures.push(failure(`${path} outcome.base`, '基数与报告单不同。'));
  }
  if ((content[baseFields[base]] ?? 0) !== baseCount) {
    failures.push(failure(`${path} 报告单`, '基数不是报告单上应到、实到或者有效票的数。'));
  }
  const sheet = sheetOf(record, content);
  if (sheet !== null && reviewSettings(sheet, sheet.level).verdictBase !== base) {
    failures.push(failure(`${path} outcome.base`, '与会议通过的票决办法不同。'));
  }
  if (rows.length !== lines.length) failures.push(failure(`${path} outcome`, '行数与报告单不同。'));
  const decided = decideSatisfaction(parsed.value).rows;
  for (const [index, line] of lines.entries()) {
    const place = `${path} 第${line.number}行`;
    const [row, own] = [rows[index], decided[index]];
    const counts = gradeCodes.map((code) => line[code]);
    if (row?.title !== line.title || row?.counts.some((one, at) => one !== counts[at]) !== false) {
      failures.push(failure(place, '名称或者票数与报告单不同。'));
    }
    const verdict = own?.verdict ?? null;
    if (line.verdict !== (verdict === null ? null : gradeOf(verdict)) || own?.why !== line.why) {
      const message = `测评结论不同：重新计算为“${verdict ?? '没有结论'}”，公布的是“${shown(line)}”。`;
      failures.push(failure(place, message));
    }
    if (own?.doubtful !== line.doubtful) {
      failures.push(failure(place, '各行合计是否一致，与公布的不同。'));
    }
  }
  failures.push(...checkChannels(path, content, lines));
  if (content.validity === false) return failures;
  return [
    ...failures,
    ...checkAnnounced(record, path, result, lines),
    ...checkRows(record, path, result, satisfaction, lines),
  ];
}

function shown({ verdict }: JsonObject): string {
  const code = gradeCodes.find((one) => one === verdict);
  return code === undefined ? '没有结论' : gradeNames[code];
}

/** Paper and electronic ballots together give the figures of every line. */
function checkChannels(
  path: string,
  content: JsonObject,
  lines: readonly JsonObject[],
): readonly BundleFailure[] {
  const channels = objectsIn(content.channels).filter(({ state }) => state === 'counted');
  if (channels.length === 0) return [];
  const given = (channel: JsonObject, line: JsonObject, code: GradeCode) => {
    const one = objectsIn(channel.projects).find(({ number }) => number === line.number);
    return isObject(one?.grades) ? Number(one.grades[code]) : Number.NaN;
  };
  return lines
    .filter((line) =>
      gradeCodes.some(
        (code) =>
          channels.reduce((sum, channel) => sum + given(channel, line, code), 0) !== line[code],
      ),
    )
    .map((line) => failure(`${path} 第${line.number}行`, '纸质票和电子票相加，与合计不同。'));
}

function checkAnnounced(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  lines: readonly JsonObject[],
): readonly BundleFailure[] {
  const named = announcedIn(record, result);
  return lines
    .filter((line) => {
      const figures = gradeCodes.map((code) => `${gradeNames[code]}${line[code]}票`).join('，');
      const words = `${wordsIn(line.title)}：${figures}，测评结果为“${shown(line)}”`;
      return line.verdict !== null && !named.includes(words);
    })
    .map((line) => failure(`${path} 公告`, `没有照报告单公布“${wordsIn(line.title)}”的结果。`));
}

/** Every line about a project of this bundle is one row of its results, and no row is of another line. */
function checkRows(
  record: BundleRecord,
  path: string,
  { round }: JsonObject,
  { base, baseCount }: JsonObject,
  lines: readonly JsonObject[],
): readonly BundleFailure[] {
  if (!isObject(round) || baseCount === 0) return [];
  const projects = new Set(record.rows('projects').map(({ value }) => value.id));
  const rows = record
    .rows('satisfaction-results')
    .filter(({ value }) => value.round_id === round.id);
  const ofLine = (line: JsonObject) =>
    rows.filter(
      ({ value }) => value.project_id === line.projectId && value.part === (line.part ?? null),
    );
  const failures: BundleFailure[] = [];
  for (const line of lines) {
    if (!projects.has(line.projectId ?? null)) continue;
    const [row, another] = ofLine(line);
    const place = `${path} 第${line.number}行`;
    if (row === undefined || another !== undefined) {
      const words = row === undefined ? '没有' : '不止一条';
      failures.push(failure(place, `项目下面${words}这次测评的结果。`));
      continue;
    }
    const same =
      gradeCodes.every((code) => row.value[code] === line[code]) &&
      row.value.verdict === line.verdict &&
      row.value.base === base &&
      row.value.base_count === baseCount;
    if (!same) {
      failures.push(failure(placeOfRow('satisfaction-results', row), '与报告单上的结果不同。'));
    }
  }
  const known = new Set(lines.flatMap((line) => ofLine(line).map(({ line: at }) => at)));
  for (const row of rows) {
    if (!known.has(row.line)) {
      failures.push(failure(placeOfRow('satisfaction-results', row), '报告单上没有这一行。'));
    }
  }
  return failures;
}

/** A result row alone: its verdict follows from its counts, and the round that it names is here. */
export function checkResultRow(record: BundleRecord, row: Row): readonly BundleFailure[] {
  const { base, base_count: baseCount, round_id: roundId, verdict } = row.value;
  const place = placeOfRow('satisfaction-results', row);
  const parsed = parseOutcomeInput({
    format: 1,
    ...{ kind: 'satisfaction', base, baseCount },
    rows: [{ title: '项目', counts: gradeCodes.map((code) => row.value[code]) }],
  });
  const failures: BundleFailure[] = [];
  if (typeof roundId === 'string' && record.roundOf(roundId) === null) {
    failures.push(failure(place, '包里没有它写明的那一次测评。'));
  }
  if (!parsed.ok || parsed.value.kind !== 'satisfaction') {
    return [...failures, failure(place, '测评的数字自相矛盾。')];
  }
  const [decided] = decideSatisfaction(parsed.value).rows;
  const own = decided?.verdict ?? null;
  return own !== null && gradeOf(own) === verdict
    ? failures
    : [...failures, failure(place, `测评结论不同：重新计算为“${own ?? '没有结论'}”。`)];
}
