import { trackerOf } from '../../ballot/ballot.ts';
import { parseElection } from '../../ballot/election.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { ballotsOf } from '../../ballot/verify/check-ballots.ts';
import { readArchive } from '../../ballot/verify/verify-archive.ts';
import { checkReceipt } from '../../client/verify/check-receipt.ts';
import { receiptWords } from '../../client/verify/receipt-words.ts';

/** What a receipt shows beside an archive, in words. */
export interface ReceiptJudged {
  /** Whether it is a good receipt of a ballot that nobody dropped. */
  readonly holds: boolean;
  readonly words: string;
}

/** Judges a receipt as the verify page does, by the same code: its text and the text of the receipt key. */
export function judgeReceipt(
  bytes: Uint8Array,
  typed: { readonly receipt: string; readonly key: string },
): ReceiptJudged {
  const { events } = readArchive(bytes);
  const [record] = events.find(({ event }) => event.type === 'Setup')?.records ?? [];
  const parsed = parseElection(record?.text ?? '');
  const verdict = checkReceipt(createGroup(), typed, {
    uuid: parsed.ok ? parsed.value.uuid : null,
    description: parsed.ok ? parsed.value.description : null,
    trackers: ballotsOf(events).map(({ json }) => trackerOf(json)),
    closed: events.some(({ event }) => event.type === 'EndBallots'),
  });
  const [, words] = receiptWords(verdict);
  return { holds: verdict.kind === 'in-the-box' || verdict.kind === 'not-closed', words };
}
