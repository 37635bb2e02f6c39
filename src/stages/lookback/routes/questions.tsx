import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { QuestionsPage } from '../../../../views/lookback/questions-page.tsx';
import {
  askedOfProcedure,
  askedOfProject,
  type ChosenQuestions,
  partNames,
  templateQuestion,
} from '../../../rules/lookback/chosen-questions.ts';
import {
  actFields,
  optionalText,
  reasonField,
  requiredText,
  versionField,
} from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  addQuestion,
  changeQuestion,
  leaveQuestionOut,
  removeQuestion,
  takeQuestionIn,
} from '../choose-questions.ts';
import { loadLookback } from '../lookback-store.ts';
import { lookbackAct } from './lookback-act.ts';
import { questionLists } from './programme-props.ts';
import { placeOf } from './show-programme.tsx';

const textMessage = '请写明要问什么。';
const codeField = z.string('请选择一条问题。').regex(/^[a-z0-9-]{2,60}$/, '请选择一条问题。');
const questionFields = {
  text: requiredText(textMessage, 200).pipe(z.string().min(4, textMessage)),
  hint: optionalText(300),
  part: z.enum(['procedure', 'project'], '请选择问哪一部分。'),
  method: z.enum(['desk', 'site', 'talk'], '请选择怎样核查。'),
};
const addForm = z.object({ ...actFields, version: versionField, ...questionFields });
const codeForm = z.object({ ...actFields, version: versionField, code: codeField });
const leaveOutForm = codeForm.extend({ reason: reasonField('请写明为什么不问这一条。') });

function choicesOf(chosen: ChosenQuestions) {
  const named = (code: string) => {
    const template = templateQuestion(code);
    return template === null
      ? []
      : [{ value: code, text: `${partNames[template.part]}：${template.text}` }];
  };
  const asked = [...askedOfProject(chosen), ...askedOfProcedure(chosen)];
  return {
    asked: asked.flatMap(({ code }) => named(code)),
    leftOut: chosen.leftOut.flatMap(({ code }) => named(code)),
  };
}

async function showQuestions(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const lookback = await loadLookback(database, congressHere.id, visit.param('lookback'));
  if (lookback === null) return await visit.context.notFound();
  const place = placeOf(visit, lookback);
  const { questions } = lookback;
  const rendered = (
    <QuestionsPage
      frame={visit.frame()}
      place={place}
      programme={lookback.title}
      lists={questionLists(questions)}
      own={questions.own.map((one) => ({ ...one, hint: one.hint ?? '' }))}
      {...choicesOf(questions)}
      edit={
        place.clerk && lookback.state === 'draft'
          ? {
              sent: {
                kind: attempt?.kind ?? null,
                form: attempt?.form ?? { typed: {}, refusals: [] },
              },
              ...{ path: `${place.here}/questions`, version: lookback.version, newId: randomUUID },
            }
          : null
      }
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

interface Versioned {
  readonly version: number;
}

function of(visit: Visit, { version }: Versioned) {
  return { lookbackId: visit.param('lookback'), version };
}

const back = { goTo: () => '/questions', again: showQuestions };

/** What a programme asks beside its template, and what it leaves out, while it is a draft. */
export const questionRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/lookbacks/:lookback/questions',
    site: 'staff',
    access: readers,
    handle: (visit) => showQuestions(visit, null),
  },
  lookbackAct('add-question', clerks, addForm, {
    ...{ ...back, path: 'questions', said: () => '问题已添加。' },
    run: (visit, request, value) => {
      const { text, hint, part, method } = value;
      return addQuestion(visit.database, request, of(visit, value), { text, hint, part, method });
    },
  }),
  lookbackAct('change-question', clerks, addForm.extend({ code: codeField }), {
    ...{ ...back, path: 'questions/change', said: () => '问题已修改。' },
    run: (visit, request, value) => {
      const { code, text, hint, part, method } = value;
      const changed = { code, text, hint, part, method };
      return changeQuestion(visit.database, request, of(visit, value), changed);
    },
  }),
  lookbackAct('remove-question', clerks, codeForm, {
    ...{ ...back, path: 'questions/remove', said: () => '这一条已去掉。' },
    run: (visit, request, value) =>
      removeQuestion(visit.database, request, of(visit, value), value.code),
  }),
  lookbackAct('leave-question-out', clerks, leaveOutForm, {
    ...{ ...back, path: 'questions/leave-out', said: () => '这一条不问，原因会公开。' },
    run: (visit, request, value) => {
      const { code, reason } = value;
      return leaveQuestionOut(visit.database, request, of(visit, value), { code, reason });
    },
  }),
  lookbackAct('take-question-in', clerks, codeForm, {
    ...{ ...back, path: 'questions/take-in', said: () => '这一条已恢复。' },
    run: (visit, request, value) =>
      takeQuestionIn(visit.database, request, of(visit, value), value.code),
  }),
]);
