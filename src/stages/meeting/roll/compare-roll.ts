import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type RollRow, rollFields } from './roll-row.ts';
import type { Seat } from './roll-store.ts';

/** One field that a re-import would change. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** What a re-import would do, shown before anything is written. */
export interface RollComparison {
  readonly added: readonly RollRow[];
  readonly changed: readonly {
    readonly seat: Seat;
    readonly row: RollRow;
    readonly changes: readonly FieldChange[];
  }[];
  /** Deputies in office whom the file does not name: they stay. */
  readonly missing: readonly Seat[];
  readonly unchanged: number;
}

/**
 * Compares a file with the roll. A row is the deputy with the same 代表证号; without one, the only
 * deputy of that name in the same delegation, or the only one of that name at all.
 *
 * Refuses with `rows-ambiguous` when two rows mean the same deputy, or one row could mean several.
 */
export function compareRoll(
  seats: readonly Seat[],
  rows: readonly RollRow[],
): Result<RollComparison> {
  const taken = new Map<string, RollRow>();
  const added: RollRow[] = [];
  const changed: { seat: Seat; row: RollRow; changes: readonly FieldChange[] }[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const matches = matchesOf(seats, row);
    if (matches.length > 1) {
      return refuse({
        code: 'rows-ambiguous',
        message: `“${row.name}”在名册中有 ${matches.length} 人，无法确定是哪一位。请在文件中填写代表证号。`,
      });
    }
    const [seat] = matches;
    if (seat === undefined) {
      added.push(row);
      continue;
    }
    if (taken.has(seat.id)) {
      return refuse({
        code: 'rows-ambiguous',
        message: `文件中有两行都指向“${row.name}”。请用代表团或代表证号区分，或删去重复的一行。`,
      });
    }
    taken.set(seat.id, row);
    const changes = changesOf(seat.row, row);
    if (changes.length === 0) unchanged += 1;
    else changed.push({ seat, row, changes });
  }
  return ok({ added, changed, missing: seats.filter((seat) => !taken.has(seat.id)), unchanged });
}

function matchesOf(seats: readonly Seat[], row: RollRow): readonly Seat[] {
  if (row.deputyNumber !== null) {
    const byNumber = seats.filter((seat) => seat.row.deputyNumber === row.deputyNumber);
    if (byNumber.length > 0) return byNumber;
  }
  const open = (seat: Seat) => row.deputyNumber === null || seat.row.deputyNumber === null;
  const byName = seats.filter((seat) => seat.row.name === row.name && open(seat));
  const sameDelegation = byName.filter((seat) => seat.row.delegation === row.delegation);
  if (sameDelegation.length > 0) return sameDelegation;
  // Somebody of the same name in another delegation is another person, unless one is not stated.
  return byName.filter((seat) => seat.row.delegation === null || row.delegation === null);
}

function changesOf(from: RollRow, to: RollRow): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const [key, label] of rollFields) {
    const before = String(from[key] ?? '');
    const after = String(to[key] ?? '');
    if (before !== after) changes.push({ field: label, from: before, to: after });
  }
  return changes;
}
