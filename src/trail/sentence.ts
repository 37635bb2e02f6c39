import { dayInWords } from '../rules/days.ts';
import { type EventCode, events } from './events.ts';

/** What stands where a detail was erased by law. */
const erasedText = '（已依法删除）';

/** Whether a stored code is in the catalogue of this version of the program. */
function isEventCode(code: string): code is EventCode {
  return Object.hasOwn(events, code);
}

/** The plain sentence of an entry; days are in words, a detail that was erased leaves its mark. */
export function sentenceOf(
  event: string,
  detail: Readonly<Record<string, string | number>> | null,
): string {
  if (!isEventCode(event)) return `（本版本不认识的事项：${event}）`;
  return events[event].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    detail === null ? erasedText : dayInWords(String(detail[name] ?? '')),
  );
}
