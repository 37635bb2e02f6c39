import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectVotes, VoteInput } from '../../../src/rules/outcome/input.ts';
import { decideOutcome, type ProjectOutcome } from '../../../src/rules/outcome/outcome.ts';

const passing: fc.Arbitrary<VoteInput['passing']> = fc.oneof(
  fc.record({
    base: fc.constantFrom('due', 'present', 'valid'),
    comparison: fc.constantFrom('more-than', 'at-least'),
    fraction: fc.constantFrom('1/2', '2/3', '1/3', '3/5'),
  }),
  fc.constant({ base: 'earlier-round' } as const),
);

const settings = fc.record({
  places: fc.integer({ min: 1, max: 6 }),
  tie: fc.constantFrom('revote', 'presidium', 'lot', 'both', 'neither'),
  shortfall: fc.constantFrom('second-round', 'leave-open', 'fewer'),
  passing,
});

/** A round in 逐项式 whose sums fit; few papers and projects, so that ties are frequent. */
const round: fc.Arbitrary<VoteInput> = fc
  .record({
    settings,
    papers: fc.integer({ min: 1, max: 12 }),
    absent: fc.integer({ max: 6, min: 0 }),
  })
  .chain(({ settings: chosen, papers, absent }) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: papers }), fc.integer({ min: 0, max: papers })), {
        minLength: 1,
        maxLength: 8,
      })
      .map((votes) => ({
        ...chosen,
        kind: 'vote' as const,
        form: 'each' as const,
        most: null,
        due: papers + absent,
        present: papers,
        channels: [{ name: null, issued: papers, returned: papers, void: 0 }] as const,
        quorum: '2/3' as const,
        projects: votes.map(([first, second], index) =>
          projectOf(index + 1, first, second, papers),
        ),
      })),
  );

function projectOf(number: number, one: number, other: number, papers: number): ProjectVotes {
  const [low, high] = one < other ? [one, other] : [other, one];
  const title = `项目${number}`;
  return { number, title, for: low, against: high - low, abstain: papers - high };
}

function projectIn(projects: readonly ProjectOutcome[], number: number): ProjectOutcome {
  const found = projects.find((project) => project.number === number);
  if (found === undefined) throw new Error(`project ${number} is lost`);
  return found;
}

describe('whatever the figures are', () => {
  test('listing the projects in another order changes nothing', () => {
    const shuffled = round.chain((input) =>
      fc
        .shuffledSubarray([...input.projects], { minLength: input.projects.length })
        .map((projects) => ({ input, projects })),
    );
    fc.assert(
      fc.property(shuffled, ({ input, projects }) => {
        expect(decideOutcome({ ...input, projects })).toEqual(decideOutcome(input));
      }),
    );
  });

  test('turning an abstention into a ○ never lowers a project', () => {
    fc.assert(
      fc.property(round, fc.nat(), (input, pick) => {
        const chosen = input.projects[pick % input.projects.length];
        fc.pre(chosen !== undefined && (chosen.abstain ?? 0) > 0);
        const projects = input.projects.map((project) =>
          project === chosen
            ? { ...project, for: (project.for ?? 0) + 1, abstain: (project.abstain ?? 0) - 1 }
            : project,
        );
        const number = chosen?.number ?? 0;
        const before = projectIn(decideOutcome(input).projects, number);
        const after = projectIn(decideOutcome({ ...input, projects }).projects, number);
        expect(after.rank).toBeLessThanOrEqual(before.rank ?? 0);
        expect(Number(after.passes)).toBeGreaterThanOrEqual(Number(before.passes));
        expect(Number(after.adopted)).toBeGreaterThanOrEqual(Number(before.adopted));
      }),
    );
  });

  test('adding a blank paper adopts nobody who was not, and changes no rank', () => {
    fc.assert(
      fc.property(round, (input) => {
        const projects = input.projects.map((one) => ({ ...one, abstain: (one.abstain ?? 0) + 1 }));
        const papers = (input.present ?? 0) + 1;
        const channels = [{ name: null, issued: papers, returned: papers, void: 0 }] as const;
        const due = (input.due ?? 0) + 1;
        const before = decideOutcome({ ...input, due });
        const after = decideOutcome({ ...input, due, present: papers, channels, projects });
        expect(after.projects.map((one) => one.rank)).toEqual(
          before.projects.map((one) => one.rank),
        );
        for (const project of after.projects) {
          expect(Number(project.passes)).toBeLessThanOrEqual(
            Number(projectIn(before.projects, project.number).passes),
          );
        }
      }),
    );
  });

  test('a valid round adopts at most as many as places, unless the sheet adopts ties', () => {
    fc.assert(
      fc.property(round, (input) => {
        const { valid, projects, tied } = decideOutcome(input);
        const adopted = projects.filter((project) => project.adopted);
        const most = input.tie === 'both' ? (input.places ?? 0) + tied.length : (input.places ?? 0);
        expect(adopted.length).toBeLessThanOrEqual(valid ? most : 0);
        for (const one of adopted) {
          expect(one.passes).toBe(true);
          for (const other of projects) {
            if ((other.for ?? 0) > (one.for ?? 0)) expect(other.adopted).toBe(true);
          }
        }
      }),
    );
  });

  test('projects with equal votes share rank and fate', () => {
    fc.assert(
      fc.property(round, (input) => {
        const { projects } = decideOutcome(input);
        const fates = new Map<number | null, string>();
        for (const { for: votes, rank, passes, adopted } of projects) {
          const fate = JSON.stringify([rank, passes, adopted]);
          expect(fates.get(votes) ?? fate).toBe(fate);
          fates.set(votes, fate);
        }
      }),
    );
  });

  test('an unpublished figure never turns a yes into a no or the other way round', () => {
    const hide = fc.constantFrom('due', 'present', 'places', 'for', 'papers');
    fc.assert(
      fc.property(round, hide, fc.nat(), (input, what, pick) => {
        const partial: VoteInput = {
          ...input,
          ...(what === 'due' && { due: null }),
          ...(what === 'present' && { present: null }),
          ...(what === 'places' && { places: null }),
          ...(what === 'papers' && {
            channels: [{ name: null, issued: null, returned: null, void: null }] as const,
          }),
          projects: input.projects.map((project, index) =>
            what === 'for' && index === pick % input.projects.length
              ? { ...project, for: null }
              : project,
          ),
        };
        const full = decideOutcome(input);
        const outcome = decideOutcome(partial);
        expect([null, full.valid]).toContain(outcome.valid);
        expect([null, full.threshold]).toContain(outcome.threshold);
        for (const project of outcome.projects) {
          const complete = projectIn(full.projects, project.number);
          expect([null, complete.rank]).toContain(project.rank);
          expect([null, complete.passes]).toContain(project.passes);
          expect([null, complete.adopted]).toContain(project.adopted);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every project has a sentence with its source, and none is 当选', () => {
    fc.assert(
      fc.property(round, (input) => {
        for (const project of decideOutcome(input).projects) {
          expect(project.why).toMatch(/[。][（].*(票决办法|选举法|地方组织法).*[）]$/);
          expect(project.why).not.toContain('当选');
        }
      }),
    );
  });
});
