import { canonicalJson } from '../../rules/canonical-json.ts';
import { explanatoryOf, votedOf } from '../../rules/project-text.ts';
import { checkChanges } from './check-changes.ts';
import { announcedIn, type BundleRecord, placeOfRow } from './check-records.ts';
import { chosenIn } from './check-votes.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, type Row, wordsIn } from './read-json.ts';

/** The text of a candidate as far as a project takes it over. */
function candidateText(content: JsonObject) {
  const line = (key: string) => (typeof content[key] === 'string' ? content[key] : null);
  const { quantity, unit } = content;
  return {
    title: wordsIn(content.title),
    content: wordsIn(content.content),
    quantity: typeof quantity === 'string' ? quantity : undefined,
    unit: typeof unit === 'string' ? unit : undefined,
    place: line('place'),
    beneficiaries: line('beneficiaries'),
    totalTenThousandYuan: line('totalTenThousandYuan'),
    funding: line('funding'),
    department: line('department'),
    finish: line('finish'),
    category: line('category'),
  };
}

/**
 * Every project says in its first version what was voted on, that version stood on a sealed list, and a
 * standing report adopts it; later versions differ in voted fields only by a decided adjustment.
 */
export function checkBaselines(record: BundleRecord) {
  const failures: BundleFailure[] = [];
  let voted = 0;
  for (const project of record.rows('projects')) {
    const texts = record
      .rows('project-texts')
      .filter(({ value }) => value.project_id === project.value.id);
    if (project.value.baseline_version_id !== null) {
      voted += 1;
      failures.push(...checkVoted(record, project, texts));
    }
    failures.push(...checkChanges(record, texts));
  }
  const entered = record.rows('projects').length - voted;
  const besides = entered === 0 ? '' : `；另有${entered}个由纸质材料补录，没有表决文本可比`;
  return { failures, note: `${voted}个项目${besides}` };
}

const failure = failuresOf('baselines');

function checkVoted(
  record: BundleRecord,
  project: Row,
  texts: readonly Row[],
): readonly BundleFailure[] {
  const place = placeOfRow('projects', project);
  const version = record
    .rows('candidate-versions')
    .find(({ value }) => value.id === project.value.baseline_version_id);
  const [first] = texts;
  if (version === undefined || !isObject(version.value.content)) {
    return [failure(place, '表决的那一版文本不在包里。')];
  }
  if (first === undefined) return [failure(place, '没有项目文本。')];
  const failures: BundleFailure[] = [];
  const candidate = candidateText(version.value.content);
  const same =
    canonicalJson(first.value.voted ?? null) === canonicalJson({ ...votedOf(candidate) }) &&
    canonicalJson(first.value.explanatory ?? null) ===
      canonicalJson({ ...explanatoryOf(candidate) });
  if (!same || first.value.kind !== 'baseline') {
    failures.push(failure(placeOfRow('project-texts', first), '第一版与表决文本不同。'));
  }
  const sealed = record
    .rows('candidate-list-items')
    .some(({ value }) => value.candidate_version_id === version.value.id);
  if (!sealed) failures.push(failure(place, '表决文本不在任何封存的名单里。'));
  const adopted = [...record.results.values()].some((result) =>
    adopts(record, result, wordsIn(version.value.content_hash)),
  );
  if (!adopted) failures.push(failure(place, '没有公布的报告单和公告确定这个项目。'));
  return failures;
}

/** Whether a result adopts the version: by the report that stands, or by the decision on its tie. */
function adopts(record: BundleRecord, result: JsonObject, versionHash: string): boolean {
  const announced = announcedIn(record, result);
  const chosen = chosenIn(record, result);
  return objectsIn(result.reports).some(({ stands, content }) => {
    if (stands !== true || !isObject(content)) return false;
    const line = objectsIn(content.projects).find((one) => one.versionHash === versionHash);
    if (line === undefined) return false;
    const named = announced.some((words) => words.startsWith(`${wordsIn(line.title)}（赞成`));
    return named && (line.adopted === true || chosen.includes(line.number ?? null));
  });
}
