import { expect, test } from 'vitest';
import {
  advancePapers,
  type PaperState,
  type PaperVerb,
  paperMachine,
  paperStates,
  paperVerbs,
} from '../../src/rules/paper-channel.ts';

/** The whole matrix, written apart from the code: `.` is refused, `=` is refused as already done. */
const matrix = `
           print   start-issuing finish-issuing exchange issue-again correct  return   finish-count void
preparing  printed .             .              .        .           .        .        .            .
printed    =       issuing       .              .        .           .        .        .            void
issuing    .       =             issued         .        =           .        .        .            void
issued     .       .             =              issued   issuing     issued   returned .            void
returned   .       .             .              .        .           returned =        counted      .
counted    .       .             .              .        .           counted  .        counted      .
void       .       .             .              .        .           .        .        .            =
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
});

test.each(cells)('$state papers, $verb: $target', ({ state, verb, target }) => {
  const moved = advancePapers(state, verb);
  if (target !== '.' && target !== '=') {
    expect(moved).toEqual({ ok: true, value: target });
    return;
  }
  if (moved.ok) throw new Error(`${verb} is possible`);
  const [{ code, message }] = moved.refusals;
  expect(code).toBe(target === '=' ? 'already-done' : 'wrong-state');
  expect(message).toContain(paperMachine.verbNames[verb]);
});
