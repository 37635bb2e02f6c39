import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomeFile } from '../../../src/rules/outcome/outcome-file.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';

const { cases } = JSON.parse(
  readFileSync(new URL('../../vectors/constructed-cases.json', import.meta.url), 'utf8'),
) as { cases: readonly { readonly name: string; readonly input: unknown }[] };

describe('a published outcome', () => {
  const votes = cases.flatMap(({ name, input }) => {
    const parsed = parseOutcomeInput(input);
    return parsed.ok && parsed.value.kind === 'vote' ? [{ name, vote: parsed.value }] : [];
  });

  test.each(votes)('$name: is read back as the same input', ({ vote }) => {
    expect(parseOutcomeInput(JSON.parse(JSON.stringify(outcomeFile(vote))))).toEqual({
      ok: true,
      value: vote,
    });
  });

  test('lists several channels, or one that has a name', () => {
    const [first] = votes;
    if (first === undefined) throw new Error('no cases');
    const paper = { name: '纸质', issued: 2, returned: 2, void: 0 };
    const electronic = { name: '电子', issued: 3, returned: 3, void: 0 };
    const nameless = { ...paper, name: null };
    expect(outcomeFile({ ...first.vote, channels: [paper] })).toMatchObject({ channels: [paper] });
    const both = outcomeFile({ ...first.vote, channels: [nameless, electronic] });
    expect(both).toMatchObject({ channels: [nameless, electronic] });
    expect(outcomeFile({ ...first.vote, most: 3 }).most).toBe(3);
    expect(outcomeFile({ ...first.vote, most: null }).most).toBeUndefined();
  });

  test('tells votes against and abstentions only where papers ask for them', () => {
    const [first] = votes;
    if (first === undefined) throw new Error('no cases');
    const { projects: each } = outcomeFile({ ...first.vote, form: 'each' });
    const { projects: upto } = outcomeFile({ ...first.vote, form: 'upto' });
    expect(JSON.stringify(each)).toContain('"against"');
    expect(Object.keys(upto[0] ?? {})).toEqual(['number', 'title', 'for']);
  });

  test('names the earlier round where only the number of votes decides', () => {
    const [first] = votes;
    if (first === undefined) throw new Error('no cases');
    const revote = { ...first.vote, passing: { base: 'earlier-round' } as const };
    const least = { base: 'present', comparison: 'at-least', fraction: '2/3' } as const;
    expect(outcomeFile(revote).passing).toEqual({ base: 'earlier-round' });
    expect(outcomeFile({ ...revote, passing: least }).passing).toEqual({
      base: 'present',
      atLeast: '2/3',
    });
  });
});
