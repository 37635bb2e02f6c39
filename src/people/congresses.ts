import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Result, refuse } from '../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../trail/perform-act.ts';
import { findCongress } from './congress-store.ts';
import { issueInvitation } from './invitations.ts';
import { addPerson, assignRole } from './persons.ts';

/** Kinds of place that an operator may add. */
export type NewKind = 'city' | 'county' | 'township' | 'street';

const rank = { installation: 0, city: 1, county: 2, township: 3, street: 3 } as const;

/**
 * On an empty database makes the root of the tree and an operator; returns the operator's one-time
 * token, null when there is an installation already.
 */
export async function ensureInstallation(
  database: Kysely<Tables>,
  now: Date,
): Promise<{ operatorToken: string | null }> {
  const congressId = randomUUID();
  const created = await database
    .insertInto('record.congress')
    .values({
      congress_id: congressId,
      parent_id: null,
      kind: 'installation',
      name: '本系统',
      short_name: '系统',
    })
    .onConflict((conflict) =>
      conflict.column('kind').where('kind', '=', 'installation').doNothing(),
    )
    .executeTakeFirst();
  if (created.numInsertedOrUpdatedRows !== 1n) return { operatorToken: null };
  return { operatorToken: await inviteOperator(database, congressId, now) };
}

/** Makes a one-time link for a new operator: at the first start, or when the link was lost. */
export async function inviteOperator(
  database: Kysely<Tables>,
  installationId: string,
  now: Date,
): Promise<string> {
  let token: string | null = null;
  const actId = randomUUID();
  const request = { congressId: installationId, actId, kind: 'start-installation' } as const;
  await performAct(database, { ...request, personId: null, happenedAt: null, now }, async (act) => {
    act.record({ event: 'installation-started', subjects: {}, detail: {} });
    const personId = await addPerson(act, { name: '系统管理员' });
    await assignRole(act, { personId, role: 'operator', meetingId: null });
    token = await issueInvitation(act, { personId });
    return ok({ personId });
  });
  if (token === null) throw new Error('the act made no invitation');
  return token;
}

/**
 * Adds a congress under another. The event stands in the parent's trail, which exists already.
 *
 * Refuses with `kind-out-of-order` (a county under a township), `name-taken` (by a sister).
 */
export function createCongress(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { kind: NewKind; name: string; shortName: string },
): Promise<Result<{ congressId: string }>> {
  return performAct(database, request, async (act) => {
    const parent = await findCongress(act.transaction, act.congressId);
    if (parent === null) throw new Error('the path named a congress that is not there');
    if (rank[input.kind] <= rank[parent.kind]) {
      return refuse({
        code: 'kind-out-of-order',
        message: `不能把这一级放在“${parent.name}”之下，请在上一级单位下添加。`,
        field: 'kind',
      });
    }
    const sister = await act.transaction
      .selectFrom('record.congress')
      .select('congress_id')
      .where('parent_id', '=', parent.id)
      .where('name', '=', input.name)
      .executeTakeFirst();
    if (sister !== undefined) {
      return refuse({
        code: 'name-taken',
        message: `“${input.name}”已经添加过，不用再加。`,
        field: 'name',
      });
    }
    const congressId = randomUUID();
    await act.transaction
      .insertInto('record.congress')
      .values({
        congress_id: congressId,
        parent_id: parent.id,
        kind: input.kind,
        name: input.name,
        short_name: input.shortName,
      })
      .execute();
    act.record({
      event: 'congress-created',
      subjects: { congress: congressId },
      detail: { name: input.name },
    });
    return ok({ congressId });
  });
}

/**
 * Enters a term with its plenary, presidium (or standing committee) and the first project year. A year that the
 * former term began stays that term's: its projects belong to one year of the congress.
 *
 * Refuses with `term-exists`.
 */
export function createTerm(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { number: number; startsOn: string; year: number },
): Promise<Result<{ termId: string; yearId: string }>> {
  return performAct(database, request, async (act) => {
    const existing = await act.transaction
      .selectFrom('record.term')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('number', '=', input.number)
      .executeTakeFirst();
    if (existing !== undefined) {
      return refuse({
        code: 'term-exists',
        message: `第 ${input.number} 届已经建立，请直接使用。`,
        field: 'number',
      });
    }
    const congress = await findCongress(act.transaction, act.congressId);
    const termId = randomUUID();
    const here = { congress_id: act.congressId, act_id: act.id };
    await act.transaction
      .insertInto('record.term')
      .values({ ...here, id: termId, number: input.number, starts_on: input.startsOn })
      .execute();
    const yearId = await ensureYear(act, termId, input.year);
    const township = congress?.kind === 'township' || congress?.kind === 'street';
    const body = (kind: 'plenary' | 'presidium' | 'standing_committee', name: string) => ({
      ...{ ...here, id: randomUUID(), term_id: termId, kind, name },
      position: kind === 'plenary' ? 0 : 1,
    });
    await act.transaction
      .insertInto('record.body')
      .values([
        body('plenary', '代表大会'),
        body('presidium', '主席团'),
        ...(township ? [] : [body('standing_committee', '常务委员会')]),
      ])
      .execute();
    act.record({
      event: 'term-created',
      subjects: { term: termId, year: yearId },
      detail: { number: input.number, starts_on: input.startsOn },
    });
    return ok({ termId, yearId });
  });
}

/** The project year of the act's congress, entered under the term where it is not there yet. Returns its id. */
export async function ensureYear(act: Act, termId: string, year: number): Promise<string> {
  await act.transaction
    .insertInto('record.year')
    .values({
      congress_id: act.congressId,
      id: randomUUID(),
      term_id: termId,
      year,
      act_id: act.id,
    })
    .onConflict((conflict) => conflict.columns(['congress_id', 'year']).doNothing())
    .execute();
  const { id } = await act.transaction
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return id;
}
