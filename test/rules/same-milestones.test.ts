import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameMilestones } from '../../src/rules/same-milestones.ts';

const before = [
  { rootId: 'a', title: '开工' },
  { rootId: 'b', title: '立杆' },
  { rootId: 'c', title: '通电' },
];

test('a milestone keeps its identity by its name, wherever it stands', () => {
  expect(sameMilestones(before, [{ title: '通电' }, { title: '开工' }])).toEqual(['c', 'a']);
});

test('one that is renamed in its line keeps it too', () => {
  const next = [
    { title: '开工', rootId: 'a' },
    { title: '立杆架线', rootId: 'b' },
    { title: '通电', rootId: 'c' },
  ];
  expect(sameMilestones(before, next)).toEqual(['a', 'b', 'c']);
});

test('a line that was filled from the next one is what it is called, and what is gone is gone', () => {
  const next = [{ title: '开工', rootId: 'a' }, { title: '通电', rootId: 'b' }, { title: '验收' }];
  expect(sameMilestones(before, next)).toEqual(['a', 'c', null]);
});

test('nothing is known of a line that no form knows, or of another plan', () => {
  expect(sameMilestones(before, [{ title: '验收' }, { title: '完工', rootId: 'x' }])).toEqual([
    null,
    null,
  ]);
});

test('no milestone becomes two', () => {
  const line = fc.record({
    title: fc.constantFrom('开工', '立杆', '通电', '验收', '完工'),
    rootId: fc.constantFrom('a', 'b', 'c', 'x', null),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (next) => {
      const kept = sameMilestones(before, next).filter((one) => one !== null);
      expect(new Set(kept).size).toBe(kept.length);
    }),
  );
});
