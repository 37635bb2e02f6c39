import { canonicalJson } from '../../rules/canonical-json.ts';
import { decideDecision } from '../../rules/outcome/decision.ts';
import { parseOutcomeInput } from '../../rules/outcome/parse-outcome-input.ts';
import { announcedIn, type BundleRecord, sheetOf } from './check-records.ts';
import { compareFigures, differences } from './check-votes.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, wordsIn } from './read-json.ts';

const failure = failuresOf('outcomes');

/** A round about adjustments: each is carried or not by the law of the body that voted. */
export function checkMatters(
  record: BundleRecord,
  path: string,
  result: JsonObject,
  content: JsonObject,
): readonly BundleFailure[] {
  const parsed = parseOutcomeInput(result.outcome ?? null);
  if (!parsed.ok || parsed.value.kind !== 'decision') {
    return [failure(`${path} outcome`, '没有能够计算的数字，或者数字自相矛盾。')];
  }
  const input = parsed.value;
  const failures: BundleFailure[] = [];
  const { decision } = content;
  if (!isObject(decision) || decision.body !== input.body) {
    failures.push(failure(`${path} outcome.body`, '作出决定的机构与报告单不同。'));
  }
  const quorum = sheetOf(record, content)?.vote?.quorum;
  if (input.body === 'congress' && quorum !== undefined && quorum !== input.quorum) {
    failures.push(failure(`${path} outcome.quorum`, '与会议通过的票决办法不同。'));
  }
  failures.push(...compareFigures(path, result, content));
  for (const line of objectsIn(content.projects)) {
    const own = input.projects.find(({ number }) => number === line.number);
    if (canonicalJson([own?.against ?? null, own?.abstain ?? null]) !== opposed(line)) {
      failures.push(
        failure(`${path} outcome ${line.number}号`, '反对或者弃权的票数与报告单不同。'),
      );
    }
  }
  const differing = differences(decideDecision(input), content);
  failures.push(...differing.map((words) => failure(`${path} 报告单`, words)));
  if (content.validity === false) return failures;
  const named = announcedIn(record, result);
  for (const line of objectsIn(content.projects)) {
    const figures = `赞成${line.for}票，反对${line.against}票，弃权${line.abstain}票`;
    const words = `${wordsIn(line.title)}：${figures}，${line.adopted === true ? '通过' : '未通过'}`;
    if (named.includes(words)) continue;
    failures.push(failure(`${path} 公告`, `没有照报告单公布“${wordsIn(line.title)}”的结果。`));
  }
  return failures;
}

function opposed({ against, abstain }: JsonObject): string {
  return canonicalJson([against ?? null, abstain ?? null]);
}
