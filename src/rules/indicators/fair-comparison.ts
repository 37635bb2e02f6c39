import type { YearSummary } from './year-summary.ts';

/** A group of places of similar size; small, middle and large by the money of their projects. */
export interface SizeGroup<Place> {
  readonly name: string;
  readonly places: readonly Place[];
}

/** What one place is compared by. `null` is no data. */
export interface FairFigures {
  readonly visitsPerProject: string | null;
  readonly opinionsPerProject: string | null;
  readonly completedShare: string | null;
  readonly visitsPerTenMillion: string | null;
  readonly latePerTenMillion: string | null;
}

const tenMillionYuan = 10_000_000;

/** A quotient with one decimal, rounded half up from whole numbers; null where nothing is divided by. */
function quotient(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const tenths = Math.floor((part * 20 + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** Figures by project and by 1,000 万元, so that a rich town and a poor one can stand side by side. */
export function fairFigures(summary: YearSummary): FairFigures {
  const { projects, completed, visits, opinions, late } = summary;
  const yuan = summary.totalYuan ?? 0;
  const share = quotient(completed * 100, projects);
  return {
    visitsPerProject: quotient(visits, projects),
    opinionsPerProject: quotient(opinions, projects),
    completedShare: share === null ? null : `${share}%`,
    visitsPerTenMillion: yuan === 0 ? null : quotient(visits * tenMillionYuan, yuan),
    latePerTenMillion: yuan === 0 ? null : quotient(late * tenMillionYuan, yuan),
  };
}

/**
 * Places in up to three groups of equal number by the money of their projects, the largest first. Places
 * whose money is not known stand apart: they are compared with nobody.
 */
export function sizeGroups<Place>(
  places: readonly Place[],
  yuanOf: (place: Place) => number | null,
): readonly SizeGroup<Place>[] {
  const known = places
    .flatMap((place) => {
      const yuan = yuanOf(place);
      return yuan === null ? [] : [{ place, yuan }];
    })
    .sort((first, second) => second.yuan - first.yuan)
    .map(({ place }) => place);
  const names = known.length < 6 ? ['全部'] : ['投资较多', '投资居中', '投资较少'];
  const groups = names.map((name, index) => ({
    name,
    places: known.slice(
      Math.ceil((index * known.length) / names.length),
      Math.ceil(((index + 1) * known.length) / names.length),
    ),
  }));
  const unknown = places.filter((place) => yuanOf(place) === null);
  return [...groups, { name: '没有投资数据', places: unknown }].filter(
    (group) => group.places.length > 0,
  );
}
