import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changeInWords, type OriginsContent } from '../../../rules/figure-changes.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { listCandidates } from '../../candidates/index.ts';
import { changesOf, keepChange, lockFigures, originsVersion } from './figure-history.ts';
import { type CandidateOrigins, loadOrigins } from './figures-store.ts';

const candidatesChanged: Refusal = {
  code: 'no-such-candidate',
  message: '候选项目名单刚刚变过，请刷新页面后再填。',
};
const changedMeanwhile: Refusal = {
  code: 'stale-form',
  message: '您填写期间，别人已经录入过这一年候选项目的来源。请看清现在的内容后再保存。',
};

/** The origins of candidates of one year, with where they are taken from. */
export interface NewOrigins {
  readonly yearId: string;
  readonly source: string;
  /** Why what stood before is replaced; null where nobody says it. */
  readonly reason: string | null;
  readonly origins: readonly (Omit<CandidateOrigins, 'source'> & {
    readonly candidateId: string;
  })[];
}

/**
 * Enters where the candidates of a year came from, replacing what was entered of them; what stood before is kept.
 * `version` is that of the origins shown. Refuses with `no-such-candidate`, `stale-form`.
 */
export function enterOrigins(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewOrigins & { readonly version: number },
): Promise<Result<{ candidates: number; year: number }>> {
  return performAct(database, request, async (act) => {
    await lockFigures(act);
    const year = await act.transaction
      .selectFrom('record.year')
      .select('year')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', input.yearId)
      .executeTakeFirst();
    if (year === undefined) return refuse(candidatesChanged);
    const candidates = await listCandidates(act.transaction, act.congressId, input.yearId);
    const known = new Set(candidates.map((one) => one.id));
    if (input.origins.some((one) => !known.has(one.candidateId))) return refuse(candidatesChanged);
    const version = await originsVersion(act.transaction, act.congressId, input.yearId);
    if (version !== input.version) return refuse(changedMeanwhile);
    await writeOrigins(act, input);
    return ok({ candidates: input.origins.length, year: year.year });
  });
}

/** Writes origins inside an act that holds the figures, in place of what was entered of these candidates. */
export async function writeOrigins(act: Act, input: NewOrigins): Promise<void> {
  const before = await originsNow(act, input.yearId);
  for (const { candidateId, kinds, suggestions, stateWhenVoted } of input.origins) {
    await act.transaction
      .deleteFrom('record.candidate_origin')
      .where('congress_id', '=', act.congressId)
      .where('candidate_id', '=', candidateId)
      .execute();
    if (kinds.length === 0) continue;
    await act.transaction
      .insertInto('record.candidate_origin')
      .values(
        kinds.map((kind) => ({
          ...{ congress_id: act.congressId, id: randomUUID(), candidate_id: candidateId, kind },
          ...{ suggestions, state_when_voted: stateWhenVoted, source: input.source },
          act_id: act.id,
        })),
      )
      .execute();
  }
  const after = { origins: (await originsNow(act, input.yearId)).origins, source: input.source };
  const change = {
    ...{ kind: 'origins' as const, reason: input.reason, after },
    before: before.origins.length === 0 ? null : before,
  };
  const number = (await originsVersion(act.transaction, act.congressId, input.yearId)) + 1;
  await keepChange(act, input.yearId, number, change);
  const subjects = { year: input.yearId };
  const { source } = input;
  if (change.before === null) {
    const detail = { candidates: input.origins.length, source };
    act.record({ event: 'origins-entered', subjects, detail });
    return;
  }
  const changes = changesOf(change).map(changeInWords).join('；') || '没有改动';
  act.record({ event: 'origins-replaced', subjects, detail: { source, changes } });
}

/** The origins of a year as they stand, by the numbers of its candidates; the source is that of the first. */
async function originsNow(act: Act, yearId: string): Promise<OriginsContent> {
  const [origins, candidates] = [
    await loadOrigins(act.transaction, act.congressId, yearId),
    await listCandidates(act.transaction, act.congressId, yearId),
  ];
  const known = candidates.flatMap(({ id, number, content }) => {
    const one = origins.get(id);
    return one === undefined ? [] : [{ number, title: content.title, one }];
  });
  return {
    source: known[0]?.one.source ?? '',
    origins: known.map(({ number, title, one: { kinds, suggestions, stateWhenVoted } }) => ({
      ...{ number, title, kinds, suggestions, stateWhenVoted },
    })),
  };
}
