import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { nameIndex } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { compareRoll } from './compare-roll.ts';
import { importFingerprint, listFormerDeputies, proposeReElected } from './former-deputies.ts';
import type { RollRow } from './roll-row.ts';
import { listSeats, type Seat } from './roll-store.ts';

const rollChanged: Refusal = {
  code: 'stale-form',
  message: '预览之后名册又有变动，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

const notProposed: Refusal = {
  code: 'not-proposed',
  message: '勾选的连任代表与文件对不上，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

const rollIsFrozen: Refusal = {
  code: 'roll-frozen',
  message: '已有会议冻结了名册。会议期间的变动请在会议的“名册变动”中逐人办理并写明理由。',
};

/**
 * Accepts a previewed roll whole: new deputies get a person and a seat, changed ones are updated,
 * deputies missing from the file stay (an office ends only by a decision, not by a spreadsheet). `same` are deputies of the
 * term before whom the preview proposed and the clerk confirmed: they keep their person, only the seat is new.
 *
 * Refuses with `roll-frozen` (a meeting of this term that has not ended works with a frozen roll),
 * `stale-form` (the roll changed since the preview), `rows-ambiguous` (two rows mean one deputy), `not-proposed`
 * (somebody in `same` agrees with no row, or not with one alone).
 */
export function importRoll(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly termId: string;
    readonly rows: readonly RollRow[];
    readonly fingerprint: string;
    readonly fileName: string;
    readonly same?: readonly string[];
  },
): Promise<Result<{ added: number; changed: number; kept: number }>> {
  return performAct(database, request, async (act) => {
    await lockRoll(act, input.termId);
    const frozen = await act.transaction
      .selectFrom('record.meeting')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('term_id', '=', input.termId)
      .where('state', '=', 'roll_frozen')
      .executeTakeFirst();
    if (frozen !== undefined) return refuse(rollIsFrozen);
    const seats = await listSeats(act.transaction, act.congressId, input.termId);
    const formers = await listFormerDeputies(act.transaction, act.congressId, input.termId);
    if (importFingerprint(seats, formers) !== input.fingerprint) return refuse(rollChanged);
    const comparison = compareRoll(seats, input.rows);
    if (!comparison.ok) return comparison;
    const { proposed } = proposeReElected(formers, comparison.value.added);
    const same = new Set(input.same ?? []);
    const kept = proposed.filter((one) => same.has(one.former.personId));
    if (kept.length !== same.size) return refuse(notProposed);
    const personOf = new Map(kept.map((one) => [one.row, one.former.personId]));
    const delegations = await ensureDelegations(act, input.termId, input.rows);
    const { added, changed } = comparison.value;
    for (const [index, row] of added.entries()) {
      await addDeputy(act, input.termId, row, delegations, personOf.get(index) ?? null);
    }
    for (const { seat, row } of changed) await updateDeputy(act, seat, row, delegations);
    act.record({
      event: 'roll-imported',
      subjects: { term: input.termId, added: added.length, changed: changed.length },
      detail: { file: input.fileName, added: added.length, changed: changed.length },
    });
    if (kept.length > 0) {
      const detail = { deputies: kept.length };
      act.record({ event: 're-elected-kept', subjects: { term: input.termId }, detail });
    }
    return ok({ added: added.length, changed: changed.length, kept: kept.length });
  });
}

/** Holds the roll of a term until the act ends: two imports at once would both add one deputy. */
export async function lockRoll(act: Act, termId: string): Promise<void> {
  const key = `roll ${termId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(act.transaction);
}

/** Delegations are bodies of the term; those that the file names first are made in its order. */
export async function ensureDelegations(
  act: Act,
  termId: string,
  rows: readonly RollRow[],
): Promise<ReadonlyMap<string, string>> {
  const existing = await act.transaction
    .selectFrom('record.body')
    .select(['id', 'name'])
    .where('congress_id', '=', act.congressId)
    .where('term_id', '=', termId)
    .where('kind', '=', 'delegation')
    .execute();
  const ids = new Map(existing.map((body) => [body.name, body.id]));
  for (const { delegation } of rows) {
    if (delegation === null || ids.has(delegation)) continue;
    const id = randomUUID();
    await act.transaction
      .insertInto('record.body')
      .values({
        congress_id: act.congressId,
        id,
        term_id: termId,
        kind: 'delegation',
        name: delegation,
        position: ids.size,
        act_id: act.id,
      })
      .execute();
    ids.set(delegation, id);
  }
  return ids;
}

function seatColumns(row: RollRow, delegations: ReadonlyMap<string, string>) {
  return {
    delegation_id: row.delegation === null ? null : (delegations.get(row.delegation) ?? null),
    roll_order: row.order,
    unit_and_position: row.unitAndPosition,
    constituency: row.constituency,
    deputy_number: row.deputyNumber,
    note: row.note,
  };
}

function personColumns(row: RollRow) {
  return { name: row.name, name_index: nameIndex(row.name), sex: row.sex, phone: row.phone };
}

/** Adds a seat of the term for a person who is there (`known`) or comes with it; returns the id of the seat. */
export async function addDeputy(
  act: Act,
  termId: string,
  row: RollRow,
  delegations: ReadonlyMap<string, string>,
  known: string | null = null,
): Promise<string> {
  const personId = known ?? randomUUID();
  const seatId = randomUUID();
  const here = { congress_id: act.congressId, act_id: act.id };
  if (known === null) {
    await act.transaction
      .insertInto('people.person')
      .values({ ...here, id: personId, ...personColumns(row) })
      .execute();
  } else {
    await renewPerson(act, known, row);
  }
  await act.transaction
    .insertInto('people.seat')
    .values({
      ...here,
      id: seatId,
      term_id: termId,
      person_id: personId,
      state: 'in_office',
      ...seatColumns(row, delegations),
    })
    .execute();
  return seatId;
}

/** What the new roll says of a person who stays; what it leaves open stays as it was. */
async function renewPerson(act: Act, personId: string, row: RollRow): Promise<void> {
  await act.transaction
    .updateTable('people.person')
    .set((column) => ({
      ...(row.sex === null ? {} : { sex: row.sex }),
      ...(row.phone === null ? {} : { phone: row.phone }),
      version: column('version', '+', 1),
    }))
    .where('id', '=', personId)
    .execute();
}

async function updateDeputy(
  act: Act,
  seat: Seat,
  row: RollRow,
  delegations: ReadonlyMap<string, string>,
): Promise<void> {
  await act.transaction
    .updateTable('people.person')
    .set((column) => ({ ...personColumns(row), version: column('version', '+', 1) }))
    .where('id', '=', seat.personId)
    .execute();
  await act.transaction
    .updateTable('people.seat')
    .set({ ...seatColumns(row, delegations), version: seat.seatVersion + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', seat.id)
    .execute();
}
