import { describe, expect, test } from 'vitest';
import {
  namesNobody,
  type OpinionState,
  type OpinionVerb,
  opinionMachine,
} from '../../src/rules/opinion.ts';
import { step } from '../../src/rules/state-machine.ts';
import { addMonths, nextVisitDue } from '../../src/rules/supervision.ts';

const no = 'wrong-state';
const done = 'already-done';
const states = ['raised', 'handed_over', 'answered', 'reopened', 'closed', 'declined'] as const;
const matrix: Readonly<Record<OpinionVerb, readonly string[]>> = {
  'hand-over': ['handed_over', done, no, no, no, no],
  answer: [no, 'answered', done, 'answered', no, no],
  accept: [no, no, 'closed', no, done, no],
  reject: [no, no, 'reopened', done, no, no],
  decline: ['declined', no, no, no, no, done],
};

describe('the life of an opinion', () => {
  for (const [verb, row] of Object.entries(matrix)) {
    for (const [index, leads] of row.entries()) {
      const state = states[index];
      test(`${verb} from ${state}: ${leads}`, () => {
        const moved = step(opinionMachine, state as OpinionState, verb as OpinionVerb);
        expect(moved.ok ? moved.value : moved.refusals[0].code).toBe(leads);
      });
    }
  }
});

describe('when the next visit is due', () => {
  test.each([
    ['2026-01-20', 3, '2026-04-20'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-31', 12, '2027-12-31'],
  ] as const)('%s and %i months is %s', (day, months, due) => {
    expect(addMonths(day, months)).toBe(due);
  });

  test('counts from the last visit, else from the decision, and only while it is carried out', () => {
    const decidedOn = '2026-01-20';
    expect(nextVisitDue({ state: 'underway', decidedOn }, null, 3)).toBe('2026-04-20');
    expect(nextVisitDue({ state: 'adopted', decidedOn }, '2026-05-02', 3)).toBe('2026-08-02');
    for (const state of ['completed', 'accepted', 'suspended', 'ended']) {
      expect(nextVisitDue({ state, decidedOn }, '2026-05-02', 3)).toBeNull();
    }
  });
});

test('a wording for the public holds no mobile phone and no identity number, however it is spaced', () => {
  for (const wording of ['请装护栏', '编号 2026-0301-123', '共 12345678901234567890 元']) {
    expect(namesNobody(wording).ok, wording).toBe(true);
  }
  for (const wording of ['李四13800138000', '138 0013-8000', '33010619900101001X']) {
    expect(namesNobody(wording).ok, wording).toBe(false);
  }
});
