import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import type { CandidateContent } from './candidate-content.ts';
import { listCandidates } from './candidate-store.ts';
import { insertCandidate, reviseCandidate } from './write-candidate.ts';

const noSuchCandidate: Refusal = {
  code: 'no-such-candidate',
  message: '没有这个候选项目，可能已经撤下。请回到候选项目页面查看。',
};

const decided: Refusal = {
  code: 'candidate-decided',
  message: '这个项目已经票决过，票决时的文字不能再改。',
};

/** Adds one candidate by hand. Refuses with `number-taken`. */
export function addCandidate(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { yearId: string; number: number; content: CandidateContent },
): Promise<Result<{ candidateId: string }>> {
  return performAct(database, request, async (act) => {
    const { yearId, number, content } = input;
    const candidates = await listCandidates(act.transaction, act.congressId, yearId);
    if (candidates.some((candidate) => candidate.number === number)) {
      return refuse({
        code: 'number-taken',
        message: `编号 ${number} 已有候选项目，请换一个编号。`,
        field: 'number',
      });
    }
    const candidateId = await insertCandidate(act, { yearId, number, content, source: '手工登记' });
    act.record({
      event: 'candidate-added',
      subjects: { year: yearId, candidate: candidateId, number },
      detail: { number, title: content.title },
    });
    return ok({ candidateId });
  });
}

/**
 * Changes a candidate by giving it a new version. Refuses with `no-such-candidate`,
 * `candidate-decided`, `stale-form` (the page was made from an older version).
 */
export function changeCandidate(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    yearId: string;
    candidateId: string;
    version: number;
    content: CandidateContent;
    reason: string;
  },
): Promise<Result<{ candidateId: string }>> {
  return performAct(database, request, async (act) => {
    const { yearId, candidateId, version, content, reason } = input;
    const candidates = await listCandidates(act.transaction, act.congressId, yearId);
    const candidate = candidates.find((one) => one.id === candidateId);
    if (candidate === undefined) return refuse(noSuchCandidate);
    if (candidate.state !== 'candidate') return refuse(decided);
    const revised = await reviseCandidate(act, { ...candidate, version }, content);
    if (!revised.ok) return revised;
    act.record({
      event: 'candidate-changed',
      subjects: { candidate: candidateId, version: candidate.versionNumber + 1 },
      detail: {
        number: candidate.number,
        title: content.title,
        version: candidate.versionNumber + 1,
        reason,
      },
    });
    return ok({ candidateId });
  });
}

/** Takes a candidate from the list. Refuses as `changeCandidate`. */
export function withdrawCandidate(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { yearId: string; candidateId: string; version: number; reason: string },
): Promise<Result<{ candidateId: string }>> {
  return performAct(database, request, async (act) => {
    const { yearId, candidateId, version, reason } = input;
    const candidates = await listCandidates(act.transaction, act.congressId, yearId);
    const candidate = candidates.find((one) => one.id === candidateId);
    if (candidate === undefined) return refuse(noSuchCandidate);
    if (candidate.state !== 'candidate') return refuse(decided);
    const updated = await act.transaction
      .updateTable('record.candidate')
      .set({ state: 'withdrawn', version: version + 1 })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', candidateId)
      .where('version', '=', version)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) {
      return refuse({
        code: 'stale-form',
        message: '这个候选项目刚刚被别人修改过。请看清现在的内容后再撤下。',
      });
    }
    act.record({
      event: 'candidate-withdrawn',
      subjects: { candidate: candidateId },
      detail: { number: candidate.number, title: candidate.content.title, reason },
    });
    return ok({ candidateId });
  });
}
