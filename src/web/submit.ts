import type { z } from 'zod';
import type { FormState } from '../../views/parts/fields.tsx';
import type { Result } from '../rules/refusals.ts';
import type { ActRequest } from '../trail/perform-act.ts';
import { statusOf, type Visit } from './visit.ts';

/** The fields that the form of every act carries. */
interface ActForm {
  readonly act_id: string;
  readonly happened_at?: Date | null;
}

/** A form that was sent and refused: which act, what was typed, what is wrong. */
export interface Attempt {
  /** Kind of the act, so that a page with several forms knows which one to show again. */
  readonly kind: string;
  readonly form: FormState;
  readonly status: 409 | 422;
}

/** What a form of a page shows: its own refusals, or `fresh` where another form was sent. */
export function formOf(
  attempt: Attempt | null,
  kind: string,
  fresh: Readonly<Record<string, string>> = {},
): FormState {
  return attempt?.kind === kind ? attempt.form : { typed: fresh, refusals: [] };
}

/** The three ways that a sent form can go. */
interface Submission<Value, Answer> {
  readonly run: (request: ActRequest, value: Value) => Promise<Result<Answer>>;
  readonly done: (answer: Answer, value: Value) => Response | Promise<Response>;
  readonly again: (attempt: Attempt) => Promise<Response>;
}

/**
 * Handles the form of an act: parse, act, then go on or show the same page again with everything
 * typed. Refusals of the parsing and of the act look the same to the user.
 */
export async function submit<Schema extends z.ZodType<ActForm>, Answer>(
  visit: Visit,
  kind: string,
  schema: Schema,
  submission: Submission<z.output<Schema>, Answer>,
): Promise<Response> {
  const parsed = await visit.form(schema);
  const again = (refusals: FormState['refusals']) => {
    visit.noteRefusals(refusals);
    return submission.again({
      kind,
      form: { typed: parsed.typed, refusals },
      status: statusOf(refusals),
    });
  };
  if (!parsed.ok) return await again(parsed.refusals);
  const result = await submission.run(visit.act(kind, parsed.value), parsed.value);
  return result.ok
    ? await submission.done(result.value, parsed.value)
    : await again(result.refusals);
}
