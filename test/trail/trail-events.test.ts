import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventsDocument } from '../../src/commands/trail-events.ts';

test('docs/trail-events.md names every event of the catalogue as it stands', () => {
  expect(readFileSync('docs/trail-events.md', 'utf8')).toBe(eventsDocument());
});
