import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { OriginLine } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import {
  type Candidate,
  candidatesFingerprint,
  insertCandidate,
  listCandidates,
} from '../../candidates/index.ts';
import { writeOrigins } from '../figures/enter-origins.ts';
import { lockFigures, originsVersion } from '../figures/figure-history.ts';
import { ensureOlderYear } from '../figures/older-year.ts';

/** The candidates of a year that origins may be entered of; empty where the program holds no list. */
export async function candidatesOfYear(
  database: Kysely<Tables>,
  congressId: string,
  year: number,
): Promise<readonly Candidate[]> {
  const row = await database
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('year', '=', year)
    .executeTakeFirst();
  if (row === undefined) return [];
  const all = await listCandidates(database, congressId, row.id);
  return all.filter((one) => one.state !== 'withdrawn');
}

/**
 * Accepts a previewed file of origins whole. A year whose list the program does not hold gets it from the
 * file, with its source. Refuses with `stale-form`, `number-repeated`, `no-term`, `no-such-candidate`.
 */
export function importOrigins(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly year: number;
    readonly source: string;
    readonly rows: readonly OriginLine[];
    readonly fingerprint: string;
  },
): Promise<Result<{ candidates: number; year: number }>> {
  return performAct(database, request, async (act) => {
    const { year, source, rows } = input;
    await lockFigures(act);
    const known = await candidatesOfYear(act.transaction, act.congressId, year);
    const fingerprint = await originsFingerprint(act.transaction, act.congressId, year, known);
    if (fingerprint !== input.fingerprint) return refuse(changedSince);
    if (new Set(rows.map((row) => row.number)).size !== rows.length) {
      return refuse({ code: 'number-repeated', message: '文件中有重复的编号，请改正后重新上传。' });
    }
    const yearId = await ensureOlderYear(act, year);
    if (!yearId.ok) return yearId;
    const ids = new Map(known.map((one) => [one.number, one.id]));
    if (known.length === 0) await writeList(act, yearId.value, source, rows, ids);
    const origins = rows.map(({ number, title, ...origin }) => ({
      ...{ ...origin, candidateId: ids.get(number) ?? null },
    }));
    const missing = rows.find((row) => !ids.has(row.number));
    if (missing !== undefined) {
      const message = `这一年没有编号为 ${missing.number} 的候选项目。请核对后重新上传。`;
      return refuse({ code: 'no-such-candidate', message });
    }
    await writeOrigins(act, {
      ...{ yearId: yearId.value, source, reason: null },
      origins: origins.flatMap(({ candidateId, ...one }) =>
        candidateId === null ? [] : [{ ...one, candidateId }],
      ),
    });
    return ok({ candidates: rows.length, year });
  });
}

/** Differs as soon as the candidates of a year do, or what was entered of where they came from. */
export async function originsFingerprint(
  database: Kysely<Tables>,
  congressId: string,
  year: number,
  known: readonly Candidate[],
): Promise<string> {
  const row = await database
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('year', '=', year)
    .executeTakeFirst();
  const version = row === undefined ? 0 : await originsVersion(database, congressId, row.id);
  return hashJson({ candidates: candidatesFingerprint(known), version });
}

const changedSince: Refusal = {
  code: 'stale-form',
  message:
    '预览之后候选项目或者它们的来源又有变动，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

const unsaid = {
  ...{ place: null, beneficiaries: null, totalTenThousandYuan: null, funding: null },
  ...{ department: null, finish: null, category: null },
} as const;

/** Enters the candidates of a year that only its source knows: no more of each than the file says. */
async function writeList(
  act: Act,
  yearId: string,
  source: string,
  rows: readonly OriginLine[],
  ids: Map<number, string>,
): Promise<void> {
  for (const { number, title } of rows) {
    const content = { ...unsaid, title, content: title };
    ids.set(number, await insertCandidate(act, { yearId, number, content, source }));
  }
}
