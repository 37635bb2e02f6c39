import { diffArrays } from 'diff';

/** A piece of two texts: in both, only in the newer, or only in the older. */
export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

// Chinese is written without spaces: the dictionary of ICU finds its words.
const words = new Intl.Segmenter('zh', { granularity: 'word' });

function split(text: string): string[] {
  return [...words.segment(text)].map((one) => one.segment);
}

/** The difference of two texts by words. Its same and removed pieces are the older text, exactly. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  return diffArrays(split(before), split(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}
