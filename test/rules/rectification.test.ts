import { describe, expect, test } from 'vitest';
import {
  deadlineLateness,
  mayRecheck,
  type RectificationState,
  type RectificationVerb,
  rectificationLateness,
  rectificationMachine,
  rectificationPower,
} from '../../src/rules/rectification.ts';
import { step } from '../../src/rules/state-machine.ts';

describe('the life of a rectification', () => {
  const matrix: Readonly<Record<RectificationVerb, Record<RectificationState, string>>> = {
    answer: {
      issued: 'answered',
      answered: 'already-done',
      reopened: 'answered',
      closed: 'wrong-state',
    },
    close: {
      issued: 'wrong-state',
      answered: 'closed',
      reopened: 'wrong-state',
      closed: 'already-done',
    },
    reopen: {
      issued: 'wrong-state',
      answered: 'reopened',
      reopened: 'already-done',
      closed: 'reopened',
    },
  };
  for (const [verb, row] of Object.entries(matrix)) {
    for (const [state, leads] of Object.entries(row)) {
      test(`${verb} from ${state}: ${leads}`, () => {
        const moved = step(
          rectificationMachine,
          state as RectificationState,
          verb as RectificationVerb,
        );
        expect(moved.ok ? moved.value : moved.refusals[0].code).toBe(leads);
      });
    }
  }
});

describe('what the level’s law allows', () => {
  test('an order goes to the own level alone; a request goes below too', () => {
    expect(rectificationPower('order', 'own-level')).toEqual({ ok: true, value: 'order' });
    expect(rectificationPower('request', 'below')).toEqual({ ok: true, value: 'request' });
    const refused = rectificationPower('order', 'below');
    expect(refused.ok ? '' : refused.refusals[0].code).toBe('not-entitled-to-order');
  });

  test('who answered may not re-check; anybody else may, and so where nobody is known', () => {
    expect(mayRecheck('a', 'b').ok).toBe(true);
    expect(mayRecheck(null, null).ok).toBe(true);
    const refused = mayRecheck('a', 'a');
    expect(refused.ok ? '' : refused.refusals[0].code).toBe('same-person');
  });
});

describe('lateness', () => {
  test.each([
    ['2026-03-01', '2026-03-02', 'late', 1],
    ['2026-03-01', '2026-03-01', 'soon', 0],
    ['2026-03-08', '2026-03-01', 'soon', 7],
    ['2026-03-09', '2026-03-01', 'on-time', 8],
  ] as const)('due %s on %s is %s by %i days', (due, today, kind, days) => {
    expect(deadlineLateness(due, today)).toMatchObject({ kind, days });
  });

  test.each([
    ['closed', '2026-03-01', '2026-02-01', '2026-06-01', 'done', '已销号'],
    ['issued', '2026-03-01', null, '2026-03-04', 'late', '逾期 3 天'],
    ['reopened', '2026-03-10', '2026-02-01', '2026-03-01', 'on-time', '还有 9 天'],
    ['answered', '2026-03-01', '2026-02-27', '2026-03-29', 'on-time', '待复查'],
    ['answered', '2026-03-01', '2026-02-27', '2026-03-30', 'late', '答复后 31 天未复查'],
    ['answered', '2026-03-01', '2026-03-03', '2026-03-04', 'late', '迟答 2 天，待复查'],
  ] as const)(
    'a %s one, due %s, answered %s, stands on %s as %s: %s',
    (state, dueOn, answeredOn, today, kind, text) => {
      expect(rectificationLateness({ state, dueOn, answeredOn }, today, 30)).toMatchObject({
        ...{ kind, text },
      });
    },
  );
});
