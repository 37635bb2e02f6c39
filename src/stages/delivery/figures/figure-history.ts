import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import {
  type FigureLines,
  figuresLines,
  type LineChange,
  lineChanges,
  type OriginsContent,
  originsLines,
} from '../../../rules/figure-changes.ts';
import {
  channels,
  type FiguresContent,
  originKinds,
  statesWhenVoted,
} from '../../../rules/procedure-figures.ts';
import type { Act } from '../../../trail/perform-act.ts';

const codes = <Code extends string>(words: readonly (readonly [Code, string])[]) =>
  z.enum(words.map(([code]) => code) as [Code, ...Code[]]);

const storedFigures = z.object({
  ...{ solicitationStartsOn: z.string().nullable(), solicitationEndsOn: z.string().nullable() },
  ...{ noticeOn: z.string().nullable(), papersOn: z.string().nullable() },
  ...{ deliberationMinuted: z.boolean().nullable(), planPublishedOn: z.string().nullable() },
  channels: z.array(z.object({ channel: codes(channels), suggestions: z.number() })),
  source: z.string(),
});

const storedOrigins = z.object({
  source: z.string(),
  origins: z.array(
    z.object({
      ...{ number: z.number(), title: z.string(), kinds: z.array(codes(originKinds)) },
      ...{ suggestions: z.number().nullable(), stateWhenVoted: codes(statesWhenVoted) },
    }),
  ),
});

/** One state of a year's figures or origins that took the place of another; `before` is null for the first. */
export type FigureChange =
  | { kind: 'figures'; before: FiguresContent | null; after: FiguresContent }
  | { kind: 'origins'; before: OriginsContent | null; after: OriginsContent };

/** The lines that a change replaces by others. */
export function changesOf(change: FigureChange): readonly LineChange[] {
  const lines = (content: FigureChange['after']): FigureLines =>
    'origins' in content ? originsLines(content) : figuresLines(content);
  return lineChanges(change.before === null ? [] : lines(change.before), lines(change.after));
}

/** Holds the figures of a congress until the act ends: a second writer sees what the first one wrote. */
export async function lockFigures(act: Act): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${act.congressId}`}, 0))`.execute(
    act.transaction,
  );
}

/** Keeps what an act replaced, under the version that it made. */
export async function keepChange(
  act: Act,
  yearId: string,
  number: number,
  change: FigureChange & { readonly reason: string | null },
): Promise<void> {
  await act.transaction
    .insertInto('record.figure_change')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), year_id: yearId, number },
      ...{ kind: change.kind, reason: change.reason, act_id: act.id },
      before: change.before === null ? null : JSON.stringify(change.before),
      after: JSON.stringify(change.after),
    })
    .execute();
}

/** The version of the origins of a year: how often they were written; 0 before the first time that was kept. */
export async function originsVersion(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<number> {
  const row = await database
    .selectFrom('record.figure_change')
    .select((column) => column.fn.max('number').as('number'))
    .where('congress_id', '=', congressId)
    .where('year_id', '=', yearId)
    .where('kind', '=', 'origins')
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** Everything that was written over the figures and origins of a year, the newest first: who, when, what. */
export async function listFigureChanges(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
) {
  const rows = await database
    .selectFrom('record.figure_change as change')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'change.congress_id')
        .onRef('act.id', '=', 'change.act_id'),
    )
    .leftJoin('people.person as person', 'person.id', 'act.recorded_by')
    .select(['change.kind', 'change.number', 'change.before', 'change.after', 'change.reason'])
    .select(['act.recorded_at', 'person.name'])
    .where('change.congress_id', '=', congressId)
    .where('change.year_id', '=', yearId)
    .orderBy('act.recorded_at', 'desc')
    .orderBy('change.kind')
    .orderBy('change.number', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ kind: row.kind, number: row.number, reason: row.reason },
    ...{ at: row.recorded_at, by: row.name },
    changes: changesOf(read(row)),
  }));
}

function read(row: {
  readonly kind: 'figures' | 'origins';
  readonly before: unknown;
  readonly after: unknown;
}): FigureChange {
  const { kind, before, after } = row;
  return kind === 'figures'
    ? { kind, before: storedFigures.nullable().parse(before), after: storedFigures.parse(after) }
    : { kind, before: storedOrigins.nullable().parse(before), after: storedOrigins.parse(after) };
}
