import { readTar } from '../../ballot/archive/tar.ts';
import { fromHex } from '../../ballot/bytes.ts';
import { openElection } from '../../ballot/election.ts';
import { rebuildTestBallot } from '../../ballot/prepare-ballot.ts';
import { marksAllowed } from '../../ballot/question.ts';
import {
  type BallotForm,
  formOf,
  groupsOf,
  type Marking,
  noMarks,
  wordsOf,
} from '../ballot/ballot-form.ts';
import type { TestBallot } from '../ballot/test-address.ts';

/** What this device found about a test ballot that another one made. */
export type Rebuilt =
  | {
      readonly ok: true;
      /** The number that this device computed. */
      readonly commitment: string;
      /** Whether the code itself claims the same one. */
      readonly same: boolean;
      /** φ of the election that it was encrypted for. */
      readonly electionHash: string;
      readonly groups: ReturnType<typeof groupsOf>;
      readonly blank: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** Encrypts once more what the test ballot gave away, and compares. */
export function rebuild(test: TestBallot, electionJson: string): Rebuilt {
  const opened = openElection(electionJson);
  if (!opened.ok || opened.value.election.uuid !== test.uuid) {
    return { ok: false, message: '选举文件和这张试票不是同一轮的。' };
  }
  const election = opened.value;
  const { questions } = election.election;
  const form = formOf(questions);
  const seed = fromHex(test.seed);
  const fits = questions.every((question, index) =>
    marksAllowed(question, test.marks[index] ?? []),
  );
  if (form === null || seed === null || !fits || test.marks.length !== questions.length) {
    return { ok: false, message: '码里的选项不符合本轮选票的规则，这张试票不可能是真的选票。' };
  }
  const commitment = rebuildTestBallot(election, seed, BigInt(test.credential), test.marks);
  const marking = markingOf(form, test.marks);
  return {
    ok: true,
    commitment,
    same: commitment === test.commitment,
    electionHash: election.hash,
    groups: groupsOf(form, marking),
    blank: marking.blank,
  };
}

/** The marks that the vectors of the protocol stand for. */
export function markingOf(form: BallotForm, vectors: readonly (readonly number[])[]): Marking {
  const byNumber = new Map(noMarks.byNumber);
  if (form.kind !== 'select') {
    const words = wordsOf(form).map(([choice]) => choice);
    form.candidates.forEach(({ number }, index) => {
      const word = words[vectors[index]?.indexOf(1) ?? -1];
      if (word !== undefined) byNumber.set(number, word);
    });
    return { byNumber, blank: false };
  }
  const [vector = []] = vectors;
  const first = form.blank ? 1 : 0;
  form.candidates.forEach(({ number }, index) => {
    if (vector[index + first] === 1) byNumber.set(number, 'for');
  });
  return { byNumber, blank: form.blank && vector[0] === 1 };
}

/** The election's text in a file: the archive (`.bel`), or the text itself; null when it has none. */
export function electionIn(bytes: Uint8Array, uuid: string): string | null {
  const texts = textsIn(bytes);
  return (
    texts.find((text) => text.startsWith('{"version":1,') && text.includes(`"uuid":"${uuid}"`)) ??
    null
  );
}

function textsIn(bytes: Uint8Array): readonly string[] {
  const decoder = new TextDecoder();
  const files = readTar(bytes);
  if (files.ok) return files.files.map(({ content }) => decoder.decode(content));
  return [decoder.decode(bytes).trim()];
}
