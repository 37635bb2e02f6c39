import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { listSittings, type Sitting } from '../meeting-store.ts';
import { noSuchSitting } from '../refusals.ts';
import { type AgendaItem, type AgendaKind, listAgenda } from './agenda-store.ts';

/** A sitting of a meeting, named by its path. */
export interface AgendaPlace {
  readonly meetingId: string;
  readonly sittingId: string;
}

/** The order of the day of a vote on projects (rules.md, stages 4 and 5). */
export const usualAgenda: readonly { readonly title: string; readonly kind: AgendaKind }[] = [
  { title: '报告应到、实到人数', kind: 'report' },
  { title: '听取民生实事候选项目形成情况的报告', kind: 'report' },
  { title: '审议候选项目', kind: 'deliberation' },
  { title: '表决票决办法', kind: 'decision' },
  { title: '表决总监票人、监票人、计票人名单', kind: 'decision' },
  { title: '票决民生实事项目', kind: 'vote' },
  { title: '宣布票决结果', kind: 'other' },
];

const noSuchItem: Refusal = {
  code: 'no-such-item',
  message: '议程里没有这一项，可能刚被删去。请看清现在的议程。',
};

const sittingOver: Refusal = {
  code: 'wrong-state',
  message: '这一场会议已经散会，议程不能再改。',
};

/** What an act answers; a repeated request gets it again from where it was stored. */
type Answer = Readonly<Record<string, string | number>>;

/** What an act on an agenda sees: the sitting and its items. */
type Change<Value extends Answer> = (
  act: Act,
  sitting: Sitting,
  items: readonly AgendaItem[],
) => Promise<Result<Value>>;

function changeAgenda<Value extends Answer>(
  database: Kysely<Tables>,
  request: ActRequest,
  { meetingId, sittingId }: AgendaPlace,
  change: Change<Value>,
): Promise<Result<Value>> {
  return performAct(database, request, async (act) => {
    const sittings = await listSittings(act.transaction, act.congressId, meetingId);
    const sitting = sittings.find((one) => one.id === sittingId);
    if (sitting === undefined) return refuse(noSuchSitting);
    const items = await listAgenda(act.transaction, act.congressId, sittingId);
    return await change(act, sitting, items);
  });
}

function recordChange(act: Act, sitting: Sitting, change: string, title: string): void {
  act.record({
    event: 'agenda-changed',
    subjects: { sitting: sitting.id },
    detail: { sitting: sitting.name, change, title },
  });
}

async function insertItem(
  act: Act,
  sittingId: string,
  item: { position: number; title: string; kind: AgendaKind },
): Promise<void> {
  await act.transaction
    .insertInto('record.agenda_item')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), sitting_id: sittingId },
      ...item,
      act_id: act.id,
    })
    .execute();
}

/** Puts an item at the end of the agenda. Refuses with `no-such-sitting`, `wrong-state`. */
export function addAgendaItem(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AgendaPlace & { title: string; kind: AgendaKind },
): Promise<Result<{ title: string }>> {
  return changeAgenda(database, request, input, async (act, sitting, items) => {
    if (sitting.state === 'closed') return refuse(sittingOver);
    const { title, kind } = input;
    const position = (items.at(-1)?.position ?? 0) + 1;
    await insertItem(act, sitting.id, { position, title, kind });
    recordChange(act, sitting, '增加', title);
    return ok({ title });
  });
}

/**
 * Fills an empty agenda with the usual order of the day, to be adapted.
 * Refuses, in order, with `no-such-sitting`, `wrong-state`, `already-done` (there are items).
 */
export function useUsualAgenda(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AgendaPlace,
): Promise<Result<{ items: number }>> {
  return changeAgenda(database, request, input, async (act, sitting, items) => {
    if (sitting.state === 'closed') return refuse(sittingOver);
    if (items.length > 0) {
      return refuse({ code: 'already-done', message: '议程已有内容，请逐项增加或删去。' });
    }
    for (const [index, item] of usualAgenda.entries()) {
      await insertItem(act, sitting.id, { position: index + 1, ...item });
    }
    recordChange(act, sitting, '采用', '常用议程');
    return ok({ items: usualAgenda.length });
  });
}

/**
 * Marks an item as done at the stated time, with the opinions or the note minuted.
 * Refuses, in order, with `no-such-sitting`, `no-such-item`, `already-done`.
 */
export function finishAgendaItem(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AgendaPlace & { itemId: string; note: string | null },
): Promise<Result<{ title: string }>> {
  return changeAgenda(database, request, input, async (act, sitting, items) => {
    const item = items.find((one) => one.id === input.itemId);
    if (item === undefined) return refuse(noSuchItem);
    if (item.doneAt !== null) {
      return refuse({ code: 'already-done', message: `“${item.title}”已经办完，不用再登记。` });
    }
    await act.transaction
      .updateTable('record.agenda_item')
      .set({ done_at: act.happenedAt, note: input.note })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', item.id)
      .execute();
    recordChange(act, sitting, '办完', item.title);
    return ok({ title: item.title });
  });
}

/**
 * Takes an item that is not done off the agenda.
 * Refuses, in order, with `no-such-sitting`, `wrong-state`, `no-such-item`, `already-done`.
 */
export function removeAgendaItem(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AgendaPlace & { itemId: string },
): Promise<Result<{ title: string }>> {
  return changeAgenda(database, request, input, async (act, sitting, items) => {
    if (sitting.state === 'closed') return refuse(sittingOver);
    const item = items.find((one) => one.id === input.itemId);
    if (item === undefined) return refuse(noSuchItem);
    if (item.doneAt !== null) {
      return refuse({ code: 'already-done', message: `“${item.title}”已经办完，不能删去。` });
    }
    await act.transaction
      .deleteFrom('record.agenda_item')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', item.id)
      .execute();
    recordChange(act, sitting, '删去', item.title);
    return ok({ title: item.title });
  });
}
