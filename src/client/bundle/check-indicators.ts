import type { BundleManifest } from '../../wire/bundle.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, type Row } from './read-json.ts';

const failure = failuresOf('complete');

/**
 * Publications of indicators: all of them, of this unit and this year; the unit's answers are those that were
 * frozen with them, and none was published in any other way.
 */
export function checkIndicators(
  record: BundleRecord,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const publications = record.rows('indicator-publications');
  const answers = record.rows('indicator-answers');
  const frozen = publications.flatMap((row) => answersIn(row).map((said) => ({ row, said })));
  const failures = publications.flatMap((row, index) => checkOne(row, index, manifest));
  for (const { row, said } of frozen) {
    if (answers.some(({ value }) => sameAnswer(value, said))) continue;
    failures.push(
      failure(placeOfRow('indicator-publications', row), '公布时的一条说明不在包里：被抽走了。'),
    );
  }
  for (const row of answers) {
    if (frozen.some(({ said }) => sameAnswer(row.value, said))) continue;
    failures.push(
      failure(placeOfRow('indicator-answers', row), '没有一次公布里有这条说明，或者被改动过。'),
    );
  }
  return failures;
}

function checkOne(
  row: Row,
  index: number,
  manifest: BundleManifest | null,
): readonly BundleFailure[] {
  const place = placeOfRow('indicator-publications', row);
  const { number, content } = row.value;
  const failures: BundleFailure[] = [];
  if (number !== index + 1) failures.push(failure(place, '公布的次序不对：少了一次或者重复。'));
  const ours =
    isObject(content) &&
    content.year === manifest?.year &&
    content.congress === manifest?.congress.name;
  if (!ours) failures.push(failure(place, '不是这个单位、这个年度的风险提示。'));
  return failures;
}

/** The answers of a publication, each with the indicator that it answers. */
function answersIn({ value: { content } }: Row): readonly JsonObject[] {
  if (!isObject(content)) return [];
  return objectsIn(content.indications).flatMap((one) =>
    objectsIn(one.answers).map((answer) => ({ ...answer, indicator: one.code ?? null })),
  );
}

/** Whether a row is an answer as it was frozen; it names its project there by words. */
function sameAnswer(row: JsonObject, said: JsonObject): boolean {
  return (
    row.indicator === said.indicator &&
    row.content === said.content &&
    row.answered_on === said.answeredOn &&
    (row.project_id === null) === (said.project === null)
  );
}
