import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changeInWords,
  type FigureLines,
  figuresLines,
  lineChanges,
  originsLines,
} from '../../src/rules/figure-changes.ts';

const figures = {
  ...{ solicitationStartsOn: '2025-09-01', solicitationEndsOn: null, noticeOn: null },
  ...{ papersOn: null, deliberationMinuted: null, planPublishedOn: null, source: '台账' },
  channels: [{ channel: 'phone', suggestions: 0 }],
} as const;

test('figures as lines name what is known and keep zero apart from no data', () => {
  expect(figuresLines(figures)).toEqual([
    ['征集开始', '2025-09-01'],
    ['电话建议', '0 条'],
    ['来源', '台账'],
  ]);
  expect(figuresLines({ ...figures, deliberationMinuted: true })).toContainEqual([
    '审议记录',
    '有',
  ]);
  expect(figuresLines({ ...figures, deliberationMinuted: false })).toContainEqual([
    '审议记录',
    '没有',
  ]);
});

test('origins as lines name each candidate', () => {
  const one = { number: 1, title: '修桥', kinds: ['residents', 'deputies'] } as const;
  const told = { suggestions: 3, stateWhenVoted: 'not_started' } as const;
  expect(originsLines({ source: '台账', origins: [{ ...one, ...told }] })).toEqual([
    ['1．修桥', '群众、代表，建议 3 条，票决时未开工'],
    ['来源', '台账'],
  ]);
  const none = { suggestions: null, stateWhenVoted: 'unknown' } as const;
  expect(originsLines({ source: '台账', origins: [{ ...one, ...none }] })[0]?.[1]).toBe(
    '群众、代表，没有条数，票决时不清楚',
  );
});

test('changes lead from one state to the other, and none from a state to itself', () => {
  const lines = fc
    .uniqueArray(fc.tuple(fc.constantFrom('甲', '乙', '丙'), fc.constantFrom('1', '2')), {
      selector: ([label]) => label,
    })
    .map((all): FigureLines => all);
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const state = new Map(before);
      for (const { label, from, to } of lineChanges(before, after)) {
        expect(state.get(label) ?? null).toBe(from);
        if (to === null) state.delete(label);
        else state.set(label, to);
      }
      expect(new Map(state)).toEqual(new Map(after));
      expect(lineChanges(before, before)).toEqual([]);
    }),
  );
  expect(lineChanges([['甲', '1']], []).map(changeInWords)).toEqual(['甲由“1”改为“没有数据”']);
  expect(lineChanges([], [['甲', '1']]).map(changeInWords)).toEqual(['甲由“没有数据”改为“1”']);
});
