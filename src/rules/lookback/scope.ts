/**
 * The scope of a look-back (回头看) as text that anyone can hash: one line a project, in one order, so that
 * the same projects always give the same bytes (rules.md, stage 10).
 */

/** The hash that the rules are given: SHA-256 of a text in UTF-8 as 64 lower-case hexadecimal digits. */
export type HashText = (text: string) => string;

/** A project as it stands in a scope. `title` is the voted one: later edits change no scope. */
export interface ScopeProject {
  readonly congressId: string;
  readonly congressName: string;
  readonly year: number;
  readonly number: number;
  readonly projectId: string;
  readonly title: string;
}

/** A line without anything that could break it: composed (NFC), control characters and runs of space as one space. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * The lines of a scope: congress id, year, number (three digits), project id, congress, title, with a tab
 * between them, sorted by code unit and each once. Ids, years and numbers come first, so that the order is
 * that of bytes too (`LC_ALL=C sort`).
 */
export function scopeLines(projects: readonly ScopeProject[]): readonly string[] {
  const lines = projects.map((one) =>
    [
      one.congressId,
      String(one.year),
      String(one.number).padStart(3, '0'),
      one.projectId,
      oneLine(one.congressName),
      oneLine(one.title),
    ].join('\t'),
  );
  return [...new Set(lines)].sort((a, b) => (a < b ? -1 : 1));
}

/** The scope as a file: every line ends with a line feed, so that `sha256sum` gives the scope hash. */
export function scopeText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The hash that is published before the seed exists. */
export function scopeHash(lines: readonly string[], hash: HashText): string {
  return hash(scopeText(lines));
}
