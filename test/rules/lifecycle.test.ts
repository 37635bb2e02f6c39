import { describe, expect, test } from 'vitest';
import {
  advance,
  possibleVerbs,
  type RoundState,
  type RoundVerb,
  roundEnded,
  roundStateNames,
  roundStates,
  roundVerbNames,
  roundVerbs,
} from '../../src/rules/lifecycle.ts';

/**
 * The whole matrix, written apart from the code: a row per state, a column per verb; `.` is refused,
 * `=` is refused as already done.
 */
const matrix = `
              prepare revise open interrupt   resume close  finish-count reopen-count certify   declare  recount   announce  correct   cancel    void
draft         ready   =      .    .           .      .      .            .            .         .        .         .         .         cancelled .
ready         =       draft  open .           .      .      .            .            .         .        .         .         .         cancelled .
open          .       .      =    interrupted =      closed .            .            .         .        .         .         .         cancelled void
closed        .       .      .    .           .      =      counted      .            .         .        .         .         .         .         void
counted       .       .      .    .           .      .      =            reopened     certified .        .         .         .         .         void
certified     .       .      .    .           .      .      .            reopened     =         declared .         .         .         .         void
declared      .       .      .    .           .      .      .            .            .         =        recounted announced announced .         .
announced     .       .      .    .           .      .      .            .            .         .        recounted =         announced .         .
void          .       .      .    .           .      .      .            .            .         .        .         .         void      .         =
cancelled     .       .      .    .           .      .      .            .            .         .        .         .         .         =         .
interrupted   .       .      .    =           open   .      .            .            .         .        .         .         .         cancelled void
reopened      .       .      .    .           .      .      counted      =            .         .        .         .         .         .         void
recounted     .       .      .    .           .      .      counted      .            .         .        =         .         .         .         void
`;

const [header, ...lines] = matrix.trim().split('\n');
const verbs = header?.trim().split(/\s+/) as RoundVerb[];
const cells = lines.flatMap((line) => {
  const [state, ...targets] = line.trim().split(/\s+/);
  return verbs.map((verb, index) => ({
    state: state as RoundState,
    verb,
    target: targets[index] ?? '',
  }));
});

test('the matrix here has every verb and every state', () => {
  expect([...verbs].sort()).toEqual([...roundVerbs].sort());
  expect(cells).toHaveLength(roundStates.length * roundVerbs.length);
  expect(new Set(cells.map((cell) => cell.state))).toEqual(new Set(roundStates));
});

test.each(cells)('$state, $verb: $target', ({ state, verb, target }) => {
  const moved = advance(state, verb);
  if (target !== '.' && target !== '=') {
    expect(moved).toEqual({ ok: true, value: target });
    expect(possibleVerbs(state)).toContain(verb);
    return;
  }
  expect(possibleVerbs(state)).not.toContain(verb);
  if (moved.ok) throw new Error(`${verb} is possible`);
  const [{ code, message }] = moved.refusals;
  expect(code).toBe(target === '=' ? 'already-done' : 'wrong-state');
  expect(message).toContain(`${target === '=' ? '不用再' : '不能'}${roundVerbNames[verb]}。`);
  if (target === '.') expect(message.split('。')).toHaveLength(3);
});

describe('a round', () => {
  const walk = (...path: RoundVerb[]) =>
    path.reduce<RoundState>((state, verb) => {
      const moved = advance(state, verb);
      if (!moved.ok) throw new Error(`${state}: ${verb}`);
      return moved.value;
    }, 'draft');

  test('goes from draft to announced', () => {
    const whole = ['prepare', 'open', 'close', 'finish-count', 'certify', 'declare'] as const;
    expect(walk(...whole, 'announce')).toBe('announced');
    expect(walk(...whole, 'recount', 'finish-count', 'certify', 'declare')).toBe('declared');
  });

  test('says in its refusals what is true and what to do', () => {
    const moved = advance('certified', 'announce');
    expect(moved).toEqual({
      ok: false,
      refusals: [
        {
          code: 'wrong-state',
          message:
            '本轮报告单已经签字，还没有宣布，不能发布公告。请由大会主持人宣布结果；计票有误的，重新计票。',
        },
      ],
    });
  });

  test('that was announced before is only corrected, never announced again', () => {
    const announced = { announced: true };
    expect(advance('declared', 'announce', announced)).toMatchObject({
      refusals: [{ code: 'announced-before' }],
    });
    expect(advance('declared', 'correct', announced)).toEqual({ ok: true, value: 'announced' });
    expect(advance('void', 'correct', announced)).toEqual({ ok: true, value: 'void' });
  });

  test('that was never announced has nothing to correct', () => {
    const announced = { announced: false };
    expect(advance('declared', 'announce', announced)).toEqual({ ok: true, value: 'announced' });
    expect(advance('declared', 'correct', announced)).toMatchObject({
      refusals: [{ code: 'not-announced' }],
    });
    expect(advance('draft', 'correct', announced)).toMatchObject({
      refusals: [{ code: 'wrong-state' }],
    });
  });

  test('runs until it is declared or left', () => {
    const ended = roundStates.filter((state) => roundEnded(state));
    expect(ended).toEqual(['declared', 'announced', 'void', 'cancelled']);
  });

  test('has a Chinese name for each state', () => {
    expect(new Set(Object.values(roundStateNames)).size).toBe(roundStates.length);
  });
});
