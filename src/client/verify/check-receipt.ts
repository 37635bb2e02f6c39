import type { Group } from '../../ballot/group/group.ts';
import { parseReceipt, verifyReceipt } from '../../ballot/receipt.ts';
import { namesReceiptKey } from '../../ballot/receipt-key.ts';

/** What a receipt shows beside an archive. */
export type ReceiptVerdict =
  | {
      readonly kind: 'unreadable' | 'key-unreadable' | 'other-round' | 'other-key' | 'not-signed';
    }
  /** The server acknowledged the ballot, and it lies in the box. */
  | { readonly kind: 'in-the-box'; readonly tracker: string }
  /** The server acknowledged the ballot, and it is missing: proof that a ballot was dropped. */
  | { readonly kind: 'dropped'; readonly tracker: string }
  /** The archive holds the set-up only; ballots are not published yet. */
  | { readonly kind: 'not-closed'; readonly tracker: string };

/** The part of a verified archive that a receipt is compared with. */
export interface BoxContents {
  readonly uuid: string | null;
  /** Description of its election, which names the receipt key; null where it could not be read. */
  readonly description: string | null;
  readonly trackers: readonly string[];
  /** Whether the archive has an EndBallots event. */
  readonly closed: boolean;
}

/**
 * Checks a receipt (收票回执) under the round's receipt key, and looks for its tracker. Verdicts in this
 * order: unreadable, key-unreadable, other-round, other-key (the election names another one, or none),
 * not-signed, then what it shows.
 */
export function checkReceipt(
  group: Group,
  typed: { readonly receipt: string; readonly key: string },
  { uuid, description, trackers, closed }: BoxContents,
): ReceiptVerdict {
  const parsed = parseReceipt(compact(typed.receipt));
  if (!parsed.ok) return { kind: 'unreadable' };
  const digits = typed.key.replace(/[\s"]/g, '');
  if (!/^[1-9][0-9]{0,616}$/.test(digits)) return { kind: 'key-unreadable' };
  const key = BigInt(digits);
  if (!group.isMember(key)) return { kind: 'key-unreadable' };
  const receipt = parsed.value;
  if (receipt.uuid !== uuid) return { kind: 'other-round' };
  if (!namesReceiptKey(description ?? '', key)) return { kind: 'other-key' };
  if (!verifyReceipt(group, key, receipt)) return { kind: 'not-signed' };
  const { tracker } = receipt;
  if (trackers.includes(tracker)) return { kind: 'in-the-box', tracker };
  return { kind: closed ? 'dropped' : 'not-closed', tracker };
}

/** JSON without the spaces and line ends that copying brings. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
