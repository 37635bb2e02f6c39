import type { Failure, FailureCode } from '../../ballot/verify/failure.ts';
import { type CheckGroup, checkGroups, type GroupId, type Need } from './check-groups.ts';

/** How a group of checks came out. */
export type Standing =
  | 'holds'
  | 'fails'
  /** Something that it needs could not be read, or is not in the archive: it says nothing. */
  | 'not-done'
  /** The reader did not give what it compares with. */
  | 'not-asked';

/** A group of checks with its outcome and everything that was found against it. */
export interface Judged {
  readonly group: CheckGroup;
  readonly standing: Standing;
  readonly failures: readonly Failure[];
}

/** What the archive held that checks can stand on. */
export interface Ground {
  readonly has: ReadonlySet<Need>;
  /** Which check reads a record, by the record's name. */
  readonly readBy: ReadonlyMap<string, GroupId>;
}

const groupOfCode = new Map<FailureCode, GroupId>(
  checkGroups.flatMap(({ id, codes }) => codes.map((code) => [code, id] as const)),
);

/** The check that a failure belongs to. */
function groupOf({ code, place }: Failure, readBy: Ground['readBy']): GroupId {
  const known = groupOfCode.get(code);
  if (known !== undefined) return known;
  // What is left is about the form of a record.
  if (place.tracker !== undefined) return 'ballots';
  const record = place.record ?? '';
  if (record.endsWith('.proofs.json')) return 'shares';
  return readBy.get(record) ?? 'chain';
}

/**
 * Sorts what was found into the twelve checks. A check whose ground is missing is never said to hold,
 * even if nothing was found against it: silence is no proof.
 */
export function judge(failures: readonly Failure[], { has, readBy }: Ground): readonly Judged[] {
  const found = new Map<GroupId, Failure[]>();
  for (const failure of failures) {
    const id = groupOf(failure, readBy);
    found.set(id, [...(found.get(id) ?? []), failure]);
  }
  return checkGroups.map((group) => {
    const own = found.get(group.id) ?? [];
    const missing = group.needs.filter((need) => !has.has(need));
    const standing: Standing =
      own.length > 0
        ? 'fails'
        : missing.length === 0
          ? 'holds'
          : missing.every((need) => need === 'fingerprint')
            ? 'not-asked'
            : 'not-done';
    return { group, standing, failures: own };
  });
}
