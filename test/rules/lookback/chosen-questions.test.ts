import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedOfProcedure,
  askedOfProject,
  type ChosenQuestions,
  checkChosen,
  mostOwnQuestions,
  nextCode,
  type OwnQuestion,
  questionCounts,
  templateQuestion,
} from '../../../src/rules/lookback/chosen-questions.ts';
import { procedureQuestions } from '../../../src/rules/lookback/procedure-questions.ts';
import { projectQuestions } from '../../../src/rules/lookback/project-questions.ts';

const nothing: ChosenQuestions = { own: [], leftOut: [] };

function own(number: number, other: Partial<OwnQuestion> = {}): OwnQuestion {
  return {
    ...{ code: `own-${number}`, part: 'project', method: 'site', hint: null },
    ...{ text: `第${number}盏灯夜里亮不亮？`, ...other },
  };
}

const codes = (questions: readonly { readonly code: string }[]) =>
  questions.map(({ code }) => code);

describe('what a checklist asks', () => {
  test('is the template where nothing was chosen', () => {
    expect(askedOfProcedure(nothing)).toEqual(procedureQuestions);
    expect(askedOfProject(nothing)).toEqual(projectQuestions);
    expect(checkChosen(nothing)).toBeNull();
  });

  test('is the template without what is left out, then the own questions of its part', () => {
    const chosen = {
      own: [own(1), own(2, { part: 'procedure', method: 'desk' }), own(3)],
      leftOut: [{ code: 'residents-say', reason: '另有调查' }],
    };
    const project = codes(askedOfProject(chosen));
    expect(project.slice(-2)).toEqual(['own-1', 'own-3']);
    expect(project).not.toContain('residents-say');
    expect(codes(askedOfProcedure(chosen))).toEqual([...codes(procedureQuestions), 'own-2']);
    expect(questionCounts(chosen)).toEqual({
      ...{ procedure: procedureQuestions.length + 1, project: projectQuestions.length + 1 },
    });
  });

  test('never answers an own question by itself', () => {
    const [question] = askedOfProject({
      ...nothing,
      own: [own(1, { hint: '夜里八点去看' })],
    }).slice(-1);
    expect(question).toMatchObject({ method: 'site', hint: '夜里八点去看', source: '本方案自拟' });
    const noProject = {
      ...{ plan: null, progress: null, visits: null, kept: null, finish: null, acceptance: null },
      ...{ opinions: null, satisfaction: null, site: null, talks: null },
    };
    expect(question?.assess(noProject)).toMatchObject({ answer: 'no_data', evidence: [] });
  });

  test('has codes that no two questions share', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 19 }),
        (numbers) => {
          const chosen = { ...nothing, own: numbers.map((number) => own(number)) };
          const added = { ...chosen, own: [...chosen.own, own(0, { code: nextCode(chosen) })] };
          const all = codes([...askedOfProject(added), ...askedOfProcedure(added)]);
          expect(new Set(all).size).toBe(all.length);
        },
      ),
    );
  });
});

describe('a choice is refused', () => {
  const refused = (chosen: ChosenQuestions, changed: OwnQuestion | null = null) =>
    checkChosen(chosen, changed)?.code ?? null;

  test('with more own questions than people finish', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => own(index + 1));
    expect(refused({ ...nothing, own: many(mostOwnQuestions) })).toBeNull();
    expect(refused({ ...nothing, own: many(mostOwnQuestions + 1) })).toBe('too-many-questions');
  });

  test('when the same is asked already, by itself or by the template, whatever the punctuation', () => {
    const again = own(2, { text: '第1盏灯，夜里亮不亮' });
    expect(refused({ ...nothing, own: [own(1), again] }, again)).toBe('question-repeated');
    const template = own(1, { text: '受益群众怎么说' });
    expect(refused({ ...nothing, own: [template] }, template)).toBe('question-repeated');
    const elsewhere = own(1, { text: '受益群众怎么说', part: 'procedure' });
    expect(refused({ ...nothing, own: [elsewhere] }, elsewhere)).toBeNull();
    expect(refused({ ...nothing, own: [own(1)] }, own(1))).toBeNull();
  });

  test('when a checklist would be empty', () => {
    const out = (questions: readonly { readonly code: string }[]) =>
      questions.map(({ code }) => ({ code, reason: '不适用' }));
    expect(refused({ own: [], leftOut: out(projectQuestions) })).toBe('no-question-left');
    expect(refused({ own: [], leftOut: out(procedureQuestions) })).toBe('no-question-left');
    expect(refused({ own: [own(1)], leftOut: out(projectQuestions) })).toBeNull();
  });
});

test('a question of the template is known with its part', () => {
  expect(templateQuestion('still-works')?.part).toBe('project');
  expect(templateQuestion('quorum-kept')?.part).toBe('procedure');
  expect(templateQuestion('own-1')).toBeNull();
});
