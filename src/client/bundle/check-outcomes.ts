import { checkDecisions } from './check-decisions.ts';
import { checkMatters } from './check-matters.ts';
import type { BundleRecord } from './check-records.ts';
import { checkResultRow, checkTest } from './check-tests.ts';
import { checkVote } from './check-votes.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn } from './read-json.ts';

const failure = failuresOf('outcomes');

/** Published outcomes of rounds of every kind, and decisions, follow from what they are made of. */
export function checkOutcomes(record: BundleRecord) {
  const rows = record.rows('satisfaction-results');
  const failures = [
    ...[...record.results].flatMap(([path, result]) => checkRound(record, path, result)),
    ...rows.flatMap((row) => checkResultRow(record, row)),
    ...checkDecisions(record),
  ];
  const rounds = [...record.results.values()];
  const kind = (name: string) =>
    rounds.filter(({ round }) => isObject(round) && round.kind === name).length;
  const decided = record.rows('decisions').length;
  return {
    failures,
    note: `${kind('vote')}轮票决，${kind('satisfaction')}轮测评、${rows.length}条结果，${kind('decision')}轮对调整的表决，${decided}项决定`,
  };
}

function checkRound(
  record: BundleRecord,
  path: string,
  result: JsonObject,
): readonly BundleFailure[] {
  const standing = objectsIn(result.reports).find(({ stands }) => stands === true);
  if (standing === undefined || !isObject(standing.content)) {
    return [failure(path, '没有有效的报告单。')];
  }
  const { round, outcome } = result;
  if (!isObject(round) || path !== `results/${round.id}.json`) {
    return [failure(path, '文件名与里面的轮次不同：放错了轮次。')];
  }
  if (isObject(outcome) && outcome.kind !== round.kind) {
    return [failure(`${path} outcome`, '数字的种类与这一轮不同。')];
  }
  switch (round.kind) {
    case 'vote':
      return checkVote(record, path, result, standing.content);
    case 'decision':
      return checkMatters(record, path, result, standing.content);
    case 'satisfaction':
      return checkTest(record, path, result, standing.content);
    default:
      return [failure(path, '这一版核验程序不认识这种轮次。')];
  }
}
