import { describe, expect, test } from 'vitest';
import { type Access, mayEnter, roleNames, roles } from '../../src/rules/access.ts';
import { judgeFailures, mostFailures } from '../../src/rules/rate-limits.ts';

const here = { congressId: 'township', ancestorIds: ['county', 'root'], meetingId: null };
const held = (
  role: (typeof roles)[number],
  congressId: string,
  meetingId: string | null = null,
) => [{ role, congressId, meetingId }];
const access: Access = { kind: 'roles', roles: { clerk: 'own', operator: 'below', teller: 'own' } };

describe('who may enter', () => {
  test('every role has a Chinese name', () => {
    expect(Object.keys(roleNames).sort()).toEqual([...roles].sort());
  });

  test('anyone, the signed-in, and nobody without a role', () => {
    expect(mayEnter({ kind: 'anyone' }, null, here)).toBe(true);
    expect(mayEnter({ kind: 'signed-in' }, null, here)).toBe(false);
    expect(mayEnter({ kind: 'signed-in' }, [], here)).toBe(true);
    expect(mayEnter(access, [], here)).toBe(false);
    expect(mayEnter(access, held('deputy', 'township'), here)).toBe(false);
  });

  test('a role of its own congress reaches no other; one that reaches below does', () => {
    expect(mayEnter(access, held('clerk', 'township'), here)).toBe(true);
    expect(mayEnter(access, held('clerk', 'county'), here)).toBe(false);
    expect(mayEnter(access, held('operator', 'root'), here)).toBe(true);
    expect(mayEnter(access, held('operator', 'sister'), here)).toBe(false);
  });

  test('a role for one meeting admits to that meeting alone', () => {
    const meeting = { ...here, meetingId: 'meeting' };
    expect(mayEnter(access, held('teller', 'township', 'meeting'), meeting)).toBe(true);
    expect(mayEnter(access, held('teller', 'township', 'other'), meeting)).toBe(false);
    expect(mayEnter(access, held('teller', 'sister', 'meeting'), meeting)).toBe(false);
    expect(mayEnter(access, held('teller', 'township', 'meeting'), here)).toBe(false);
  });
});

describe('failed tries', () => {
  test.each([
    ['few of them', { account: 9, code: 4, address: 49 }, false, true],
    ['too many of one account', { account: 10, code: 0, address: 0 }, false, false],
    ['too many of one code', { account: 0, code: 5, address: 0 }, false, false],
    ['too many from one address', { account: 0, code: 0, address: 50 }, false, false],
    ['a hall behind one address', { account: 0, code: 0, address: 599 }, true, true],
    [
      'more than any hall',
      { account: 0, code: 0, address: mostFailures.addressWithHall },
      true,
      false,
    ],
  ])('%s', (_name, counts, hall, allowed) => {
    expect(judgeFailures(counts, hall) === null).toBe(allowed);
  });
});
