import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/rules/refusals.ts';
import {
  actsIn,
  bindsMeeting,
  changeAllowed,
  decisionChangeAllowed,
  type SheetAct,
  type SheetState,
  sheetStateNames,
  sheetStates,
  stateAfter,
} from '../../../src/rules/rule-sheet/life.ts';

function code(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.refusals[0].code;
}

const none = { papersPrinted: 0, papersIssued: 0 };
const printed = { papersPrinted: 50, papersIssued: 0 };
const issued = { papersPrinted: 50, papersIssued: 1 };

describe('changing a sheet', () => {
  test.each(['draft', 'printed'] as const)(
    'a %s may change, and papers already printed become void',
    (state) => {
      expect(changeAllowed(state, none)).toEqual({
        ok: true,
        value: { voidsPrintedPapers: false },
      });
      expect(changeAllowed(state, printed)).toEqual({
        ok: true,
        value: { voidsPrintedPapers: true },
      });
    },
  );

  test.each(['adopted', 'in_force'] as const)(
    '%s: only a new decision of the congress changes it',
    (state) => {
      expect(code(changeAllowed(state, printed))).toBe('sheet-adopted');
      expect(decisionChangeAllowed(state, printed)).toEqual({
        ok: true,
        value: { voidsPrintedPapers: true },
      });
      expect(decisionChangeAllowed(state, none)).toEqual({
        ok: true,
        value: { voidsPrintedPapers: false },
      });
    },
  );

  test.each(['draft', 'printed', 'adopted', 'in_force'] as const)(
    '%s: from the first issued paper or slip nothing changes it, not even a decision',
    (state) => {
      expect(code(changeAllowed(state, issued))).toBe('papers-issued');
      expect(code(decisionChangeAllowed(state, issued))).toBe('papers-issued');
    },
  );

  test('a replaced sheet never changes', () => {
    expect(code(changeAllowed('replaced', none))).toBe('sheet-replaced');
    expect(code(decisionChangeAllowed('replaced', issued))).toBe('sheet-replaced');
  });

  test('what a clerk may change, a decision may change too', () => {
    const states = fc.constantFrom(...sheetStates);
    fc.assert(
      fc.property(states, fc.nat(), fc.nat(), (state, papersPrinted, papersIssued) => {
        const papers = { papersPrinted, papersIssued };
        const clerk = changeAllowed(state, papers);
        if (clerk.ok) expect(decisionChangeAllowed(state, papers)).toEqual(clerk);
      }),
    );
  });
});

describe('the life of a sheet', () => {
  test('draft → printed → adopted → in force → replaced', () => {
    const acts: SheetAct[] = ['print-papers', 'adopt', 'take-effect', 'replace'];
    const states: SheetState[] = ['printed', 'adopted', 'in_force', 'replaced'];
    let state: SheetState = 'draft';
    for (const [index, act] of acts.entries()) {
      const next = stateAfter(state, act);
      expect(next).toEqual({ ok: true, value: states[index] });
      if (next.ok) state = next.value;
    }
    expect(state).toBe('replaced');
  });

  test.each([
    ['draft', ['print-papers', 'change', 'adopt', 'reject']],
    ['printed', ['print-papers', 'change', 'adopt', 'reject']],
    ['adopted', ['print-papers', 'take-effect', 'change-by-decision', 'replace']],
    ['in_force', ['print-papers', 'change-by-decision', 'replace']],
    ['replaced', []],
  ] as const)('%s allows exactly its own acts', (state, acts) => {
    expect(actsIn(state)).toEqual(acts);
  });

  test('a changed or rejected sheet is a draft again, a decided change keeps its state', () => {
    expect(stateAfter('printed', 'change')).toEqual({ ok: true, value: 'draft' });
    expect(stateAfter('printed', 'reject')).toEqual({ ok: true, value: 'draft' });
    expect(stateAfter('in_force', 'change-by-decision')).toEqual({ ok: true, value: 'in_force' });
    expect(stateAfter('adopted', 'change-by-decision')).toEqual({ ok: true, value: 'adopted' });
  });

  test('an impossible act is refused with what is possible', () => {
    const refused = stateAfter('adopted', 'change');
    expect(refused).toEqual({
      ok: false,
      refusals: [
        {
          code: 'act-not-possible',
          message:
            '办法已通过，不能修改；现在可以：印制选票、施行、按大会决定修改、以新的办法取代。',
        },
      ],
    });
    const ended = stateAfter('replaced', 'adopt');
    expect(ended.ok ? '' : ended.refusals[0].message).toBe(
      '办法已被取代，不能通过；不能再作任何处理。',
    );
  });
});

describe('which sheet binds a meeting', () => {
  test.each(sheetStates)('a sheet that is %s binds only when it is in force', (state) => {
    const expected = state === 'in_force' ? 'ok' : 'not-in-force';
    for (const stand of ['not-yet', 'confirmed', 'deviated'] as const) {
      expect(code(bindsMeeting('meeting', state, stand))).toBe(expected);
    }
    const result = bindsMeeting('standing', state, 'confirmed');
    expect(code(result)).toBe(expected);
    if (!result.ok) expect(result.refusals[0].message).toContain(sheetStateNames[state]);
  });

  test('a standing sheet needs this meeting’s word, and a deviation has its own sheet', () => {
    expect(code(bindsMeeting('standing', 'in_force', 'not-yet'))).toBe('not-confirmed');
    expect(code(bindsMeeting('standing', 'in_force', 'deviated'))).toBe('deviated-from');
  });
});
