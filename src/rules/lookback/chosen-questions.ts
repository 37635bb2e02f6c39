import type { Refusal } from '../refusals.ts';
import type { Question } from './answer.ts';
import { procedureQuestions } from './procedure-questions.ts';
import { projectQuestions } from './project-questions.ts';

/** The two checklists of a look-back: of the procedure of a year, and of a project. */
export type Part = 'procedure' | 'project';

/** Chinese words for the two parts, as every page writes them. */
export const partNames: Readonly<Record<Part, string>> = { procedure: '程序', project: '项目' };

/** A question of the programme's own. */
export interface OwnQuestion {
  readonly code: string;
  readonly part: Part;
  readonly method: Question<unknown>['method'];
  readonly text: string;
  readonly hint: string | null;
}

/** What a programme asks beside its template, and what it leaves out of it. */
export interface ChosenQuestions {
  readonly own: readonly OwnQuestion[];
  readonly leftOut: readonly { readonly code: string; readonly reason: string }[];
}

/** Questions of its own that one programme may have: a checklist must stay one that people finish. */
export const mostOwnQuestions = 20;

/** What stands where the record cannot answer, since nobody but the checker can. */
const byHand: Question<unknown> = {
  ...{ code: '', method: 'desk', text: '', source: '本方案自拟' },
  assess: () => ({
    ...{ answer: 'no_data', why: '自拟的问题，系统里没有记录，由核查的人回答。', evidence: [] },
  }),
};

function chosenOf<Facts>(
  template: readonly Question<Facts>[],
  part: Part,
  { own, leftOut }: ChosenQuestions,
): readonly Question<Facts>[] {
  return [
    ...template.filter(({ code }) => !leftOut.some((one) => one.code === code)),
    ...own
      .filter((one) => one.part === part)
      .map(({ code, method, text, hint }) => ({ ...byHand, code, method, text, hint })),
  ];
}

/** The questions about the procedure of a year: those of the template that are asked, then the own ones. */
export function askedOfProcedure(chosen: ChosenQuestions) {
  return chosenOf(procedureQuestions, 'procedure', chosen);
}

/** The questions about a project, in the same way. */
export function askedOfProject(chosen: ChosenQuestions) {
  return chosenOf(projectQuestions, 'project', chosen);
}

/** How many questions each checklist of a programme has. */
export function questionCounts(chosen: ChosenQuestions): Readonly<Record<Part, number>> {
  return {
    procedure: askedOfProcedure(chosen).length,
    project: askedOfProject(chosen).length,
  };
}

/** A question of the template with the part that it belongs to; null when there is none of this code. */
export function templateQuestion(
  code: string,
): { readonly part: Part; readonly text: string } | null {
  const procedure = procedureQuestions.find((one) => one.code === code);
  if (procedure !== undefined) return { part: 'procedure', text: procedure.text };
  const project = projectQuestions.find((one) => one.code === code);
  return project === undefined ? null : { part: 'project', text: project.text };
}

/** The code that the next own question gets; none is given twice while the one that has it stands. */
export function nextCode({ own }: ChosenQuestions): string {
  const numbers = own.map(({ code }) => Number(code.slice('own-'.length)));
  return `own-${Math.max(0, ...numbers) + 1}`;
}

const tooMany: Refusal = {
  code: 'too-many-questions',
  message: `自拟的问题最多 ${mostOwnQuestions} 条。请合并意思相近的，或者先去掉一条。`,
};
const repeated: Refusal = {
  code: 'question-repeated',
  message: '清单里已经有这一条，不用再问一遍。请换一个问法，或者改原来那一条。',
  field: 'text',
};
const nothingLeft: Refusal = {
  code: 'no-question-left',
  message: '这一部分的清单至少要留一条问题。请先添加自拟的问题，再去掉这一条。',
};

/** A question as it is compared: without blanks and the marks of punctuation. */
function comparable(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
}

/** Whether a question is asked already on the same checklist, by itself or by the template. */
function isRepeated(chosen: ChosenQuestions, { code, part, text }: OwnQuestion): boolean {
  const asked = part === 'procedure' ? askedOfProcedure(chosen) : askedOfProject(chosen);
  return asked.some((one) => one.code !== code && comparable(one.text) === comparable(text));
}

/**
 * What stands in the way of what a programme would ask now: too many questions of its own, the same one twice, a checklist
 * without any. `changed` is the own question that was added or changed last.
 */
export function checkChosen(
  chosen: ChosenQuestions,
  changed: OwnQuestion | null = null,
): Refusal | null {
  if (chosen.own.length > mostOwnQuestions) return tooMany;
  if (changed !== null && isRepeated(chosen, changed)) return repeated;
  const counts = questionCounts(chosen);
  return counts.procedure === 0 || counts.project === 0 ? nothingLeft : null;
}
