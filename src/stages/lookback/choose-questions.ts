import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import {
  type ChosenQuestions,
  checkChosen,
  nextCode,
  type OwnQuestion,
  partNames,
  templateQuestion,
} from '../../rules/lookback/chosen-questions.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import type { EventCode } from '../../trail/events.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadLookback, moveLookback } from './lookback-store.ts';
import { noSuchLookback, staleLookback, wrongState } from './refusals.ts';

/** Whose questions change, from which version on. */
interface OfProgramme {
  readonly lookbackId: string;
  readonly version: number;
}

type OwnEvent = Extract<EventCode, `lookback-question-${string}`>;

/** What a programme asks after a change, what the trail says of it, and the own question that is new. */
interface Change {
  readonly questions: ChosenQuestions;
  readonly event: OwnEvent;
  readonly detail: Readonly<Record<string, string>>;
  readonly changed?: OwnQuestion;
}

const noSuchQuestion: Refusal = {
  code: 'no-such-question',
  message: '清单里没有这一条，可能刚刚去掉了。请刷新页面后再试。',
};

/**
 * Changes what a draft asks. Refuses, in order, with `no-such-lookback`, `wrong-state` (the scope is published),
 * `stale-form`, what `make` refuses, and as `checkChosen`.
 */
function change(
  database: Kysely<Tables>,
  request: ActRequest,
  { lookbackId, version }: OfProgramme,
  make: (questions: ChosenQuestions) => Result<Change>,
): Promise<Result<{ lookbackId: string }>> {
  return performAct(database, request, async (act) => {
    const lookback = await loadLookback(act.transaction, act.congressId, lookbackId);
    if (lookback === null) return refuse(noSuchLookback);
    if (lookback.state !== 'draft') {
      return refuse(wrongState('范围已经公布，核查的问题不能再改；需要另问的，请写进问题和报告。'));
    }
    if (lookback.version !== version) return refuse(staleLookback);
    const made = make(lookback.questions);
    if (!made.ok) return made;
    const { questions, event, detail, changed } = made.value;
    const fault = checkChosen(questions, changed ?? null);
    if (fault !== null) return refuse(fault);
    const stored = JSON.stringify(questions);
    if (!(await moveLookback(act, lookback, { questions: stored }))) return refuse(staleLookback);
    const subjects = { lookback: lookbackId };
    act.record({ event, subjects, detail: { title: lookback.title, ...detail } });
    return ok({ lookbackId });
  });
}

/** Adds a question of the programme's own. Refuses as `change`. */
export function addQuestion(
  database: Kysely<Tables>,
  request: ActRequest,
  of: OfProgramme,
  question: Omit<OwnQuestion, 'code'>,
) {
  return change(database, request, of, (questions) => {
    const changed = { ...question, code: nextCode(questions) };
    return ok({
      ...{ questions: { ...questions, own: [...questions.own, changed] }, changed },
      event: 'lookback-question-added',
      detail: { part: partNames[question.part], text: question.text },
    });
  });
}

/** Changes a question of the programme's own. Refuses as `change`, and with `no-such-question`. */
export function changeQuestion(
  database: Kysely<Tables>,
  request: ActRequest,
  of: OfProgramme,
  changed: OwnQuestion,
) {
  return change(database, request, of, (questions) => {
    const before = questions.own.find((one) => one.code === changed.code);
    if (before === undefined) return refuse(noSuchQuestion);
    const own = questions.own.map((one) => (one === before ? changed : one));
    return ok({
      ...{ questions: { ...questions, own }, changed, event: 'lookback-question-changed' },
      detail: { part: partNames[changed.part], before: before.text, text: changed.text },
    });
  });
}

/** Removes a question of the programme's own. Refuses as `change`, and with `no-such-question`. */
export function removeQuestion(
  database: Kysely<Tables>,
  request: ActRequest,
  of: OfProgramme,
  code: string,
) {
  return change(database, request, of, (questions) => {
    const before = questions.own.find((one) => one.code === code);
    if (before === undefined) return refuse(noSuchQuestion);
    return ok({
      questions: { ...questions, own: questions.own.filter((one) => one !== before) },
      event: 'lookback-question-removed',
      detail: { part: partNames[before.part], text: before.text },
    });
  });
}

/** Leaves a question of the template out, with its reason. Refuses as `change`, and with `no-such-question`. */
export function leaveQuestionOut(
  database: Kysely<Tables>,
  request: ActRequest,
  of: OfProgramme,
  { code, reason }: { readonly code: string; readonly reason: string },
) {
  return change(database, request, of, (questions) => {
    const template = templateQuestion(code);
    const isOut = questions.leftOut.some((one) => one.code === code);
    if (template === null || isOut) return refuse({ ...noSuchQuestion, field: 'code' });
    return ok({
      questions: { ...questions, leftOut: [...questions.leftOut, { code, reason }] },
      event: 'lookback-question-left-out',
      detail: { part: partNames[template.part], text: template.text, reason },
    });
  });
}

/** Asks a question of the template again. Refuses as `change`, and with `no-such-question`. */
export function takeQuestionIn(
  database: Kysely<Tables>,
  request: ActRequest,
  of: OfProgramme,
  code: string,
) {
  return change(database, request, of, (questions) => {
    const template = templateQuestion(code);
    const leftOut = questions.leftOut.filter((one) => one.code !== code);
    if (template === null || leftOut.length === questions.leftOut.length) {
      return refuse(noSuchQuestion);
    }
    return ok({
      questions: { ...questions, leftOut },
      event: 'lookback-question-taken-in',
      detail: { part: partNames[template.part], text: template.text },
    });
  });
}
