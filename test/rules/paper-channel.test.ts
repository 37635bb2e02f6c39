import { expect, test } from 'vitest';
import {
  advancePapers,
  type PaperState,
  type PaperVerb,
  paperMachine,
  paperStateNames,
  paperStates,
  paperVerbs,
  possiblePaperVerbs,
} from '../../src/rules/paper-channel.ts';

/** The whole matrix, written apart from the code: `.` is refused, `=` is refused as already done. */
const matrix = `
           proofread print   change    start-issuing finish-issuing return   finish-count count-again void
preparing  proofread .       =         .             .              .        .            .           void
proofread  =         printed preparing .             .              .        .            .           void
printed    .         =       preparing issuing       .              .        .            .           void
issuing    .         .       .         =             issued         .        .            .           void
issued     .         .       .         .             =              returned .            .           void
returned   .         .       .         .             .              =        counted      =           void
counted    .         .       .         .             .              .        =            returned    void
void       .         .       .         .             .              .        .            .           =
`;

const [header, ...lines] = matrix.trim().split('\n');
const verbs = header?.trim().split(/\s+/) as PaperVerb[];
const cells = lines.flatMap((line) => {
  const [state, ...targets] = line.trim().split(/\s+/);
  return verbs.map((verb, index) => ({
    state: state as PaperState,
    verb,
    target: targets[index] ?? '',
  }));
});

test('the matrix here has every verb and every state', () => {
  expect([...verbs].sort()).toEqual([...paperVerbs].sort());
  expect(cells).toHaveLength(paperStates.length * paperVerbs.length);
  expect(new Set(Object.values(paperStateNames)).size).toBe(paperStates.length);
});

test.each(cells)('$state papers, $verb: $target', ({ state, verb, target }) => {
  const moved = advancePapers(state, verb);
  expect(possiblePaperVerbs(state).includes(verb)).toBe(moved.ok);
  if (target !== '.' && target !== '=') {
    expect(moved).toEqual({ ok: true, value: target });
    return;
  }
  if (moved.ok) throw new Error(`${verb} is possible`);
  const [{ code, message }] = moved.refusals;
  expect(code).toBe(target === '=' ? 'already-done' : 'wrong-state');
  expect(message).toContain(paperMachine.verbNames[verb]);
});
