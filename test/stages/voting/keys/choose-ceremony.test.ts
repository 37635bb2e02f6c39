import { expect, test } from 'vitest';
import type { Ceremony } from '../../../../src/stages/voting/keys/ceremony-store.ts';
import { chooseCeremony } from '../../../../src/stages/voting/keys/station-view.ts';

function ceremony(
  id: string,
  state: Ceremony['state'],
  { rehearsal = false, backup = true } = {},
): Ceremony {
  const sent = backup ? (['backup'] as const) : [];
  const holders = [{ position: 1, personId: 'me', name: '我', sent }];
  const rest = { meetingId: '', size: 3, threshold: 2, reason: null, version: 1, keySets: [] };
  return { ...rest, id, state, rehearsal, holders };
}

const chosen = (...newestFirst: readonly Ceremony[]) => chooseCeremony(newestFirst, 'me')?.id;

test('a device works at the running ceremony, then at what it still owes, then at the real one', () => {
  const real = ceremony('real', 'complete');
  const practised = ceremony('practised', 'complete', { rehearsal: true });
  const owed = ceremony('owed', 'complete', { rehearsal: true, backup: false });
  const practising = ceremony('practising', 'running', { rehearsal: true, backup: false });
  const making = ceremony('making', 'running', { backup: false });
  const gone = ceremony('gone', 'cancelled', { backup: false });
  expect(chosen()).toBeUndefined();
  expect(chosen(gone)).toBe('gone');
  expect(chosen(gone, real)).toBe('real');
  expect(chosen(practising, making)).toBe('making');
  expect(chosen(practising, real)).toBe('practising');
  expect(chosen(owed, real)).toBe('owed');
  expect(chosen(practised, real)).toBe('real');
  // An unfinished rehearsal of before does not hold up the real keys.
  expect(chosen(real, owed)).toBe('real');
  expect(chosen(practised)).toBe('practised');
});
