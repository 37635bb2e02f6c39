import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import type { CandidateRow } from './candidate-row.ts';
import { type Candidate, listCandidates } from './candidate-store.ts';
import { candidatesFingerprint, compareCandidates } from './compare-candidates.ts';
import { insertCandidate, reviseCandidate } from './write-candidate.ts';

const listChanged: Refusal = {
  code: 'stale-form',
  message: '预览之后候选项目又有变动，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

/**
 * Accepts a previewed spreadsheet of candidates whole: new numbers are added, changed ones get a new
 * version, and those that the file no longer names are withdrawn when the clerk says so. A sealed
 * list keeps pointing at the versions that it was sealed with.
 *
 * Refuses with `stale-form` (the list changed since the preview), `number-repeated`,
 * `candidate-decided` (a candidate that was adopted or went to the reserve pool is no longer edited).
 */
export function importCandidates(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    yearId: string;
    rows: readonly CandidateRow[];
    fingerprint: string;
    fileName: string;
    withdrawMissing: boolean;
  },
): Promise<Result<{ added: number; changed: number; withdrawn: number }>> {
  return performAct(database, request, async (act) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`candidates ${input.yearId}`}, 0))`.execute(
      act.transaction,
    );
    const candidates = await listCandidates(act.transaction, act.congressId, input.yearId);
    if (candidatesFingerprint(candidates) !== input.fingerprint) return refuse(listChanged);
    if (new Set(input.rows.map((row) => row.number)).size !== input.rows.length) {
      return refuse({ code: 'number-repeated', message: '文件中有重复的编号，请改正后重新上传。' });
    }
    const { added, changed, missing } = compareCandidates(candidates, input.rows);
    const decided = changed.find(({ candidate }) => candidate.state !== 'candidate');
    if (decided !== undefined) {
      return refuse({
        code: 'candidate-decided',
        message: `第 ${decided.row.number} 号已经票决过，不能再改。新一年的项目请登记在新的年度。`,
      });
    }
    const source = `导入自“${input.fileName}”`;
    for (const { number, content } of added) {
      await insertCandidate(act, { yearId: input.yearId, number, content, source });
    }
    for (const { candidate, row } of changed) {
      const revised = await reviseCandidate(act, candidate, row.content);
      if (!revised.ok) return revised;
    }
    const gone = input.withdrawMissing
      ? missing.filter((candidate) => candidate.state === 'candidate')
      : [];
    for (const candidate of gone) await markWithdrawn(act, candidate);
    const counts = { added: added.length, changed: changed.length, withdrawn: gone.length };
    act.record({
      event: 'candidates-imported',
      subjects: { year: input.yearId, ...counts },
      detail: { file: input.fileName, ...counts },
    });
    return ok(counts);
  });
}

async function markWithdrawn(act: Act, candidate: Candidate): Promise<void> {
  await act.transaction
    .updateTable('record.candidate')
    .set({ state: 'withdrawn', version: candidate.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', candidate.id)
    .execute();
}
