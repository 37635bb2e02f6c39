import { canonicalJson } from '../../rules/canonical-json.ts';
import { type BundleRecord, placeOfRow } from './check-records.ts';
import { type BundleFailure, failuresOf } from './checks.ts';
import { isObject, type Row } from './read-json.ts';

const failure = failuresOf('baselines');

const votedIn = ({ value }: Row) => canonicalJson(value.voted ?? null);

/**
 * The versions of a project after the first: voted fields change by a decided adjustment alone. A recount may
 * take a change back, and another one make it again: then the versions of one adjustment are in turn what
 * was proposed and what was there before, and the last of them is what its state says.
 */
export function checkChanges(
  record: BundleRecord,
  texts: readonly Row[],
): readonly BundleFailure[] {
  return texts.flatMap((text, index) => {
    const before = texts[index - 1];
    if (before === undefined) return [];
    const place = placeOfRow('project-texts', text);
    if (text.value.kind !== 'decision') {
      const same = votedIn(text) === votedIn(before);
      return same ? [] : [failure(place, '没有决定，表决内容却与前一版不同。')];
    }
    const words = checkDecided(record, texts, index);
    return words === null ? [] : [failure(place, words)];
  });
}

/** What is wrong with a version that a decision made; null where nothing is. */
function checkDecided(record: BundleRecord, texts: readonly Row[], index: number): string | null {
  const text = texts[index];
  const id = text?.value.adjustment_id ?? null;
  const own = texts.filter(({ value }) => value.kind === 'decision' && value.adjustment_id === id);
  const [first] = own;
  if (text === undefined || first === undefined) return null;
  const turn = own.indexOf(text);
  const proposes = turn % 2 === 0;
  const adjustment = record.rows('adjustments').find(({ value }) => value.id === id)?.value;
  const last = turn === own.length - 1;
  if (!proposes) {
    const origin = texts[texts.indexOf(first) - 1];
    if (origin === undefined || votedIn(text) !== votedIn(origin)) {
      return '复核后恢复的，不是变更以前的内容。';
    }
    if (adjustment === undefined && !waitsAgain(record, id)) return '包里没有恢复原来内容的决定。';
    return last && adjustment?.state === 'approved' ? '决定准予变更，内容却恢复了原样。' : null;
  }
  // A recount may find the round void: then the request waits again and is not public, nor is what it was.
  if (adjustment === undefined) return last ? '表决内容变了，包里没有准予变更的决定。' : null;
  if (votedIn(text) !== canonicalJson(adjustment.proposed ?? null)) {
    return '变更后的内容与决定的内容不同。';
  }
  return last && adjustment.state !== 'approved' ? '没有准予变更，内容却变了。' : null;
}

/** Whether the chain says that a decided adjustment was found undecided by a recount. */
function waitsAgain(record: BundleRecord, id: unknown): boolean {
  return record.trail.some(
    ({ value: { event, subjects } }) =>
      event === 'adjustment-undecided' && isObject(subjects) && subjects.adjustment === id,
  );
}
