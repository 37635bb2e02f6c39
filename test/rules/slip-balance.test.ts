import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  balanceBeforeCasting,
  balanceSlipBox,
  type SlipBoxFigures,
  slipsBlockOpening,
} from '../../src/rules/slip-balance.ts';

describe('before casting', () => {
  test('made = issued + void + reserve + missing, and nothing else', () => {
    const slips = { made: 52, issued: 45, voided: 2, reserve: 4, missing: 1 };
    expect(balanceBeforeCasting(slips)).toEqual({ ok: true, value: null });
    expect(balanceBeforeCasting({ ...slips, missing: 0 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'slips-unbalanced', message: expect.stringContaining('还有 1 份') }],
    });
    expect(balanceBeforeCasting({ ...slips, issued: 47 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'slips-unbalanced', message: expect.stringContaining('多出 2 份') }],
    });
  });

  test('passes exactly when the parts sum to what was made', () => {
    const part = fc.nat(500);
    fc.assert(
      fc.property(part, part, part, part, fc.integer({ min: -3, max: 3 }), (...numbers) => {
        const [issued, voided, reserve, missing, off] = numbers;
        const made = issued + voided + reserve + missing + off;
        expect(balanceBeforeCasting({ made, issued, voided, reserve, missing }).ok).toBe(off === 0);
      }),
    );
  });
});

/** What happened to the slips of a vote, told by who held them. */
interface Told {
  /** Voted, and put the slip to the used ones. */
  readonly voted: number;
  /** Voted, and kept the slip. */
  readonly kept: number;
  /** Did not finish, but put the slip to the used ones. */
  readonly unfinished: number;
  /** Did not vote: put the slip to the unused ones, or kept it. */
  readonly unused: number;
  readonly lost: number;
}

const told = fc.record<Told>({
  voted: fc.nat(300),
  kept: fc.nat(20),
  unfinished: fc.nat(20),
  unused: fc.nat(20),
  lost: fc.nat(20),
});

function honest({ voted, kept, unfinished, unused, lost }: Told): SlipBoxFigures {
  return {
    issued: voted + kept + unfinished + unused + lost,
    ballots: voted + kept,
    ...{ usedWithBallot: voted, usedWithoutBallot: unfinished },
    ...{ unusedWithBallot: 0, unusedWithoutBallot: unused },
  };
}

describe('the slip box', () => {
  const figures = honest({ voted: 40, kept: 2, unfinished: 1, unused: 1, lost: 1 });

  test.each([
    ['everything in its place', {}, 'balanced', 2, 3],
    ['one slip more kept without voting', { unusedWithoutBallot: 0 }, 'balanced', 2, 4],
    [
      'an unused slip with a ballot',
      { unusedWithBallot: 1, unusedWithoutBallot: 0 },
      'unused-has-ballot',
      1,
      3,
    ],
    ['more ballots than slips handed out', { ballots: 46 }, 'more-ballots-than-issued', 6, 3],
    ['as many ballots without a slip as are missing', { ballots: 43 }, 'balanced', 3, 3],
    ['one ballot more than that', { ballots: 44 }, 'ballots-without-slip', 4, 3],
    ['more slips in the box than handed out', { issued: 41 }, 'more-ballots-than-issued', 2, -1],
    [
      'more slips in the box than handed out, with few ballots',
      { issued: 41, ballots: 40 },
      'ballots-without-slip',
      0,
      -1,
    ],
  ] as const)('%s → %s', (_, change, verdict, ballotsWithoutSlip, missing) => {
    expect(balanceSlipBox({ ...figures, ...change })).toEqual({
      ...{ verdict, ballotsWithoutSlip, missing },
    });
  });

  test('whatever honest deputies do with their slips, it balances', () => {
    fc.assert(
      fc.property(told, (story) => {
        expect(balanceSlipBox(honest(story))).toEqual({
          verdict: 'balanced',
          ballotsWithoutSlip: story.kept,
          missing: story.kept + story.lost,
        });
      }),
    );
  });

  test('a ballot cast with a slip that was handed back unused is always seen', () => {
    fc.assert(
      fc.property(told, fc.integer({ min: 1, max: 20 }), (story, stuffed) => {
        fc.pre(stuffed <= story.unused);
        const box = honest(story);
        const { verdict } = balanceSlipBox({
          ...box,
          ballots: box.ballots + stuffed,
          unusedWithBallot: stuffed,
          unusedWithoutBallot: box.unusedWithoutBallot - stuffed,
        });
        expect(verdict).toBe('unused-has-ballot');
      }),
    );
  });

  test('ballots from slips that nobody was handed are seen beyond what deputies lost', () => {
    fc.assert(
      fc.property(told, fc.integer({ min: 1, max: 50 }), (story, stuffed) => {
        const box = honest(story);
        const { verdict } = balanceSlipBox({ ...box, ballots: box.ballots + stuffed });
        // What lost slips hide is the stated limit: each of them excuses one ballot.
        expect(verdict === 'balanced').toBe(stuffed <= story.lost);
      }),
    );
  });
});

test('before opening: the reserve first, then the scan that is due, then its verdict', () => {
  const quiet = { scanRule: 'on-objection', objections: 0, verdict: null, reserveOpen: 0 } as const;
  const code = (change: Partial<Parameters<typeof slipsBlockOpening>[0]>) =>
    slipsBlockOpening({ ...quiet, ...change })?.code ?? null;
  expect(code({})).toBeNull();
  expect(code({ reserveOpen: 1, objections: 1 })).toBe('reserve-not-voided');
  expect(code({ objections: 1 })).toBe('slip-box-not-scanned');
  expect(code({ scanRule: 'always' })).toBe('slip-box-not-scanned');
  expect(code({ scanRule: 'always', verdict: 'balanced' })).toBeNull();
  expect(code({ verdict: 'unused-has-ballot' })).toBe('slip-box-unbalanced');
  expect(code({ objections: 2, verdict: 'ballots-without-slip' })).toBe('slip-box-unbalanced');
});
