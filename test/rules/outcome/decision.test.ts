import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideInput } from '../../../src/rules/outcome/decide-input.ts';
import { asVote, decideDecision, majorityInWords } from '../../../src/rules/outcome/decision.ts';
import type { DecisionInput } from '../../../src/rules/outcome/input.ts';
import { decideOutcome } from '../../../src/rules/outcome/outcome.ts';
import { decisionFile } from '../../../src/rules/outcome/outcome-file.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import { quorumOf } from '../../../src/rules/quorum.ts';

/** A standing committee of 29, of whom 26 are there and vote on papers. */
const committee: DecisionInput = {
  ...{ kind: 'decision', body: 'standing-committee', due: 29, present: 26, quorum: '1/2' },
  channels: [{ name: 'paper', issued: 26, returned: 26, void: 0, valid: null }],
  projects: [
    { number: 1, title: '村道硬化：调整内容', for: 15, against: 10, abstain: 1 },
    { number: 2, title: '水库除险：终止', for: 14, against: 0, abstain: 12 },
  ],
};
/** A congress of 47, of whom 40 are there. */
const congress: DecisionInput = {
  ...{ ...committee, body: 'congress', due: 47, present: 40, quorum: '2/3' },
  channels: [{ name: null, issued: 40, returned: 40, void: 0, valid: null }],
  projects: [{ number: 1, title: '村道硬化：暂停实施', for: 24, against: 10, abstain: 6 }],
};

describe('decisions on adjustments', () => {
  test('are carried by more than half of all members, each by itself', () => {
    const { valid, threshold, projects, tied, next, warnings } = decideDecision(committee);
    expect({ valid, threshold, tied, next, warnings }).toEqual({
      ...{ valid: true, threshold: 15, tied: [], next: 'none', warnings: [] },
    });
    expect(projects.map((one) => [one.passes, one.adopted, one.rank])).toEqual([
      [true, true, null],
      [false, false, null],
    ]);
    expect(projects[0]?.why).toBe(
      '赞成15票，达到通过所需15票（全体组成人员29人的过半数），通过。（地方组织法第五十一条）',
    );
    expect(projects[1]?.why).toContain('赞成14票，未达到通过所需15票');
  });

  test('in a congress need more than half of all deputies, absent ones included', () => {
    const { projects, threshold } = decideDecision(congress);
    expect(threshold).toBe(24);
    expect(projects[0]?.why).toContain('全体代表47人的过半数），通过。（地方组织法第二十五条）');
    const fewer = { ...congress, projects: [{ ...congress.projects[0], for: 23, against: 11 }] };
    expect(decideInput(parsed(fewer))).toMatchObject({ projects: [{ adopted: false }] });
    expect(majorityInWords('congress')).toBe('全体代表过半数');
  });

  test('are not taken where the round is void, whatever the votes', () => {
    const projects = committee.projects.map((one) => ({ ...one, for: 14, against: 0, abstain: 0 }));
    const void_ = decideDecision({ ...committee, present: 14, channels: [few], projects });
    expect(void_.valid).toBe(false);
    expect(void_.projects.map((one) => one.adopted)).toEqual([false, false]);
    expect(void_.projects[0]?.why).toContain('没有作出决定');
    expect(void_.reasons[0]?.text).toContain('全体组成人员的过半数（需要15人），还差1人');
  });

  test('claim nothing where a figure is unknown', () => {
    const open = decideDecision({ ...committee, due: null });
    expect(open).toMatchObject({ threshold: null, valid: null });
    expect(open.projects[0]).toMatchObject({ passes: null, adopted: null });
    expect(open.projects[0]?.why).toContain('应到人数未公布');
    const [unread] = decideDecision({
      ...committee,
      projects: [{ number: 1, title: '一', for: null, against: null, abstain: null }],
    }).projects;
    expect(unread).toMatchObject({ adopted: null, why: '赞成票数未公布，无法判断是否通过。' });
    const unheld = decideDecision({ ...committee, present: null });
    expect(unheld.projects[0]).toMatchObject({ passes: true, adopted: null });
    expect(unheld.projects[0]?.why).toContain('无法判断本轮是否有效');
    expect(unheld.projects[1]).toMatchObject({ passes: false, adopted: false });
  });

  test('do not come out of figures that contradict each other', () => {
    const wrong = { ...committee, projects: [{ ...committee.projects[1], number: 1, for: 40 }] };
    expect(() => decideDecision(wrong as DecisionInput)).toThrow(RangeError);
  });
});

const few = { name: 'paper', issued: 14, returned: 14, void: 0 };

describe('the file of a decision', () => {
  test('reads back to the same input, with its own quorum or the sheet’s', () => {
    for (const input of [committee, congress]) {
      expect(parseOutcomeInput(decisionFile(input))).toEqual({ ok: true, value: input });
    }
    expect(decisionFile(committee)).not.toHaveProperty('quorum');
    expect(decisionFile(congress)).toMatchObject({ quorum: { atLeast: '2/3' }, issued: 40 });
  });

  test('refuses a quorum that the law leaves nobody to choose, and settings of a vote', () => {
    const codes = (changes: object) => {
      const result = parseOutcomeInput({ ...decisionFile(committee), ...changes });
      return result.ok ? [] : result.refusals.map((one) => one.code);
    };
    expect(codes({ quorum: { atLeast: '1/2' } })).toEqual(['quorum-not-wanted']);
    expect(codes({ places: 2 })).toEqual(['unknown-field']);
    expect(codes({ body: 'presidium' })).toContain('not-a-choice');
    expect(codes({ present: 30 })).toEqual(['present-exceeds-due']);
  });
});

describe('whatever the figures', () => {
  const figures = fc.record({
    due: fc.integer({ min: 1, max: 400 }),
    absent: fc.integer({ min: 0, max: 400 }),
    against: fc.integer({ min: 0, max: 400 }),
    abstain: fc.integer({ min: 0, max: 400 }),
    body: fc.constantFrom('congress' as const, 'standing-committee' as const),
  });

  test('carried means: a valid round, and twice the votes for exceed all members', () => {
    fc.assert(
      fc.property(figures, ({ due, absent, against, abstain, body }) => {
        const present = Math.max(0, due - absent);
        const no = Math.min(against, present);
        const none = Math.min(abstain, present - no);
        const yes = present - no - none;
        const input: DecisionInput = {
          ...{ kind: 'decision', body, due, present, quorum: body === 'congress' ? '2/3' : '1/2' },
          channels: [{ name: null, issued: present, returned: present, void: 0 }],
          projects: [{ number: 1, title: '一', for: yes, against: no, abstain: none }],
        };
        const { valid, projects, threshold } = decideDecision(input);
        const { met } = quorumOf({ due, present, share: '2/3', body });
        expect(valid).toBe(met);
        expect(projects[0]?.adopted).toBe(met && yes * 2 > due);
        // The same majority as a vote under the law's own rule.
        expect(threshold).toBe(decideOutcome(asVote(input)).threshold);
      }),
    );
  });
});

/** An input as a file of the format would give it. */
function parsed(input: unknown) {
  const result = parseOutcomeInput(decisionFile(input as DecisionInput));
  if (!result.ok) throw new Error(result.refusals[0].message);
  return result.value;
}
