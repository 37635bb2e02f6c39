import { freshForm, type SentForm } from '../../../../views/parts/fields.tsx';
import type { Attempt } from '../../../web/submit.ts';

/** What was sent, for a page with many forms. */
export function sentOf(attempt: Attempt | null): SentForm {
  return { kind: attempt?.kind ?? null, form: attempt?.form ?? freshForm() };
}
