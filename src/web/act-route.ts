import type { z } from 'zod';
import type { Access } from '../rules/access.ts';
import type { Result } from '../rules/refusals.ts';
import type { ActRequest } from '../trail/perform-act.ts';
import type { RouteDeclaration } from './route.ts';
import { type Attempt, submit } from './submit.ts';
import type { Visit } from './visit.ts';

/** What runs when the form of an act was parsed. */
export type RunAct<Schema extends z.ZodType, Answer> = (
  visit: Visit,
  request: ActRequest,
  value: z.output<Schema>,
) => Promise<Result<Answer>>;

/** Where the form of an act is sent, who may send it, and what follows. */
interface ActRoute<Schema extends z.ZodType, Answer> {
  readonly path: string;
  readonly access: Access;
  readonly bodyLimit?: number | undefined;
  readonly run: RunAct<Schema, Answer>;
  readonly done: (visit: Visit, answer: Answer) => Response;
  /** The page that shows the form again after a refusal. */
  readonly again: (visit: Visit, attempt: Attempt) => Promise<Response>;
}

/** The route of one act of staff: parse, act, then go on or show the same page again. */
export function actRoute<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  schema: Schema,
  { path, access, bodyLimit, run, done, again }: ActRoute<Schema, Answer>,
): RouteDeclaration {
  return {
    ...{ method: 'POST', path, site: 'staff', access },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    handle: (visit) =>
      submit(visit, kind, schema, {
        run: (request, value) => run(visit, request, value),
        done: (answer) => done(visit, answer),
        again: (attempt) => again(visit, attempt),
      }),
  };
}
