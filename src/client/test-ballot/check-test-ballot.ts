import { fromHex } from '../../ballot/bytes.ts';
import { openElection } from '../../ballot/election.ts';
import { rebuildTestBallot } from '../../ballot/prepare-ballot.ts';
import { marksAllowed } from '../../ballot/question.ts';
import { readTestAddress } from '../ballot/test-address.ts';
import { beginsWith } from '../ballot/tracker-words.ts';
import { type MarksShown, shownMarks } from './shown-marks.ts';

/** What a test ballot shows when this device encrypts it again. */
export type TestVerdict =
  | { readonly kind: 'unreadable' | 'other-round' | 'marks-not-allowed' }
  | {
      readonly kind: 'rebuilt';
      /** What the first device must have shown before it asked "cast or test". */
      readonly commitment: string;
      /** The marks that were encrypted, in words. */
      readonly marks: readonly MarksShown[];
      readonly uuid: string;
      /** φ of the election that it was encrypted for. */
      readonly electionHash: string;
      /** Whether the code in the QR is this one, and begins with what was typed where something was. */
      readonly same: boolean;
      /** Whether the reader typed what the phone had shown beforehand: the QR alone was made afterwards. */
      readonly typed: boolean;
    };

/**
 * The one check of a test ballot (试票), for `/test-ballot` and `/verify`: encrypts it again from its seed and
 * compares the commitment. Verdicts in this order:
 * unreadable, other-round, marks-not-allowed, rebuilt.
 */
export function checkTestBallot(electionJson: string, typed: string, shown: string): TestVerdict {
  const election = openElection(electionJson);
  const test = readTestAddress(typed);
  const seed = test === null ? null : fromHex(test.seed);
  if (!election.ok || test === null || seed === null) return { kind: 'unreadable' };
  const { questions, uuid } = election.value.election;
  if (test.uuid !== uuid) return { kind: 'other-round' };
  const allowed =
    test.marks.length === questions.length &&
    questions.every((question, i) => marksAllowed(question, test.marks[i] ?? []));
  if (!allowed) return { kind: 'marks-not-allowed' };
  const { marks } = test;
  const credential = BigInt(test.credential);
  const commitment = rebuildTestBallot(election.value, seed, credential, marks);
  const compared = shown.replace(/\s/g, '');
  return {
    kind: 'rebuilt',
    commitment,
    marks: shownMarks(questions, marks),
    ...{ uuid, electionHash: election.value.hash },
    same: test.commitment === commitment && (compared === '' || beginsWith(commitment, compared)),
    typed: compared !== '',
  };
}
