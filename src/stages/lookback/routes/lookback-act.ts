import type { z } from 'zod';
import type { Access } from '../../../rules/access.ts';
import type { Result } from '../../../rules/refusals.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import type { RouteDeclaration } from '../../../web/route.ts';
import { type Attempt, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';

interface LookbackAct<Value, Answer> {
  /** The end of the path, under the programme. */
  readonly path: string;
  readonly run: (visit: Visit, request: ActRequest, value: Value) => Promise<Result<Answer>>;
  /** What the next page says was done. */
  readonly said: (answer: Answer) => string;
  /** The page that shows the form again after a refusal. */
  readonly again: (visit: Visit, attempt: Attempt) => Promise<Response>;
  /** Where to go then, under the programme; its own page when it is not given. */
  readonly goTo?: (visit: Visit, answer: Answer) => string;
  readonly bodyLimit?: number;
}

/** One act on a programme: parse, act, go on or show the same page again. */
export function lookbackAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  access: Access,
  schema: Schema,
  one: LookbackAct<z.output<Schema>, Answer>,
): RouteDeclaration {
  return {
    method: 'POST',
    path: `/c/:congress/lookbacks/:lookback/${one.path}`,
    site: 'staff',
    access,
    ...(one.bodyLimit === undefined ? {} : { bodyLimit: one.bodyLimit }),
    handle: (visit) =>
      submit(visit, kind, schema, {
        run: (request, value) => one.run(visit, request, value),
        done: (answer) => {
          const here = `/c/${visit.congressHere.id}/lookbacks/${visit.param('lookback')}`;
          return visit.redirect(`${here}${one.goTo?.(visit, answer) ?? ''}`, one.said(answer));
        },
        again: (attempt) => one.again(visit, attempt),
      }),
  };
}
