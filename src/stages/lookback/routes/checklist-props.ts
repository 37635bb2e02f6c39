import type { ShownItem } from '../../../../views/lookback/checklist-form.tsx';
import { besideStanding, type ComparedField } from '../../../../views/parts/beside.tsx';
import { answerNames, methodNames } from '../../../rules/lookback/answer.ts';
import { type Attempt, formOf } from '../../../web/submit.ts';
import { type ChecklistItem, confirmedTexts } from '../checklist/checklist.ts';

/** A checklist in words. */
export function showItems(items: readonly ChecklistItem[]): readonly ShownItem[] {
  return items.map(({ code, method, text, source, hint, told, confirmed }) => ({
    ...{ code, method: methodNames[method], text, source, hint },
    told: { ...told, answerName: answerNames[told.answer] },
    confirmed:
      confirmed === null ? null : { ...confirmed, answerName: answerNames[confirmed.answer] },
  }));
}

/** The form of a checklist: sent and refused, or what was confirmed and what the record tells. */
export function checklistEdit(
  attempt: Attempt | null,
  kind: string,
  items: readonly ChecklistItem[],
) {
  const fresh = proposedAnswers(items);
  const form = besideStanding(
    formOf(attempt, kind, fresh),
    fresh,
    items.flatMap(({ code }, index): readonly ComparedField[] => [
      [`answer-${code}`, `第 ${index + 1} 条的答案`, answerNames],
      [`note-${code}`, `第 ${index + 1} 条的说明`],
    ]),
  );
  return { form: { ...form, scope: kind }, read: confirmedTexts(items) };
}

/** What the form of a checklist shows first: what was confirmed, else what the record tells. */
function proposedAnswers(items: readonly ChecklistItem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.flatMap(({ code, told, confirmed }) => [
      [`answer-${code}`, confirmed?.answer ?? told.answer],
      [`note-${code}`, confirmed?.note ?? ''],
    ]),
  );
}
