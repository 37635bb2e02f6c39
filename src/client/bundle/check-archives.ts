import { type Election, parseElection } from '../../ballot/election.ts';
import { namesReceiptKey } from '../../ballot/receipt-key.ts';
import {
  readArchive,
  type Verification,
  type VerifyOptions,
} from '../../ballot/verify/verify-archive.ts';
import { electronicTotals } from '../../rules/electronic-ballot.ts';
import { gradeCodes, gradeNames } from '../../rules/grades.ts';
import { bundleFolders } from '../../wire/bundle.ts';
import type { BundleRecord } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import type { BundleContent } from './open-bundle.ts';
import { isObject, type JsonObject, objectsIn, textOf, wordsIn } from './read-json.ts';

/** How an archive is verified: in threads of the browser or of Node, by the same verifier. */
export type VerifyArchive = (bytes: Uint8Array, options: VerifyOptions) => Promise<Verification>;

const failure = failuresOf('archives');

/** Every opened box that a report names verifies as a whole, and gives the totals of the report. */
export async function checkArchives(
  record: BundleRecord,
  files: BundleContent,
  verify: VerifyArchive,
) {
  const failures: BundleFailure[] = [];
  const named = new Set<string>();
  for (const [path, result] of record.results) {
    for (const { content, number, stands } of objectsIn(result.reports)) {
      if (!isObject(content) || !isObject(content.electronic)) continue;
      const uuid = wordsIn(content.electronic.uuid);
      const where = `${path} 第${number}份报告单`;
      failures.push(...checkHashes(files, uuid, content.electronic, where));
      if (named.has(uuid) || stands !== true) continue;
      named.add(uuid);
      failures.push(...(await checkOne(files, uuid, content, verify)));
    }
  }
  const archives = [...files.keys()].filter((path) => path.endsWith('.bel'));
  for (const path of archives) {
    if (named.has(path.slice(bundleFolders.archives.length, -'.bel'.length))) continue;
    failures.push(failure(path, '没有报告单写明这份选票档案。'));
  }
  return { failures, note: `${named.size}份选票档案` };
}

function pathOf(uuid: string, ending: string): string {
  return `${bundleFolders.archives}${uuid}${ending}`;
}

function checkHashes(
  files: BundleContent,
  uuid: string,
  electronic: JsonObject,
  where: string,
): readonly BundleFailure[] {
  const pairs = [
    ['.bel', electronic.archiveHash],
    ['.proofs.json', electronic.proofsHash],
  ] as const;
  return pairs.flatMap(([ending, stated]) => {
    const content = files.get(pathOf(uuid, ending));
    if (content === undefined) return [failure(pathOf(uuid, ending), '包里没有这份文件。')];
    return content.sha256 === stated
      ? []
      : [failure(pathOf(uuid, ending), `与报告单写明的全码不同（${where}）。`)];
  });
}

async function checkOne(
  files: BundleContent,
  uuid: string,
  content: JsonObject,
  verify: VerifyArchive,
): Promise<readonly BundleFailure[]> {
  const bytes = await files.get(pathOf(uuid, '.bel'))?.read();
  const proofs = textOf(await contentOf(files, pathOf(uuid, '.proofs.json')));
  if (bytes === undefined || !isObject(content.electronic)) return [];
  const verification = await verify(bytes, {
    strongProofs: proofs ?? '',
    fingerprint: wordsIn(content.electronic.fingerprint),
    stage: 'tallied',
  });
  const place = pathOf(uuid, '.bel');
  if (!verification.isArchive) return [failure(place, '不是选票档案。')];
  return [
    ...verification.failures.map(({ code, message }) => failure(place, `${message}（${code}）`)),
    ...compareTotals(verification, content, place),
    ...(await checkElection(files, uuid, content, bytes)),
  ];
}

/** The totals that we opened ourselves are those of the electronic channel on the signed report. */
function compareTotals(
  { report }: Verification,
  content: JsonObject,
  place: string,
): readonly BundleFailure[] {
  const channel = objectsIn(content.channels).find(({ name }) => name === 'electronic');
  const lines = objectsIn(channel?.projects);
  const { form, electronic } = content;
  // An archive without totals has failed above: it is not opened.
  if (report.totals === null || !isObject(electronic)) return [];
  if (channel?.state === 'void') return [];
  if (channel === undefined || electronic.ballots !== report.trackers.length) {
    const given = channel === undefined ? '没有电子票的数字' : `写的是${electronic.ballots}张票`;
    return [failure(place, `档案里有${report.trackers.length}张票，报告单${given}。`)];
  }
  if (form !== 'upto' && form !== 'exactly' && form !== 'each' && form !== 'grades') {
    return [failure(place, '报告单上的票决方式不认识。')];
  }
  const items = lines.map(({ number, title }) => ({
    number: Number(number),
    title: wordsIn(title),
  }));
  try {
    const blank = electronic.blank !== null;
    const ballots = report.trackers.length;
    const counted = electronicTotals({ form, items, blank }, report.totals, ballots);
    return counted.items.flatMap((item, index) => {
      const line = lines[index];
      const grades = isObject(line?.grades) ? line.grades : {};
      const same =
        item.grades === undefined
          ? item.for === line?.for
          : gradeCodes.every((code) => item.grades?.[code] === grades[code]);
      const opened =
        item.grades === undefined
          ? `${item.for}票`
          : gradeCodes.map((code) => `${gradeNames[code]}${item.grades?.[code]}票`).join('、');
      if (same) return [];
      return [failure(place, `${item.number}号的电子票总数与报告单不同：档案里是${opened}。`)];
    });
  } catch (error) {
    if (error instanceof RangeError) return [failure(place, '档案的题目与报告单的项目不同。')];
    throw error;
  }
}

/** Whether the questions of an election are about the lines of the report, in the order of their numbers. */
function asks(questions: Election['questions'], content: JsonObject): boolean {
  const { satisfaction, form } = content;
  const lines = isObject(satisfaction) ? satisfaction.lines : content.projects;
  const names = objectsIn(lines)
    .toSorted((one, other) => Number(one.number) - Number(other.number))
    .map(({ number, title }) => `${number}. ${wordsIn(title)}`);
  const single = form === 'upto' || form === 'exactly';
  const asked = single ? (questions[0]?.answers ?? []) : questions.map(({ question }) => question);
  return names.length === asked.length && names.every((name, at) => name === asked[at]);
}

async function contentOf(files: BundleContent, path: string): Promise<Uint8Array> {
  return (await files.get(path)?.read()) ?? new Uint8Array();
}

/** The election of the archive is the one that the report names, asks its lines, and names the receipt key. */
async function checkElection(
  files: BundleContent,
  uuid: string,
  content: JsonObject,
  archive: Uint8Array,
): Promise<readonly BundleFailure[]> {
  const path = pathOf(uuid, '.receipt-key.txt');
  const text = textOf(await contentOf(files, path));
  const setup = readArchive(archive).events.find(({ event }) => event.type === 'Setup');
  const election = parseElection(setup?.records[0]?.text ?? '');
  if (!election.ok || text === null || !/^[0-9]{1,1000}$/.test(text)) {
    return [failure(path, '没有回执公钥，或者读不出来。')];
  }
  const failures: BundleFailure[] = [];
  const place = pathOf(uuid, '.bel');
  if (election.value.uuid !== uuid) {
    failures.push(failure(place, '是另一轮的选票档案：里面的编号与报告单写的不同。'));
  }
  if (!asks(election.value.questions, content)) {
    failures.push(failure(place, '档案的题目与报告单的项目不同。'));
  }
  return namesReceiptKey(election.value.description, BigInt(text))
    ? failures
    : [...failures, failure(path, '不是选举文件写明的那把回执公钥。')];
}
