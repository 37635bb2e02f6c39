import { expect, test } from 'vitest';
import { planForHash } from '../../src/rules/plan-content.ts';

test('a plan has one form for its hash, however a decimal or a further field is written', () => {
  const plan = {
    ...{ number: 1, departmentId: 'd', personInCharge: '王明', goal: '建成', safeguards: '专班' },
    ...{ startsOn: '2026-03-01', finishesOn: '2026-11-30' },
    goals: [
      { year: 2026, goal: '建成', quantity: '3.50', unit: '公里' },
      { year: 2027, goal: '管护', quantity: null, unit: null },
    ],
    funding: [
      { origin: 'county', amount: '85.5000' },
      { origin: 'town', amount: '100.00' },
      { origin: 'village', amount: '20' },
    ],
    milestones: [{ title: '开工', dueOn: '2026-04-01', weight: 30 }],
  };
  expect(planForHash(plan)).toEqual({
    ...plan,
    goals: [{ ...plan.goals[0], quantity: '3.5' }, plan.goals[1]],
    funding: [
      { origin: 'county', amount: '85.5' },
      { origin: 'town', amount: '100' },
      { origin: 'village', amount: '20' },
    ],
  });
  const more = {
    ...plan,
    id: 'p',
    milestones: [{ id: 'm', title: '开工', dueOn: '2026-04-01', weight: 30 }],
  };
  expect(planForHash(more)).toEqual(planForHash(plan));
});
