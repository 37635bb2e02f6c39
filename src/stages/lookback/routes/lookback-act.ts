import type { z } from 'zod';
import type { Access } from '../../../rules/access.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import type { RouteDeclaration } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';

interface LookbackAct<Schema extends z.ZodType, Answer> {
  /** The end of the path, under the programme. */
  readonly path: string;
  readonly run: RunAct<Schema, Answer>;
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
  { path, said, goTo, ...one }: LookbackAct<Schema, Answer>,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...one,
    ...{ path: `/c/:congress/lookbacks/:lookback/${path}`, access },
    done: (visit, answer) => {
      const here = `/c/${visit.congressHere.id}/lookbacks/${visit.param('lookback')}`;
      return visit.redirect(`${here}${goTo?.(visit, answer) ?? ''}`, said(answer));
    },
  });
}
