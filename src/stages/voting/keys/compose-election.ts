import { electionJson } from '../../../ballot/election.ts';
import { describeWithReceiptKey } from '../../../ballot/receipt-key.ts';
import { questionsOf } from '../../../rules/electronic-ballot.ts';
import type { VoteChapter } from '../../../rules/rule-sheet/document.ts';
import type { Round } from '../round-store.ts';
import type { KeySet } from './ceremony-store.ts';

/** Words around the questions of an election. */
export interface ElectionNames {
  readonly meeting: string;
  readonly congress: string;
}

/**
 * The election (specification §4.10) of a round: its own questions under a key set's identifier and key.
 * Null while the key set has no key. The description names the key that signs receipts, so that φ and
 * the fingerprint cover it. Abstaining on all projects has a mark of its own where an empty
 * paper of the same sheet would abstain.
 */
export function composeElection(
  round: Round,
  vote: VoteChapter,
  keySet: KeySet,
  names: ElectionNames,
): string | null {
  const { form, title, most, least, items } = round;
  if (keySet.publicKey === null) return null;
  return electionJson({
    description: describeWithReceiptKey(names.meeting, BigInt(keySet.receiptKey)),
    name: title,
    publicKey: BigInt(keySet.publicKey),
    questions: questionsOf({
      ...{ form, title, most, least, items },
      blank: form === 'upto' && vote.blankBallot === 'abstain',
    }),
    uuid: keySet.uuid,
    administrator: names.congress,
    credentialAuthority: '总监票人',
  });
}
