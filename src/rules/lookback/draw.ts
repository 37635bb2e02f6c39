import type { Refusal } from '../refusals.ts';
import { type HashText, scopeHash } from './scope.ts';

/** What a sample is drawn by: from the whole scope, from each congress, or from each year. */
export type Strata = 'none' | 'congress' | 'year';

/** Chinese words for the strata, as every page writes them. */
export const strataNames: Readonly<Record<Strata, string>> = {
  none: '不分层，从全部项目中抽取',
  congress: '按单位分层，每个单位抽取',
  year: '按年度分层，每个年度抽取',
};

/** What a draw is made from. `perStratum` is at least 1; a smaller stratum is taken whole. */
export interface Draw {
  readonly lines: readonly string[];
  readonly seed: string;
  readonly perStratum: number;
  readonly strata: Strata;
}

/** The stratum that a line belongs to: its first or second column, or nothing. */
export function stratumOf(line: string, strata: Strata): string {
  const [congress = '', year = ''] = line.split('\t');
  return { none: '', congress, year }[strata];
}

/** A seed as it is hashed: composed (NFC), without space around it. */
export function readSeed(text: string): string {
  return text.normalize('NFC').trim();
}

/**
 * Draws the sample: every line gets the hash of seed, line feed, scope hash, line feed, line; in each
 * stratum the `perStratum` lines with the smallest hashes are drawn. Returns the positions in the scope, from
 * 1, stratum after stratum and by hash within one. docs/auditors.md does the same in ten lines of Python.
 */
export function drawSample(draw: Draw, hash: HashText): readonly number[] {
  const { lines, perStratum, strata } = draw;
  const whole = scopeHash(lines, hash);
  const ranked = lines.map((line, index) => ({
    position: index + 1,
    stratum: stratumOf(line, strata),
    rank: hash(`${readSeed(draw.seed)}\n${whole}\n${line}`),
  }));
  return [...new Set(ranked.map((one) => one.stratum))].sort().flatMap((stratum) =>
    ranked
      .filter((one) => one.stratum === stratum)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, perStratum)
      .map((one) => one.position),
  );
}

/**
 * The positions that every seed draws: those of strata that are taken whole. While a redraw waits for its
 * seed, nothing else is surely in the sample.
 */
export function surelyDrawn({ lines, perStratum, strata }: Omit<Draw, 'seed'>): readonly number[] {
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const stratum = stratumOf(line, strata);
    sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  }
  return lines.flatMap((line, index) =>
    (sizes.get(stratumOf(line, strata)) ?? 0) <= perStratum ? [index + 1] : [],
  );
}

/** The times that decide whether nobody could choose a seed, in milliseconds since 1970. */
export interface SeedTimes {
  /** When the scope, or the redraw, was published by the program's own clock. */
  readonly announcedAt: number;
  /** When the named source was to give the seed. */
  readonly dueAt: number;
  /** When the seed came about, as stated. */
  readonly drawnAt: number;
  readonly now: number;
}

const dueTooEarly: Refusal = {
  code: 'seed-not-future',
  message: '种子的产生时间必须晚于公布时间，请填写以后的时间。',
  field: 'seed_due_at',
};

/** Refuses with `seed-not-future` a source that gives its seed at or before the publication. */
export function checkSeedDue(times: Pick<SeedTimes, 'announcedAt' | 'dueAt'>): Refusal | null {
  return times.dueAt > times.announcedAt ? null : dueTooEarly;
}

/**
 * Says why a seed may not be entered, null when it may: `seed-before-scope` (it existed when the scope or
 * redraw was published), `seed-before-due` (not the one that was named), `in-the-future`.
 */
export function checkSeedTimes(times: SeedTimes): Refusal | null {
  const { announcedAt, dueAt, drawnAt, now } = times;
  const field = 'drawn_at';
  if (drawnAt <= announcedAt) {
    const message = '种子必须在公布范围之后产生。请核对产生时间；早于公布的种子不能用。';
    return { code: 'seed-before-scope', message, field };
  }
  if (drawnAt < dueAt) {
    const message = '种子早于公布时约定的产生时间，不是约定的那一个。请等到约定的时间。';
    return { code: 'seed-before-due', message, field };
  }
  if (drawnAt > now) {
    const message = '种子的产生时间还没有到，请核对日期和时间。';
    return { code: 'in-the-future', message, field };
  }
  return null;
}
