import type { Figure, ProjectVotes, VoteInput } from './input.ts';

/** What must be done after the round (rules.md, "Outcome"). */
export type NextStep = 'none' | 'revote' | 'second-round' | 'revote-all' | 'leave-open';

/** Why a project is adopted or not, before it is put into words. */
export type Standing =
  | 'round-void'
  | 'not-passed'
  | 'within-places'
  | 'beyond-places'
  | 'tied'
  | 'undetermined';

/** A project with its place in the round. */
export interface RankedProject extends ProjectVotes {
  /** By for-votes, equal votes equal rank (1, 2, 2, 4); null while any project's votes are unknown. */
  readonly rank: number | null;
  /** Whether its for-votes reach the threshold; says nothing about the round's validity. */
  readonly passes: boolean | null;
}

/** A project with what becomes of it. */
export interface PlacedProject extends RankedProject {
  readonly standing: Standing;
  readonly adopted: boolean | null;
}

/** What becomes of all projects together. */
export interface Adoption {
  readonly projects: readonly PlacedProject[];
  /** Numbers of the projects that share the last place; empty too while it cannot be told. */
  readonly tied: readonly number[];
  /** Places that the projects with more votes leave open. */
  readonly open: number;
  readonly next: NextStep;
}

/**
 * Ranks projects by for-votes and lists them in rank order, then by number. While one project's
 * votes are unknown it might stand anywhere, so nobody has a rank and the order is by number.
 */
export function rankProjects(
  projects: readonly ProjectVotes[],
  threshold: Figure,
): readonly RankedProject[] {
  const incomplete = projects.some((project) => project.for === null);
  return projects
    .map((project) => ({
      ...project,
      rank: project.for === null || incomplete ? null : 1 + countAbove(projects, project.for),
      passes: project.for === null || threshold === null ? null : project.for >= threshold,
    }))
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || one.number - other.number);
}

function countAbove(projects: readonly ProjectVotes[], votes: number): number {
  return projects.filter((other) => other.for !== null && other.for > votes).length;
}

/**
 * Decides who is adopted: those that pass, at most as many as places, by most votes (rule sheet; 选举法
 * Art. 45, 地方组织法 Art. 29 borrowed). Places shared by too many equal projects are tied and go by the
 * tie rule; too few passed go by the shortfall rule. The two exclude each other: a tie needs more
 * passed projects than places. Where a figure is missing, only what holds for every value of it is said.
 */
export function decideAdoption(
  input: Pick<VoteInput, 'places' | 'tie' | 'shortfall'>,
  ranked: readonly RankedProject[],
  valid: boolean | null,
): Adoption {
  const projects = ranked.map((project) => {
    const standing = standingOf(project, ranked, input.places, valid);
    return { ...project, standing, adopted: adoptedBy(standing, input.tie) };
  });
  const tied = projects.filter((project) => project.standing === 'tied').map((one) => one.number);
  const within = projects.filter((project) => project.standing === 'within-places').length;
  const open = (input.places ?? within) - within;
  return { projects, tied, open, next: nextStep(input, projects, tied, valid) };
}

function standingOf(
  project: RankedProject,
  all: readonly RankedProject[],
  places: Figure,
  valid: boolean | null,
): Standing {
  if (valid === false) return 'round-void';
  if (project.passes === false) return 'not-passed';
  if (project.for === null || project.passes === null) return 'undetermined';
  const above = countAbove(all, project.for);
  if (places === null) return 'undetermined';
  if (above >= places) return 'beyond-places';
  const level = all.filter((other) => other.for === project.for).length;
  const unknown = all.filter((other) => other.for === null).length;
  if (valid === null) return 'undetermined';
  if (above + level + unknown <= places) return 'within-places';
  return unknown > 0 ? 'undetermined' : 'tied';
}

function adoptedBy(standing: Standing, tie: VoteInput['tie']): boolean | null {
  if (standing === 'undetermined') return null;
  if (standing === 'tied') return tie === 'both';
  return standing === 'within-places';
}

function nextStep(
  input: Pick<VoteInput, 'places' | 'tie' | 'shortfall'>,
  projects: readonly PlacedProject[],
  tied: readonly number[],
  valid: boolean | null,
): NextStep {
  if (valid === false) return 'revote-all';
  if (valid === null || projects.some((project) => project.adopted === null)) return 'none';
  if (tied.length > 0) return input.tie === 'revote' ? 'revote' : 'none';
  const passed = projects.filter((project) => project.passes).length;
  const full = input.places !== null && passed >= input.places;
  if (full || input.shortfall === 'fewer') return 'none';
  if (input.shortfall === 'leave-open') return 'leave-open';
  return passed < projects.length ? 'second-round' : 'none';
}
