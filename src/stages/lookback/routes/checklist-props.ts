import type { ShownItem } from '../../../../views/lookback/checklist-form.tsx';
import { answerNames, methodNames } from '../../../rules/lookback/answer.ts';
import type { ChecklistItem } from '../checklist/checklist.ts';

/** A checklist in words. */
export function showItems(items: readonly ChecklistItem[]): readonly ShownItem[] {
  return items.map(({ code, method, text, source, hint, told, confirmed }) => ({
    ...{ code, method: methodNames[method], text, source, hint },
    told: { ...told, answerName: answerNames[told.answer] },
    confirmed:
      confirmed === null ? null : { ...confirmed, answerName: answerNames[confirmed.answer] },
  }));
}

/** What the form of a checklist shows first: what was confirmed, else what the record tells. */
export function proposedAnswers(items: readonly ChecklistItem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.flatMap(({ code, told, confirmed }) => [
      [`answer-${code}`, confirmed?.answer ?? told.answer],
      [`note-${code}`, confirmed?.note ?? ''],
    ]),
  );
}
