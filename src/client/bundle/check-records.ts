import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { parseRuleSheet } from '../../rules/rule-sheet/parse-rule-sheet.ts';
import { bundleFolders } from '../../wire/bundle.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import type { BundleContent } from './open-bundle.ts';
import {
  isObject,
  type JsonObject,
  listIn,
  objectsIn,
  type Row,
  readCanonical,
  type TextFiles,
  textOf,
  wordsIn,
} from './read-json.ts';

/** The public record of a bundle, read: rows by the name of their file, results by theirs. */
export interface BundleRecord {
  readonly rows: (name: string) => readonly Row[];
  readonly trail: readonly Row[];
  readonly results: ReadonlyMap<string, JsonObject>;
  /** The result of a round; null where it is not here. */
  readonly roundOf: (roundId: string) => JsonObject | null;
  readonly failures: readonly BundleFailure[];
}

const failure = failuresOf('records');

/** Where a row of a kind stands. */
export function placeOfRow(name: string, { line }: Row): string {
  return `${bundleFolders.record}${name}.jsonl 第${line}行`;
}

/** Reads every JSON file of a bundle; what is not canonical JSON is a failure with its line. */
export function readRecord(texts: TextFiles, trailPath: string): BundleRecord {
  const failures: BundleFailure[] = [];
  const lines = new Map<string, readonly Row[]>();
  const results = new Map<string, JsonObject>();
  for (const [path, bytes] of texts) {
    if (path.endsWith('.jsonl')) lines.set(path, readLines(path, bytes, failures));
    if (!path.startsWith(bundleFolders.results)) continue;
    const text = textOf(bytes);
    const value = text?.endsWith('\n') === true ? readCanonical(text.slice(0, -1)) : null;
    if (value !== null && isObject(value)) results.set(path, value);
    else failures.push(failure(path, '不是规定写法的 JSON。'));
  }
  return {
    rows: (name) => lines.get(`${bundleFolders.record}${name}.jsonl`) ?? [],
    trail: lines.get(trailPath) ?? [],
    results,
    roundOf: (roundId) => results.get(`${bundleFolders.results}${roundId}.json`) ?? null,
    failures,
  };
}

function readLines(path: string, bytes: Uint8Array, failures: BundleFailure[]): readonly Row[] {
  const text = textOf(bytes);
  if (text === null || !(text === '' || text.endsWith('\n'))) {
    failures.push(failure(path, '不是完整的 UTF-8 文本。'));
    return [];
  }
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line, index) => {
      const value = readCanonical(line);
      if (value !== null && isObject(value)) return [{ line: index + 1, value }];
      failures.push(failure(`${path} 第${index + 1}行`, '不是规定写法的 JSON。'));
      return [];
    });
}

function hashOf(value: JsonValue | undefined): string {
  return sha256Hex(canonicalJson(value ?? null));
}

/** Kinds whose rows carry the hash of their own content. */
const hashed: readonly (readonly [string, (row: JsonObject) => string])[] = [
  ['candidate-versions', (row) => hashOf(row.content)],
  ['rule-sheet-versions', (row) => hashOf(row.document)],
  ['indicator-publications', (row) => hashOf(row.content)],
  [
    'year-reports',
    ({ sections, facts }) => hashOf({ sections: sections ?? null, facts: facts ?? null }),
  ],
  [
    'project-texts',
    ({ voted, explanatory }) =>
      isObject(voted) && isObject(explanatory) ? hashOf({ ...voted, ...explanatory }) : '',
  ],
];

/** Every version, list and report has the hash that it states, and what points somewhere arrives. */
export function checkRecords(record: BundleRecord, files: BundleContent) {
  const failures: BundleFailure[] = [...record.failures];
  let checked = 0;
  for (const [name, own] of hashed) {
    for (const row of record.rows(name)) {
      checked += 1;
      if (own(row.value) === row.value.content_hash) continue;
      failures.push(failure(placeOfRow(name, row), '内容与它的指纹不符：这个版本被改动过。'));
    }
  }
  failures.push(...checkPapers(record, files), ...checkShown(record));
  checked += record.rows('papers').length;
  failures.push(...checkLists(record));
  failures.push(...checkReports(record));
  checked += record.rows('candidate-lists').length + record.results.size;
  return { failures, note: `${checked}个版本、名单、报告和文件` };
}

/** Columns of public rows whose paper or photo is always public with them. */
const shown = [
  ['photos', 'attachment_id'],
  ['site-checks', 'photo_id'],
  ['entry-papers', 'attachment_id'],
] as const;

/** What an entry says it shows is here, and a paper belongs to an entry that is. */
function checkShown(record: BundleRecord): readonly BundleFailure[] {
  const ids = (name: string) => new Set(record.rows(name).map(({ value }) => value.id));
  const papers = ids('papers');
  const failures = shown.flatMap(([name, column]) =>
    record
      .rows(name)
      .filter(({ value }) => (value[column] ?? null) !== null && !papers.has(value[column]))
      .map((row) => failure(placeOfRow(name, row), '它的文件或者照片不在文件清单里。')),
  );
  const entries = {
    supervision_record: ids('supervision-records'),
    supervised_handling: ids('supervised-handling'),
  };
  for (const row of record.rows('entry-papers')) {
    const { kind, entry_id } = row.value;
    if (kind === 'supervision_record' || kind === 'supervised_handling') {
      if (entries[kind].has(entry_id)) continue;
    }
    failures.push(failure(placeOfRow('entry-papers', row), '它所属的记录不在包里。'));
  }
  return failures;
}

/** Every paper is there under its hash, and nothing lies beside them that no record names. */
function checkPapers(record: BundleRecord, files: BundleContent): readonly BundleFailure[] {
  const failures: BundleFailure[] = [];
  const there = new Map<string, string>();
  for (const path of files.keys()) {
    if (!path.startsWith(bundleFolders.papers)) continue;
    there.set(path.slice(bundleFolders.papers.length).split('.')[0] ?? '', path);
  }
  const named = new Set<string>();
  for (const row of record.rows('papers')) {
    const hash = wordsIn(row.value.content_hash);
    named.add(hash);
    const path = there.get(hash);
    if (path === undefined) {
      failures.push(failure(placeOfRow('papers', row), '包里没有这份文件。'));
    } else if (files.get(path)?.sha256 !== hash) {
      failures.push(failure(path, '文件内容与它的指纹不符。'));
    }
  }
  for (const [hash, path] of there) {
    if (!named.has(hash)) failures.push(failure(path, '文件清单里没有这份文件。'));
  }
  return failures;
}

function checkLists(record: BundleRecord): readonly BundleFailure[] {
  const versions = new Map(
    record.rows('candidate-versions').map(({ value }) => [value.id, value.content_hash]),
  );
  return record.rows('candidate-lists').flatMap((row) => {
    const items = record
      .rows('candidate-list-items')
      .filter(({ value }) => value.list_id === row.value.id)
      .map(({ value }) => ({
        number: value.number ?? null,
        hash: versions.get(value.candidate_version_id) ?? null,
      }));
    if (hashOf(items) === row.value.list_hash) return [];
    return [failure(placeOfRow('candidate-lists', row), '名单的项目和版本与名单的指纹不符。')];
  });
}

function checkReports(record: BundleRecord): readonly BundleFailure[] {
  const lists = new Set(record.rows('candidate-lists').map(({ value }) => value.list_hash));
  const sheets = new Set(record.rows('rule-sheet-versions').map(({ value }) => value.content_hash));
  const failures: BundleFailure[] = [];
  for (const [path, result] of record.results) {
    for (const report of objectsIn(result.reports)) {
      const add = (message: string) =>
        void failures.push(failure(`${path} 第${report.number}份报告单`, message));
      const { content } = report;
      if (!isObject(content)) {
        add('没有内容。');
        continue;
      }
      if (hashOf(content) !== report.hash) add('内容与签字时的指纹不符：报告单被改动过。');
      if (content.candidateListHash !== null && !lists.has(content.candidateListHash)) {
        add('写明的候选项目名单不在包里。');
      }
      if (!sheets.has(content.ruleSheetHash)) add('写明的票决办法不在包里。');
      const head = isObject(content.trailHead) ? content.trailHead : null;
      const entry = head === null ? null : record.trail[Number(head.sequence) - 1]?.value;
      if (head !== null && entry?.hash !== head.hash) {
        add(`写明的留痕末尾（第${head.sequence}条）与留痕链不符。`);
      }
    }
  }
  return failures;
}

/**
 * What announcements name of a round, as it is written there: its own, and those of the rounds that complete
 * it. Where it was corrected, the last correction counts.
 */
export function announcedIn(record: BundleRecord, result: JsonObject): readonly string[] {
  const own = lastAnnouncement(result);
  const roundId = isObject(result.round) ? result.round.id : null;
  const completing = [...record.results.values()].flatMap((other) =>
    isObject(other.round) && other.round.parent_id === roundId && roundId !== null
      ? announcedIn(record, other)
      : [],
  );
  return [...own, ...completing];
}

function lastAnnouncement({ announcements }: JsonObject): readonly string[] {
  const content = objectsIn(announcements).at(-1)?.content;
  return isObject(content) ? listIn(content.projects).map(wordsIn) : [];
}

/** The rule sheet that a report names, read; null where it is not here or no sheet. */
export function sheetOf(record: BundleRecord, content: JsonObject): RuleSheetDocument | null {
  const row = record
    .rows('rule-sheet-versions')
    .find(({ value }) => value.content_hash === content.ruleSheetHash);
  const parsed = parseRuleSheet(row?.value.document ?? null);
  return parsed.ok ? parsed.value : null;
}
