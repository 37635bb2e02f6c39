import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreements, proposeSamePersons } from '../../src/rules/same-person.ts';

const zhang = {
  ...{ name: '张伟', sex: '男', phone: '13800000001', deputyNumber: '0031' },
  delegation: '第一代表团',
} as const;

describe('a deputy of a new roll', () => {
  test('agrees by more than the name, and never against the stated sex', () => {
    expect(agreements(zhang, zhang)).toEqual(['phone', 'number', 'delegation']);
    expect(agreements({ ...zhang, name: '张炜' }, zhang)).toBeNull();
    expect(agreements({ ...zhang, sex: '女' }, zhang)).toBeNull();
    const moved = { ...zhang, phone: '13900000009', deputyNumber: '0007' };
    expect(agreements(moved, zhang)).toEqual(['delegation']);
    expect(agreements({ ...moved, delegation: '第二代表团' }, zhang)).toBeNull();
    // Unknown on both sides agrees in nothing.
    const bare = { ...zhang, phone: null, deputyNumber: ' ', delegation: null };
    expect(agreements(bare, bare)).toBeNull();
  });

  test('of a roll without sexes needs a number or a phone', () => {
    const unsaid = { ...zhang, sex: null, phone: null, deputyNumber: null };
    expect(agreements(unsaid, zhang)).toBeNull();
    expect(agreements({ ...unsaid, phone: zhang.phone }, zhang)).toEqual(['phone', 'delegation']);
  });

  test('is proposed ticked only where more than the delegation agrees', () => {
    const moved = { ...zhang, phone: null, deputyNumber: null };
    expect(proposeSamePersons([zhang], [zhang]).proposed[0]?.likely).toBe(true);
    expect(proposeSamePersons([zhang], [moved]).proposed[0]?.likely).toBe(false);
  });

  test('who could be two former ones, or one of two rows for one, is proposed as nobody', () => {
    const other = { ...zhang, phone: null, deputyNumber: null };
    expect(proposeSamePersons([zhang, other], [zhang])).toEqual({ proposed: [], unsure: [0] });
    expect(proposeSamePersons([zhang], [zhang, other])).toEqual({ proposed: [], unsure: [0, 1] });
  });
});

test('no former deputy and no row is ever in two proposals, in whatever order they stand', () => {
  const text = fc.option(fc.constantFrom('1', '2'), { nil: null });
  const person = fc.record({
    name: fc.constantFrom('张伟', '李芳'),
    sex: fc.option(fc.constantFrom('男', '女'), { nil: null }),
    ...{ phone: text, deputyNumber: text, delegation: text },
  });
  const roll = fc.array(person, { maxLength: 8 });
  fc.assert(
    fc.property(roll, roll, (formers, rows) => {
      const { proposed, unsure } = proposeSamePersons(formers, rows);
      expect(new Set(proposed.map((one) => one.row)).size).toBe(proposed.length);
      expect(new Set(proposed.map((one) => one.former)).size).toBe(proposed.length);
      expect(proposed.some((one) => unsure.includes(one.row))).toBe(false);
      const back = proposeSamePersons([...formers].reverse(), rows);
      expect(back.proposed.map((one) => one.row)).toEqual(proposed.map((one) => one.row));
    }),
  );
});
