import { randomUUID } from 'node:crypto';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import type { Act } from '../../trail/perform-act.ts';
import type { CandidateContent } from './candidate-content.ts';
import type { Candidate } from './candidate-store.ts';

/** Adds a candidate with its first, immutable version. */
export async function insertCandidate(
  act: Act,
  candidate: { yearId: string; number: number; content: CandidateContent; source: string },
): Promise<string> {
  const id = randomUUID();
  const versionId = randomUUID();
  await act.transaction
    .insertInto('record.candidate')
    .values({
      congress_id: act.congressId,
      id,
      year_id: candidate.yearId,
      number: candidate.number,
      state: 'candidate',
      current_version_id: versionId,
      source: candidate.source,
      act_id: act.id,
    })
    .execute();
  await insertVersion(act, { candidateId: id, versionId, number: 1, content: candidate.content });
  return id;
}

/**
 * Gives a candidate a new version; the earlier ones stay. Refuses with `stale-form` when somebody
 * else changed it since it was read.
 */
export async function reviseCandidate(
  act: Act,
  candidate: Candidate,
  content: CandidateContent,
): Promise<Result<string>> {
  const versionId = randomUUID();
  const updated = await act.transaction
    .updateTable('record.candidate')
    .set({ current_version_id: versionId, version: candidate.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', candidate.id)
    .where('version', '=', candidate.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) {
    return refuse({
      code: 'stale-form',
      message: `第 ${candidate.number} 号候选项目刚刚被别人修改过。请对照现在的内容后再保存。`,
    });
  }
  const number = candidate.versionNumber + 1;
  await insertVersion(act, { candidateId: candidate.id, versionId, number, content });
  return ok(versionId);
}

async function insertVersion(
  act: Act,
  version: { candidateId: string; versionId: string; number: number; content: CandidateContent },
): Promise<void> {
  await act.transaction
    .insertInto('record.candidate_version')
    .values({
      congress_id: act.congressId,
      id: version.versionId,
      candidate_id: version.candidateId,
      number: version.number,
      content: JSON.stringify(version.content),
      content_hash: hashJson(version.content),
      act_id: act.id,
    })
    .execute();
}
