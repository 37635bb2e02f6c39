import type { RuleSheetDocument } from './document.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/** `Array.isArray` does not narrow a readonly list away. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Writes a rule sheet as the one text that is hashed: keys sorted by code unit, no white space,
 * numbers and strings as `JSON.stringify` writes them. Equal sheets give equal texts, whatever the
 * order in which a database returned their fields. UTF-8 is for whoever hashes it.
 */
export function canonicalRuleSheet(document: RuleSheetDocument): string {
  return canonical(JSON.parse(JSON.stringify(document)) as Json);
}
