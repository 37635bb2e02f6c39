import { type OpinionVerb, opinionMachine } from '../../rules/opinion.ts';
import { type RectificationVerb, rectificationMachine } from '../../rules/rectification.ts';
import { type StateMachine, step } from '../../rules/state-machine.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, listIn, type Row, wordsIn } from './read-json.ts';

const failure = failuresOf('review');

/**
 * Opinions, rectifications and findings: where each stands follows from what happened to it, and who
 * answered did not re-check himself.
 */
export function checkReview(record: BundleRecord) {
  const opinions = record.rows('opinions');
  const rectifications = record.rows('rectifications');
  const people = checkPeople(record);
  const failures = [
    ...opinions.flatMap((row) => checkOpinion(record, row)),
    ...rectifications.flatMap((row) => checkRectification(record, row)),
    ...checkFindings(record),
    ...people.failures,
  ];
  const note =
    `${opinions.length}条意见，${rectifications.length}项整改，核对${people.checked}次复查的人` +
    (people.elsewhere === 0 ? '' : `；另有${people.elsewhere}次由上级复查，记在上级的留痕里`);
  return { failures, note };
}

/** Follows steps from a state; null where one of them is not allowed there. */
function replay<State extends string, Verb extends string>(
  machine: StateMachine<State, Verb>,
  first: State,
  verbs: readonly Verb[],
): State | null {
  let state = first;
  for (const verb of verbs) {
    const next = step(machine, state, verb);
    if (!next.ok) return null;
    state = next.value;
  }
  return state;
}

/** Answers in the order of their numbers, which run from 1. */
function answersOf(record: BundleRecord, name: string, field: string, row: Row) {
  const answers = record.rows(name).filter(({ value }) => value[field] === row.value.id);
  const gaps = answers.filter(({ value }, index) => value.number !== index + 1);
  const message = '答复的次序不对：少了一次或者重复。';
  return { answers, failures: gaps.map((one) => failure(placeOfRow(name, one), message)) };
}

function checkOpinion(record: BundleRecord, row: Row): readonly BundleFailure[] {
  const { answers, failures } = answersOf(record, 'opinion-answers', 'opinion_id', row);
  const ratings = record.rows('opinion-ratings');
  const verbs: OpinionVerb[] = row.value.handed_over_on === null ? [] : ['hand-over'];
  if (row.value.declined_reason !== null) verbs.push('decline');
  for (const { value } of answers) {
    verbs.push('answer');
    const rating = ratings.find((one) => one.value.answer_id === value.id)?.value;
    if (rating !== undefined) verbs.push(rating.grade === 'dissatisfied' ? 'reject' : 'accept');
  }
  if (replay(opinionMachine, 'raised', verbs) === row.value.state) return failures;
  const message = '现在的状态与交办、反馈、评价的经过不符。';
  return [...failures, failure(placeOfRow('opinions', row), message)];
}

function checkRectification(record: BundleRecord, row: Row): readonly BundleFailure[] {
  const place = placeOfRow('rectifications', row);
  const of = answersOf(record, 'rectification-answers', 'rectification_id', row);
  const failures: BundleFailure[] = [...of.failures];
  const verbs: RectificationVerb[] = [];
  const rechecks = record
    .rows('rectification-rechecks')
    .filter(({ value }) => value.rectification_id === row.value.id);
  const happened: Row[] = [];
  for (const { value } of of.answers) {
    verbs.push('answer');
    // An item is closed once at most on one answer; when the fault is back it is reopened after that.
    const ofAnswer = rechecks
      .filter((one) => one.value.answer_id === value.id)
      .toSorted((one, other) => (wordsIn(one.value.result) < wordsIn(other.value.result) ? -1 : 1));
    happened.push(...ofAnswer);
    for (const one of ofAnswer) verbs.push(one.value.result === 'closed' ? 'close' : 'reopen');
  }
  for (const one of rechecks) {
    if (happened.includes(one)) continue;
    failures.push(failure(placeOfRow('rectification-rechecks', one), '包里没有它复查的答复。'));
  }
  if (replay(rectificationMachine, 'issued', verbs) !== row.value.state) {
    failures.push(failure(place, '现在的状态与答复、复查的经过不符。'));
  }
  const last = happened.at(-1)?.value;
  const closed = row.value.state === 'closed' ? (last?.checked_on ?? null) : null;
  if (row.value.closed_on !== closed) {
    failures.push(failure(place, '销号的日期与最后一次复查不同。'));
  }
  if (last?.result === 'reopened' && last.new_due_on !== row.value.due_on) {
    failures.push(failure(place, '期限与最后一次重新交办的不同。'));
  }
  return [...failures, ...checkOrigin(record, row, place)];
}

/** What a rectification comes from is here, and is bad enough. */
function checkOrigin(record: BundleRecord, row: Row, place: string): readonly BundleFailure[] {
  const { origin, origin_id: originId, project_id: projectId } = row.value;
  if (origin !== 'satisfaction') return [];
  const published = record.rows('projects').some(({ value }) => value.id === projectId);
  const test = record.rows('satisfaction-results').find(({ value }) => value.id === originId);
  if (!published || test?.value.verdict === 'dissatisfied') return [];
  return [failure(place, '它所依据的“不满意”的测评结果不在包里。')];
}

/** Every finding that asks for something led to a rectification once the report was out. */
function checkFindings(record: BundleRecord): readonly BundleFailure[] {
  const asked = new Set(
    record
      .rows('rectifications')
      .filter(({ value }) => value.origin === 'finding')
      .map(({ value }) => value.origin_id),
  );
  const known = new Set(record.rows('findings').map(({ value }) => value.id));
  const failures: BundleFailure[] = [];
  for (const row of record.rows('findings')) {
    const { id, grade, withdrawn_reason: withdrawn } = row.value;
    const place = placeOfRow('findings', row);
    const has = asked.has(id ?? null);
    if (grade !== 'note' && withdrawn === null && !has) {
      failures.push(failure(place, '有问题，却没有提出整改。'));
    }
    if (withdrawn !== null && has) failures.push(failure(place, '已经撤回，却提出了整改。'));
  }
  for (const row of record.rows('finding-replies')) {
    if (known.has(row.value.finding_id ?? null)) continue;
    failures.push(failure(placeOfRow('finding-replies', row), '它回应的问题不在包里。'));
  }
  return failures;
}

/**
 * Nobody re-checks what he answered himself: the chain says who recorded either. An answer stands in the
 * chain of the unit's congress, a re-check in that of the congress that issued the rectification.
 */
function checkPeople(record: BundleRecord) {
  const answeredBy = new Map<string, unknown>();
  const failures: BundleFailure[] = [];
  let checked = 0;
  for (const { line, value } of record.trail) {
    const { event, recorded_by: by, subjects } = value;
    if (!isObject(subjects)) continue;
    const id = wordsIn(subjects.rectification);
    if (event === 'rectification-answered') answeredBy.set(id, by);
    if (event !== 'rectification-closed' && event !== 'rectification-reopened') continue;
    if (!answeredBy.has(id)) continue;
    checked += 1;
    if (by !== null && answeredBy.get(id) === by) {
      const message = '复查的人就是答复的人，不能自己复查自己。';
      failures.push(failure(`trail/entries.jsonl 第${line}行`, message));
    }
  }
  const issuedHere = new Set(
    record.trail.flatMap(({ value }) =>
      value.event === 'rectification-issued' && isObject(value.subjects)
        ? listIn([value.subjects.rectification ?? null])
        : [],
    ),
  );
  const elsewhere = record
    .rows('rectification-rechecks')
    .filter(({ value }) => !issuedHere.has(value.rectification_id ?? null)).length;
  return { failures, checked, elsewhere };
}
