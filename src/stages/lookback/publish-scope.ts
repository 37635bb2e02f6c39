import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { checkSeedDue } from '../../rules/lookback/draw.ts';
import { scopeHash, scopeLines } from '../../rules/lookback/scope.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { sha256 } from '../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadLookback, moveLookback } from './lookback-store.ts';
import { noSuchLookback, staleLookback, wrongState } from './refusals.ts';
import { findScopeProjects } from './scope-projects.ts';

/** Where a seed will come from, and from when on that source gives it. */
export interface NamedSeed {
  readonly seedSource: string;
  readonly seedDueAt: Date;
}

const emptyScope: Refusal = {
  code: 'scope-empty',
  message: '这些单位在这些年度里没有正式项目，无法抽样。请修改单位或年度。',
};

/**
 * Publishes the scope with its hash, and names the source of the seed that does not exist yet. From then on
 * neither can change.
 *
 * Refuses with `no-such-lookback`, `wrong-state`, `stale-form`, `seed-not-future`, `scope-empty`.
 */
export function publishScope(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly lookbackId: string; readonly version: number } & NamedSeed,
): Promise<Result<{ scopeHash: string }>> {
  return performAct(database, request, async (act) => {
    const lookback = await loadLookback(act.transaction, act.congressId, input.lookbackId);
    if (lookback === null) return refuse(noSuchLookback);
    if (lookback.state !== 'draft') return refuse(wrongState('范围已经公布过，不能再公布一次。'));
    if (lookback.version !== input.version) return refuse(staleLookback);
    const early = checkSeedDue({
      announcedAt: act.recordedAt.getTime(),
      dueAt: input.seedDueAt.getTime(),
    });
    if (early !== null) return refuse(early);
    const projects = await findScopeProjects(act.transaction, lookback);
    if (projects.length === 0) return refuse(emptyScope);
    const lines = scopeLines(projects);
    const hash = scopeHash(lines, sha256);
    const published = { scope_hash: hash, scope_published_at: act.recordedAt };
    const state = 'scope_published';
    const moved = await moveLookback(act, lookback, {
      ...{ ...published, state, published_at: act.recordedAt },
    });
    if (!moved) return refuse(staleLookback);
    await writeScope(act, lookback.id, lines);
    await announceDraw(act, lookback.id, { ...input, number: 1, reason: null });
    act.record({
      event: 'lookback-scope-published',
      subjects: { lookback: lookback.id, projects: lines.length },
      detail: { title: lookback.title, hash, source: input.seedSource },
    });
    return ok({ scopeHash: hash });
  });
}

async function writeScope(act: Act, lookbackId: string, lines: readonly string[]): Promise<void> {
  await act.transaction
    .insertInto('record.lookback_scope')
    .values(
      lines.map((line, index) => {
        const [reviewed_id = '', , , project_id = ''] = line.split('\t');
        const here = { congress_id: act.congressId, lookback_id: lookbackId };
        return { ...here, position: index + 1, reviewed_id, project_id, line };
      }),
    )
    .execute();
}

/** Writes a draw that is announced; its seed is entered later. */
export async function announceDraw(
  act: Act,
  lookbackId: string,
  draw: NamedSeed & { readonly number: number; readonly reason: string | null },
): Promise<void> {
  await act.transaction
    .insertInto('record.lookback_draw')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), lookback_id: lookbackId },
      ...{ number: draw.number, reason: draw.reason, seed_source: draw.seedSource },
      ...{ seed_due_at: draw.seedDueAt, announced_at: act.recordedAt, act_id: act.id },
    })
    .execute();
}
