import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type JsonObject, objectsIn, type Row } from './read-json.ts';

const failure = failuresOf('outcomes');

/** Decisions carry with more than half of all members; an adjustment is what was decided on it. */
export function checkDecisions(record: BundleRecord): readonly BundleFailure[] {
  const decisions = record.rows('decisions');
  return [
    ...decisions.flatMap(checkDecision),
    ...record.rows('adjustments').flatMap((row) => checkAdjustment(record, row, decisions)),
  ];
}

function checkDecision(row: Row): readonly BundleFailure[] {
  const { value } = row;
  const [votesFor, due, present] = [value.votes_for, value.due, value.present].map(Number);
  const place = placeOfRow('decisions', row);
  if (votesFor === undefined || due === undefined || present === undefined) return [];
  const sum = votesFor + Number(value.votes_against) + Number(value.votes_abstain);
  const failures: BundleFailure[] = [];
  if (sum > present || present > due)
    failures.push(failure(place, '票数多于实到，或者实到多于应到。'));
  if (votesFor * 2 > due !== value.carried) {
    failures.push(failure(place, '是否通过，与赞成票是否超过全体的半数不符。'));
  }
  return failures;
}

/** A decided adjustment: its decision is about this very request, and says what its state says. */
function checkAdjustment(
  record: BundleRecord,
  row: Row,
  decisions: readonly Row[],
): readonly BundleFailure[] {
  const place = placeOfRow('adjustments', row);
  const { id, kind, proposed, state, decision_id, round_id } = row.value;
  const approved = state === 'approved';
  const failures: BundleFailure[] = [];
  const hash = sha256Hex(canonicalJson({ kind: kind ?? null, proposed: proposed ?? null }));
  const decision = decisions.find(({ value }) => value.id === decision_id)?.value;
  if (decision !== undefined) {
    if (decision.subject_id !== id || decision.subject_hash !== hash) {
      failures.push(failure(place, '会议决定的不是这一项调整，或者调整的内容后来变过。'));
    }
    if (decision.carried !== approved) failures.push(failure(place, '结果与会议的决定不同。'));
  } else if (decision_id !== null || typeof round_id !== 'string') {
    failures.push(failure(place, '包里没有会议的决定。'));
  }
  if (typeof round_id === 'string' && !isUntold(record, row.value)) {
    failures.push(...checkByRound(record, place, round_id, { approved, decision, hash }));
  }
  return failures;
}

/**
 * Whether a round decided since it was last announced, so that the announcement is still to come (again, after a
 * recount): the bundle has what was announced.
 */
function isUntold({ trail }: BundleRecord, adjustment: JsonObject): boolean {
  if (adjustment.published_where !== null) return false;
  const last = (events: readonly string[], subject: string, id: unknown) =>
    trail.findLast(
      ({ value: { event, subjects } }) =>
        events.some((one) => one === event) && isObject(subjects) && subjects[subject] === id,
    )?.line ?? 0;
  const decided = last(['adjustment-decided'], 'adjustment', adjustment.id);
  const told = ['result-announced', 'announcement-corrected'];
  return decided > last(told, 'round', adjustment.round_id);
}

/** Where a secret ballot decided, the adjustment is what the standing report of that round says. */
function checkByRound(
  record: BundleRecord,
  place: string,
  roundId: string,
  said: {
    readonly approved: boolean;
    readonly decision: JsonObject | undefined;
    readonly hash: string;
  },
): readonly BundleFailure[] {
  const result = record.roundOf(roundId);
  if (result === null) return [failure(place, '包里没有决定它的那一轮投票。')];
  const { round, reports } = result;
  if (!isObject(round) || round.kind !== 'decision') {
    return [failure(place, '写明的那一轮不是对调整的表决。')];
  }
  const content = objectsIn(reports).find(({ stands }) => stands === true)?.content;
  const lines = isObject(content) ? objectsIn(content.projects) : [];
  const { decision, hash } = said;
  const line = lines.find(({ versionHash }) => versionHash === hash);
  if (line === undefined) return [failure(place, '那一轮的报告单上没有这一项。')];
  const failures: BundleFailure[] = [];
  if ((line.adopted === true) !== said.approved) {
    failures.push(failure(place, '结果与那一轮投票的报告单不同。'));
  }
  if (decision !== undefined && decision.votes_for !== line.for) {
    failures.push(failure(place, '决定的票数与那一轮投票的报告单不同。'));
  }
  return failures;
}
