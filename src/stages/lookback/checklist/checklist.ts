import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../../rules/as-read.ts';
import type { Answer, Assessment, Question } from '../../../rules/lookback/answer.ts';
import { askedOfProcedure, askedOfProject } from '../../../rules/lookback/chosen-questions.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  type DrawRecord,
  type Lookback,
  listDraws,
  loadLookback,
  loadScope,
  mayBeChecked,
  type ScopeEntry,
  sampleOf,
} from '../lookback-store.ts';
import { noSuchLookback, notInSample, redrawPending, wrongState } from '../refusals.ts';
import { storedEvidence } from '../stored-evidence.ts';
import { loadProcedureFacts } from './procedure-facts.ts';
import { loadProjectFacts } from './project-facts.ts';

/** What a checklist is about: the procedure of a year, or a project of the sample. */
export interface Subject {
  readonly reviewedId: string;
  readonly year: number;
  readonly projectId: string | null;
}

/** A question with what the record answers now and what a person confirmed. */
export interface ChecklistItem {
  readonly code: string;
  readonly method: 'desk' | 'site' | 'talk';
  readonly text: string;
  readonly source: string;
  readonly hint: string | null;
  readonly told: Assessment;
  readonly confirmed: { readonly answer: Answer; readonly note: string | null } | null;
}

function itemsOf<Facts>(questions: readonly Question<Facts>[], facts: Facts) {
  return questions.map(({ code, method, text, source, hint = null, assess }) => ({
    ...{ code, method, text, source, hint, told: assess(facts) },
  }));
}

/** The confirmed answers of a look-back that stand now, the evidence as it was then. */
export async function listConfirmed(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
) {
  const rows = await database
    .selectFrom('record.lookback_check')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('lookback_id', '=', lookbackId)
    .where('superseded', '=', false)
    .execute();
  return rows.map((row) => ({
    ...{ reviewedId: row.reviewed_id, year: row.year, projectId: row.project_id },
    ...{ code: row.question, answer: row.answer, told: row.told, why: row.why, note: row.note },
    evidence: storedEvidence.parse(row.evidence),
  }));
}

/** The checklist of a subject: filled in from the record as it stands today. */
export async function loadChecklist(
  database: Kysely<Tables>,
  lookback: Lookback,
  subject: Subject,
  today: string,
): Promise<readonly ChecklistItem[]> {
  const { reviewedId, year, projectId } = subject;
  const items =
    projectId === null
      ? itemsOf(
          askedOfProcedure(lookback.questions),
          await loadProcedureFacts(database, reviewedId, year),
        )
      : itemsOf(
          askedOfProject(lookback.questions),
          await loadProjectFacts(database, {
            ...{ reviewingId: lookback.congressId, lookbackId: lookback.id },
            ...{ reviewedId, projectId, today },
          }),
        );
  const confirmed = await listConfirmed(database, lookback.congressId, lookback.id);
  return items.map((item) => {
    const found = confirmed.find(
      (one) =>
        one.code === item.code &&
        one.reviewedId === reviewedId &&
        one.year === year &&
        one.projectId === projectId,
    );
    return {
      ...item,
      confirmed: found === undefined ? null : { answer: found.answer, note: found.note },
    };
  });
}

/** The subject in one line, when it belongs to the look-back; null when it does not. */
export function nameOfSubject(
  subject: Subject,
  scope: readonly ScopeEntry[],
  sample: readonly ScopeEntry[],
): string | null {
  const of = subject.projectId === null ? scope : sample;
  const found = of.find(
    (one) =>
      one.reviewedId === subject.reviewedId &&
      one.year === subject.year &&
      (subject.projectId === null || one.projectId === subject.projectId),
  );
  if (found === undefined) return null;
  return subject.projectId === null
    ? `${found.reviewedName} ${found.year} 年程序`
    : `${found.reviewedName} ${found.year} 年第 ${found.number} 号“${found.title}”`;
}

/** A look-back under check, with what it draws from. */
export interface Checked {
  readonly lookback: Lookback;
  readonly scope: readonly ScopeEntry[];
  readonly draws: readonly DrawRecord[];
  readonly sample: readonly ScopeEntry[];
}

/** A look-back whose projects are being checked, with its sample. */
export async function underCheck(act: Act, lookbackId: string): Promise<Result<Checked>> {
  const lookback = await loadLookback(act.transaction, act.congressId, lookbackId);
  if (lookback === null) return refuse(noSuchLookback);
  if (lookback.state === 'draft' || lookback.state === 'scope_published') {
    return refuse(wrongState('还没有抽样，请先公布范围、抽出样本再核查。'));
  }
  if (lookback.state === 'closed') return refuse(wrongState('这次回头看已经结束，不能再记录。'));
  const scope = await loadScope(act.transaction, act.congressId, lookbackId);
  const draws = await listDraws(act.transaction, act.congressId, lookbackId);
  return ok({ lookback, scope, draws, sample: sampleOf(scope, draws) });
}

/**
 * A project of the sample that may be checked now. Refuses with `not-in-sample` and, while a redraw waits
 * for its seed, with `redraw-pending` unless every seed draws it.
 */
export function sampledNow(checked: Checked, projectId: string): Result<ScopeEntry> {
  const { lookback, scope, draws, sample } = checked;
  const entry = sample.find((one) => one.projectId === projectId);
  if (entry === undefined) return refuse(notInSample);
  return mayBeChecked(lookback, scope, draws, entry) ? ok(entry) : refuse(redrawPending);
}

/**
 * The name of a subject that may be checked now: the procedure of a year of the scope, or a project as
 * `sampledNow` says. Refuses as it does.
 */
export function subjectNow(checked: Checked, subject: Subject): Result<string> {
  const name = nameOfSubject(subject, checked.scope, checked.sample);
  if (name === null) return refuse(notInSample);
  if (subject.projectId === null) return ok(name);
  const entry = sampledNow(checked, subject.projectId);
  return entry.ok ? ok(name) : entry;
}

/** An answer as a person gives it. */
export interface GivenAnswer {
  readonly code: string;
  readonly answer: Answer;
  readonly note: string | null;
}

function noteNeeded(code: string): Refusal {
  const message = '答案与记录推算的不同，请在说明里写明依据。';
  return { code: 'note-needed', message, field: `note-${code}` };
}

/**
 * Confirms the answers of a checklist, or changes them with a note; what the record told at that moment is
 * kept beside each. Only answers that differ from what stands are written.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (not drawn, reported or closed), `not-in-sample`,
 * `redraw-pending`, `stale-form` (somebody else confirmed answers of it meanwhile), and `note-needed` for every answer that differs from the record without a note.
 */
export function confirmAnswers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly lookbackId: string;
    readonly subject: Subject;
    readonly answers: readonly GivenAnswer[];
    /** The mark of what was confirmed when the form was made (`confirmedTexts`). */
    readonly asRead?: string | undefined;
  },
): Promise<Result<{ answers: number }>> {
  return performAct(database, request, async (act) => {
    await lockLookback(act, input.lookbackId);
    const found = await underCheck(act, input.lookbackId);
    if (!found.ok) return found;
    const { lookback } = found.value;
    if (lookback.state === 'reported') {
      return refuse(wrongState('报告已经形成，核查清单不能再改。'));
    }
    const named = subjectNow(found.value, input.subject);
    if (!named.ok) return named;
    const name = named.value;
    const today = chinaDate(act.happenedAt);
    const items = await loadChecklist(act.transaction, lookback, input.subject, today);
    if (changedSince(input.asRead, confirmedTexts(items))) return refuse(writtenMeanwhile);
    const given = input.answers.flatMap((one) => {
      const item = items.find((other) => other.code === one.code);
      return item === undefined ? [] : [{ ...one, item }];
    });
    const [first, ...others] = given
      .filter((one) => one.answer !== one.item.told.answer && one.note === null)
      .map((one) => noteNeeded(one.code));
    if (first !== undefined) return refuse(first, ...others);
    const news = given.filter(
      ({ answer, note, item }) => item.confirmed?.answer !== answer || item.confirmed.note !== note,
    );
    await writeAnswers(act, lookback, input.subject, news);
    act.record({
      event: 'lookback-checked',
      subjects: {
        lookback: lookback.id,
        subject: input.subject.projectId ?? input.subject.reviewedId,
      },
      detail: {
        ...{ title: lookback.title, subject: name, answers: news.length },
        changed: news.filter((one) => one.answer !== one.item.told.answer).length,
      },
    });
    return ok({ answers: news.length });
  });
}

/** What is confirmed of a checklist, as its form marks it. */
export function confirmedTexts(
  items: readonly Pick<ChecklistItem, 'code' | 'confirmed'>[],
): readonly (string | null)[] {
  return items.flatMap(({ code, confirmed }) =>
    confirmed === null ? [] : [code, confirmed.answer, confirmed.note],
  );
}

/** Two people who confirm the same answers at once follow each other. */
async function lockLookback(act: Act, lookbackId: string): Promise<void> {
  await act.transaction
    .selectFrom('record.lookback')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', lookbackId)
    .forUpdate()
    .execute();
}

async function writeAnswers(
  act: Act,
  lookback: Lookback,
  subject: Subject,
  news: readonly (GivenAnswer & { readonly item: ChecklistItem })[],
): Promise<void> {
  if (news.length === 0) return;
  const { reviewedId, year, projectId } = subject;
  await act.transaction
    .updateTable('record.lookback_check')
    .set({ superseded: true })
    .where('congress_id', '=', act.congressId)
    .where('lookback_id', '=', lookback.id)
    .where('reviewed_id', '=', reviewedId)
    .where('year', '=', year)
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .where(
      'question',
      'in',
      news.map((one) => one.code),
    )
    .where('superseded', '=', false)
    .execute();
  await act.transaction
    .insertInto('record.lookback_check')
    .values(
      news.map(({ code, answer, note, item }) => ({
        ...{ congress_id: act.congressId, id: randomUUID(), lookback_id: lookback.id, year },
        ...{ reviewed_id: reviewedId, project_id: projectId, question: code },
        ...{ method: item.method, answer, told: item.told.answer, why: item.told.why, note },
        ...{ evidence: JSON.stringify(item.told.evidence), act_id: act.id },
      })),
    )
    .execute();
}
