import type { Refusal, Result } from '../refusals.ts';
import { checkValue } from './check-value.ts';
import { settle, withChapter, withoutChapter } from './default-sheet.ts';
import { chapterNames, type RuleSheetDocument } from './document.ts';
import { unlessRefused } from './parse-rule-sheet.ts';
import type { AnyKind } from './settings/setting.ts';
import { allSettings } from './settings.ts';
import { scopeNames, valueAsTyped } from './words.ts';

/** What a form holds: text by field name. Field names are the keys of the settings. */
export type SettingsForm = Readonly<Record<string, string>>;

/** Field that says whether a chapter is regulated: `regulated.keys` is `yes` or `no`. */
export function regulatedField(chapter: string): string {
  return `regulated.${chapter}`;
}

function narrow(text: string): string {
  return text.normalize('NFKC').replaceAll('⁄', '/').replace(/\s/g, '');
}

function categoriesFrom(text: string): unknown {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const colon = line.search(/[:：\t]\s*[0-9０-９]+\s*项?\s*$/);
    if (colon < 0) return null;
    return {
      name: line.slice(0, colon).trim(),
      places: Number(narrow(line.slice(colon + 1)).replace('项', '')),
    };
  });
}

/** Turns what was typed into the value that its kind expects; what cannot be one stays text. */
function valueFrom(kind: AnyKind['kind'], typed: string): unknown {
  const text = typed.normalize('NFC').trim();
  switch (kind) {
    case 'number': {
      const digits = narrow(text);
      if (digits === '') return null;
      return /^\d{1,9}$/.test(digits) ? Number(digits) : text;
    }
    case 'fraction':
      return narrow(text);
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'categories':
      return categoriesFrom(typed);
    case 'text':
      return text.replace(/\r\n?/g, '\n');
    default:
      return text;
  }
}

function readChapters(form: SettingsForm, base: RuleSheetDocument): RuleSheetDocument {
  return chapterNames.reduce((document, chapter) => {
    const regulated = form[regulatedField(chapter)];
    if (regulated === 'yes') return withChapter(document, chapter);
    return regulated === 'no' ? withoutChapter(document, chapter) : document;
  }, base);
}

function readScope(form: SettingsForm, base: RuleSheetDocument, refusals: Refusal[]) {
  const typed = form.scope;
  if (typed === undefined || typed === base.scope) return base;
  if (typed === 'meeting' || typed === 'standing') return { ...base, scope: typed } as const;
  const message = `请选择办法的适用范围：${Object.values(scopeNames).join('、')}。`;
  refusals.push({ code: 'bad-value', message, field: 'scope' });
  return base;
}

/**
 * Reads one page of the wizard, or several, into a document. Fields absent from the form keep the
 * value of `base`; fields of a chapter that is not regulated are not read; `scope` and
 * `regulated.<chapter>` are read too. Settings that lose their effect go back to their defaults.
 * Full-width digits and fractions are understood. Refuses with one `bad-value` a faulty field; for
 * showing the form again use `formValues` with the same form.
 */
export function readSettings(
  form: SettingsForm,
  base: RuleSheetDocument,
): Result<RuleSheetDocument> {
  const refusals: Refusal[] = [];
  let document = readScope(form, readChapters(form, base), refusals);
  for (const setting of allSettings) {
    const typed = form[setting.key];
    const chapter = document[setting.chapter];
    if (typed === undefined || chapter === undefined) continue;
    const checked = checkValue(setting, valueFrom(setting.kind, typed));
    if (checked.ok) {
      document = { ...document, [setting.chapter]: { ...chapter, [setting.name]: checked.value } };
    } else refusals.push({ code: 'bad-value', message: checked.message, field: setting.key });
  }
  return unlessRefused(refusals, () => settle(document));
}

/**
 * What the wizard's fields show: the document's values as text, under whatever has just been typed
 * (so that a refused form keeps every word).
 */
export function formValues(
  document: RuleSheetDocument,
  typed: SettingsForm = {},
): Record<string, string> {
  const shown: Record<string, string> = { scope: document.scope };
  for (const chapter of chapterNames) {
    shown[regulatedField(chapter)] = document[chapter] === undefined ? 'no' : 'yes';
  }
  for (const setting of allSettings) {
    const value = setting.valueIn(document);
    if (value !== undefined) shown[setting.key] = valueAsTyped(value);
  }
  return { ...shown, ...typed };
}
