import { describe, expect, test } from 'vitest';
import { closingVerdict, revealingTotals } from '../../src/rules/closing.ts';
import { lastDayOfObjection, objectionIsOver } from '../../src/rules/objection.ts';

const box = { ballots: 5, issued: 6, smallest: 3, channelVoid: 'round', papers: false } as const;

function verdict(changed: Partial<Parameters<typeof closingVerdict>[0]>): string {
  const decided = closingVerdict({ ...box, ...changed });
  return decided.ok ? decided.value : decided.refusals[0].code;
}

describe('closing the electronic box', () => {
  test('needs the smallest number of ballots, and tells the ways out', () => {
    expect(verdict({})).toBe('closed');
    expect(verdict({ ballots: 3 })).toBe('closed');
    expect(verdict({ ballots: 2 })).toBe('too-few-ballots');
    expect(verdict({ ballots: 0 })).toBe('too-few-ballots');
    const alone = closingVerdict({ ...box, ballots: 2 });
    const hybrid = closingVerdict({ ...box, ballots: 2, papers: true });
    expect(alone.ok ? '' : alone.refusals[0].message).toContain('宣布本轮无效');
    expect(hybrid.ok ? '' : hybrid.refusals[0].message).toContain('改投纸质票');
  });

  test('voids the round or, beside papers and by the sheet, the channel', () => {
    expect(verdict({ ballots: 7 })).toBe('round-void');
    expect(verdict({ ballots: 6 })).toBe('closed');
    expect(verdict({ ballots: 7, channelVoid: 'channel' })).toBe('round-void');
    expect(verdict({ ballots: 7, channelVoid: 'channel', papers: true })).toBe('channel-void');
    expect(verdict({ ballots: 7, channelVoid: 'round', papers: true })).toBe('round-void');
    // Too many is void even when it is too few.
    expect(verdict({ ballots: 2, issued: 1 })).toBe('round-void');
  });
});

describe('totals that reveal choices', () => {
  const item = { for: 5, against: 3, abstain: 4 };

  test('are those of fewer than ten, and those where all chose the same', () => {
    expect(revealingTotals('电子票', { ballots: 12, items: [item] })).toEqual([]);
    expect(revealingTotals('电子票', { ballots: 9, items: [item] })).toHaveLength(1);
    expect(revealingTotals('电子票', { ballots: 10, items: [item] })).toEqual([]);
    const same = { for: 12, against: 0, abstain: 0 };
    const [sentence] = revealingTotals('电子票', { ballots: 12, items: [item, same, same] });
    expect(sentence).toContain('2 个项目');
    expect(revealingTotals('电子票', { ballots: 0, items: [same] })).toEqual([]);
    const tiny = { ballots: 1, items: [{ for: 0, against: 1, abstain: 0 }] };
    expect(revealingTotals('电子票', tiny)).toHaveLength(2);
  });
});

describe('the objection period', () => {
  test('ends with its last day', () => {
    expect(lastDayOfObjection('2026-01-20', 15)).toBe('2026-02-04');
    expect(objectionIsOver('2026-01-20', 15, '2026-02-04')).toBe(false);
    expect(objectionIsOver('2026-01-20', 15, '2026-02-05')).toBe(true);
    expect(objectionIsOver('2026-02-28', 0, '2026-02-28')).toBe(false);
    expect(objectionIsOver('2026-02-28', 0, '2026-03-01')).toBe(true);
    expect(() => lastDayOfObjection('soon', 1)).toThrow(RangeError);
  });
});
