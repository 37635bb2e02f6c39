/** A milestone of the plan that stands: its identity through the versions, and its name. */
export interface KnownMilestone {
  readonly rootId: string;
  readonly title: string;
}

/** A milestone of a further plan: its name, and the one whose line it was written over, where a form knows that. */
export interface NextMilestone {
  readonly title: string;
  readonly rootId?: string | null | undefined;
}

/**
 * Which milestones of a further plan are those of the plan before, in the order of `next`; null for each that is new.
 *
 * The name goes first: a line that was moved stays what it is called. Then the line: one that was renamed in its place
 * stays itself. No milestone becomes two.
 */
export function sameMilestones(
  before: readonly KnownMilestone[],
  next: readonly NextMilestone[],
): readonly (string | null)[] {
  const left = new Set(before.map(({ rootId }) => rootId));
  const take = (rootId: string | null) => (rootId !== null && left.delete(rootId) ? rootId : null);
  const byTitle = next.map(({ title }) =>
    take(before.find((one) => one.title === title)?.rootId ?? null),
  );
  return next.map(({ rootId = null }, index) => byTitle[index] ?? take(rootId));
}
