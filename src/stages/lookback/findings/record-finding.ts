import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { RectificationPower } from '../../../rules/rectification.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { issueRectification } from '../../delivery/index.ts';
import { loadChecklist, type Subject, subjectNow, underCheck } from '../checklist/checklist.ts';
import { loadLookback } from '../lookback-store.ts';
import { noSuchLookback, staleLookback, wrongState } from '../refusals.ts';
import { type Finding, type Grade, gradeNames, loadFinding } from './finding-store.ts';

/** Happens when a finding is not of this look-back, or not about this congress. */
export const noSuchFinding: Refusal = {
  code: 'no-such-finding',
  message: '没有这个问题。请从问题清单进入。',
};
const noEvidence: Refusal = {
  code: 'evidence-missing',
  message: '每个问题都要有依据：请勾选清单里的答案，或者写明依据。',
  field: 'evidence_text',
};

/** A finding as a person writes it: its evidence is answers of the checklist, or words. */
export interface NewFinding {
  readonly lookbackId: string;
  readonly subject: Subject;
  readonly grade: Grade;
  readonly content: string;
  readonly questions: readonly string[];
  readonly evidenceText: string | null;
}

/**
 * Records a finding about a project of the sample or the procedure of its year.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (not drawn, reported or closed), `not-in-sample`,
 * `redraw-pending`, `evidence-missing`.
 */
export function recordFinding(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewFinding,
): Promise<Result<{ findingId: string; number: number }>> {
  return performAct(database, request, async (act) => {
    const found = await underCheck(act, input.lookbackId);
    if (!found.ok) return found;
    const { lookback } = found.value;
    if (lookback.state === 'reported') {
      return refuse(wrongState('报告已经形成，不能再添问题。新的问题请在下一次回头看里记录。'));
    }
    const named = subjectNow(found.value, input.subject);
    if (!named.ok) return named;
    const items = await loadChecklist(
      act.transaction,
      lookback,
      input.subject,
      chinaDate(act.happenedAt),
    );
    const evidence = items
      .filter((item) => input.questions.includes(item.code))
      .flatMap(({ text, told, confirmed }) => [
        { text: `${text}${confirmed?.note ?? told.why}`, href: null },
        ...told.evidence,
      ]);
    if (input.evidenceText !== null) evidence.push({ text: input.evidenceText, href: null });
    if (evidence.length === 0) return refuse(noEvidence);
    const findingId = randomUUID();
    const number = await nextNumber(act, lookback.id);
    const { reviewedId, year, projectId } = input.subject;
    await act.transaction
      .insertInto('record.finding')
      .values({
        ...{ congress_id: act.congressId, id: findingId, lookback_id: lookback.id, number },
        ...{ reviewed_id: reviewedId, year, project_id: projectId },
        ...{ area: projectId === null ? 'procedure' : 'project', grade: input.grade },
        ...{ content: input.content, evidence: JSON.stringify(evidence), act_id: act.id },
      })
      .execute();
    act.record({
      event: 'finding-recorded',
      subjects: { lookback: lookback.id, finding: findingId, reviewed: reviewedId },
      detail: {
        ...{ title: lookback.title, number, subject: named.value },
        grade: gradeNames[input.grade],
      },
    });
    return ok({ findingId, number });
  });
}

/** Numbers run on in a look-back; its row is held, so that two findings never get the same one. */
async function nextNumber(act: Act, lookbackId: string): Promise<number> {
  await act.transaction
    .selectFrom('record.lookback')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', lookbackId)
    .forNoKeyUpdate()
    .execute();
  const { last } = await act.transaction
    .selectFrom('record.finding')
    .select((column) => column.fn.max('number').as('last'))
    .where('congress_id', '=', act.congressId)
    .where('lookback_id', '=', lookbackId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

interface OfFinding {
  readonly lookbackId: string;
  readonly findingId: string;
}

async function standing(act: Act, of: OfFinding): Promise<Result<Finding>> {
  const lookback = await loadLookback(act.transaction, act.congressId, of.lookbackId);
  if (lookback === null) return refuse(noSuchLookback);
  const finding = await loadFinding(act.transaction, { congressId: act.congressId, ...of });
  if (finding === null) return refuse(noSuchFinding);
  if (lookback.state === 'closed') return refuse(wrongState('这次回头看已经结束，不能再改。'));
  if (finding.withdrawnReason !== null) return refuse(wrongState('这个问题已经撤回。'));
  return ok(finding);
}

/**
 * Withdraws a finding with its reason; it stays visible.
 *
 * Refuses with `no-such-lookback`, `no-such-finding`, `wrong-state` (closed, withdrawn already, or a
 * rectification was issued for it), `stale-form`.
 */
export function withdrawFinding(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OfFinding & { readonly version: number; readonly reason: string },
): Promise<Result<{ findingId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await standing(act, input);
    if (!found.ok) return found;
    const finding = found.value;
    if (finding.rectification !== null) {
      return refuse(wrongState('已经提出整改，不能撤回。整改完成后请复查销号。'));
    }
    const changed = await act.transaction
      .updateTable('record.finding')
      .set({ withdrawn_reason: input.reason, version: input.version + 1 })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', finding.id)
      .where('version', '=', input.version)
      .executeTakeFirst();
    if (changed.numUpdatedRows !== 1n) return refuse(staleLookback);
    act.record({
      event: 'finding-withdrawn',
      subjects: { lookback: input.lookbackId, finding: finding.id },
      detail: { title: finding.lookbackTitle, number: finding.number, reason: input.reason },
    });
    return ok({ findingId: finding.id });
  });
}

/** What is asked for because of a finding. `unitId` null: the reviewed congress itself answers. */
export interface FindingRectification extends OfFinding {
  readonly power: RectificationPower;
  readonly legalBasis: string;
  readonly unitId: string | null;
  readonly unitName: string;
  readonly personInCharge: string;
  readonly content: string;
  readonly dueOn: string;
}

/**
 * Asks for, or orders, the rectification of a finding, as the level's law allows.
 *
 * Refuses with `no-such-lookback`, `no-such-finding`, `wrong-state` (closed, withdrawn, or asked for
 * already), and as `issueRectification`.
 */
export function rectifyFinding(
  database: Kysely<Tables>,
  request: ActRequest,
  input: FindingRectification,
): Promise<Result<{ rectificationId: string; number: number }>> {
  return performAct(database, request, async (act) => {
    const found = await standing(act, input);
    if (!found.ok) return found;
    const finding = found.value;
    if (finding.rectification !== null) {
      return refuse(wrongState('这个问题已经提出整改。没有改好的，请在复查时重新交办。'));
    }
    return await issueRectification(act, {
      ...{ origin: 'finding', originId: finding.id, projectId: finding.projectId },
      ...{ power: input.power, legalBasis: input.legalBasis, dueOn: input.dueOn },
      ...{ unitCongressId: finding.reviewedId, unitId: input.unitId, unitName: input.unitName },
      ...{ personInCharge: input.personInCharge, content: input.content, published: true },
    });
  });
}

/**
 * Replies to a finding: an act of the reviewed congress, in its own chain. Later replies stand beside the
 * earlier ones.
 *
 * Refuses with `no-such-finding` (none about this congress), `wrong-state` (withdrawn).
 */
export function replyToFinding(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly findingId: string; readonly agrees: boolean; readonly content: string },
): Promise<Result<{ findingId: string }>> {
  return performAct(database, request, async (act) => {
    const row = await act.transaction
      .selectFrom('record.finding')
      .select(['id', 'congress_id', 'number', 'withdrawn_reason'])
      .where('reviewed_id', '=', act.congressId)
      .where('id', '=', input.findingId)
      .executeTakeFirst();
    if (row === undefined) return refuse(noSuchFinding);
    if (row.withdrawn_reason !== null) {
      return refuse(wrongState('这个问题已经撤回，不用回应。'));
    }
    await act.transaction
      .insertInto('record.finding_reply')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), finding_id: row.id },
        ...{ agrees: input.agrees, content: input.content, act_id: act.id },
        replied_on: chinaDate(act.happenedAt),
      })
      .execute();
    act.record({
      event: 'finding-replied',
      subjects: { finding: row.id, reviewing: row.congress_id },
      detail: { number: row.number, stance: input.agrees ? '认可' : '有不同意见' },
    });
    return ok({ findingId: row.id });
  });
}
