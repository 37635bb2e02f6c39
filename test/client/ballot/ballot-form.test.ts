import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksAllowed } from '../../../src/ballot/question.ts';
import {
  abstainOnRest,
  type BallotForm,
  counterOf,
  formOf,
  groupsOf,
  type Marking,
  missing,
  noMarks,
  noteOf,
  ruleInWords,
  say,
  toggle,
  toggleBlank,
  vectorsOf,
  wordsOf,
} from '../../../src/client/ballot/ballot-form.ts';
import { markingOf } from '../../../src/client/test-ballot/shown-marks.ts';
import { type ElectronicForm, questionsOf } from '../../../src/rules/electronic-ballot.ts';
import { must } from '../../support/ballot-rounds.ts';

const titles = ['路灯', '桥梁. 改造', '管网', '公厕'];
const items = titles.map((title, index) => ({ number: index * 2 + 1, title }));

function formFor(asked: Partial<ElectronicForm>): BallotForm {
  const common = { form: 'upto', title: '票决', most: 2, least: 0, blank: false, items } as const;
  return must(formOf(questionsOf({ ...common, ...asked })));
}

function marked(form: BallotForm, ...numbers: number[]): Marking {
  return numbers.reduce((marking, number) => toggle(form, marking, number).marking, noMarks);
}

describe('the form, read from the election itself', () => {
  test('gives numbers and titles as the rules wrote them', () => {
    expect(formFor({})).toEqual({
      kind: 'select',
      candidates: items,
      min: 0,
      max: 2,
      blank: false,
    });
    expect(formFor({ form: 'each' })).toEqual({ kind: 'each', candidates: items });
    expect(formFor({ form: 'grades' })).toEqual({ kind: 'grades', candidates: items });
  });

  test('is none when several questions are not of 逐项式, or there is no question', () => {
    const [one] = questionsOf({ form: 'upto', title: '', most: 2, least: 0, blank: false, items });
    expect(formOf([must(one), must(one)])).toBeNull();
    expect(formOf([])).toBeNull();
  });

  test('counts an answer without a number by its place', () => {
    const question = { answers: ['甲', '乙'], blank: false, min: 0, max: 1, question: '' };
    expect(formOf([question])?.candidates).toEqual([
      { number: 1, title: '甲' },
      { number: 2, title: '乙' },
    ]);
  });

  test('says its rule in one sentence', () => {
    expect(ruleInWords(formFor({}))).toBe('4 个候选项目，最多选 2 个。');
    expect(ruleInWords(formFor({ form: 'exactly' }))).toBe('4 个候选项目，请选 2 个。');
    expect(ruleInWords(formFor({ most: 3, least: 2 }))).toBe('4 个候选项目，请选 2 到 3 个。');
    expect(ruleInWords(formFor({ form: 'each' }))).toBe('4 项，逐项表决：赞成、反对或者弃权。');
    expect(ruleInWords(formFor({ form: 'grades' }))).toContain('每个选一个等次');
  });
});

describe('marks', () => {
  test('a tap marks, another takes it back; one too many is refused with the reason', () => {
    const form = formFor({});
    const two = marked(form, 1, 5);
    const third = toggle(form, two, 7);
    expect(third).toEqual({
      marking: two,
      refused: '最多选 2 个，已经选满。想改选这一个，请先取消另一个。',
    });
    expect(toggle(form, two, 1)).toEqual({ marking: marked(form, 5), refused: null });
  });

  test('abstaining on all excludes marks: never by losing them', () => {
    const form = formFor({ blank: true });
    const blank = toggleBlank(noMarks);
    expect(blank.marking.blank).toBe(true);
    expect(toggleBlank(blank.marking).marking).toEqual(noMarks);
    expect(toggle(form, blank.marking, 3).marking).toEqual(marked(form, 3));
    expect(toggleBlank(marked(form, 3))).toEqual({
      marking: marked(form, 3),
      refused: '已经选了 1 个项目。要全部弃权，请先取消它们。',
    });
  });

  test('what is missing before a review is said', () => {
    const blank = formFor({ blank: true });
    expect(missing(blank, noMarks)).toContain('请点“全部弃权”');
    expect(missing(blank, toggleBlank(noMarks).marking)).toBeNull();
    expect(missing(blank, marked(blank, 1))).toBeNull();
    const exactly = formFor({ form: 'exactly' });
    expect(missing(exactly, marked(exactly, 1))).toBe('还要再选 1 个。');
    expect(missing(exactly, marked(exactly, 1, 3))).toBeNull();
    expect(missing(formFor({}), noMarks)).toBeNull();
    const each = formFor({ form: 'each' });
    expect(missing(each, say(noMarks, 3, 'for'))).toBe('还有 3 项没有表决：1、5、7 号。');
    expect(missing(each, abstainOnRest(each, noMarks))).toBeNull();
    const grades = formFor({ form: 'grades' });
    const said = say(noMarks, 3, 'fairly_satisfied');
    expect(missing(grades, said)).toBe('还有 3 个项目没有评：1、5、7 号。');
    expect(counterOf(grades, said)).toEqual({ label: '已评', done: 1, of: '共 4' });
    expect(vectorsOf(grades, said)[1]).toEqual([0, 1, 0]);
  });

  test('abstaining on the rest keeps what was said', () => {
    const form = formFor({ form: 'each' });
    const all = abstainOnRest(form, say(say(noMarks, 3, 'against'), 5, 'for'));
    expect([...all.byNumber].sort(([a], [b]) => a - b)).toEqual([
      [1, 'abstain'],
      [3, 'against'],
      [5, 'for'],
      [7, 'abstain'],
    ]);
    expect(vectorsOf(form, all)).toEqual([
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  test('the counter tells how many of how many', () => {
    const form = formFor({});
    expect(counterOf(form, marked(form, 1))).toEqual({ label: '已选', done: 1, of: '最多 2' });
    expect(counterOf(formFor({ form: 'exactly' }), noMarks).of).toBe('须选 2');
    expect(counterOf(formFor({ form: 'each' }), say(noMarks, 1, 'for'))).toEqual({
      ...{ label: '已表决', done: 1, of: '共 4' },
    });
  });

  test('the review shows every candidate once, in its order, and what is left', () => {
    const form = formFor({});
    const [chosen, others] = groupsOf(form, marked(form, 5, 1));
    expect(chosen?.candidates.map(({ number }) => number)).toEqual([1, 5]);
    expect(others?.candidates.map(({ number }) => number)).toEqual([3, 7]);
    expect(noteOf(form, marked(form, 1))).toBe('还可以再选 1 个，不选也可以。');
    expect(noteOf(form, marked(form, 1, 3))).toBeNull();
    expect(noteOf(form, noMarks)).toBe('您一个项目也没有选，等于全部弃权。');
    expect(noteOf(form, { ...noMarks, blank: true })).toContain('全部弃权');
    const each = formFor({ form: 'each' });
    expect(groupsOf(each, say(noMarks, 1, 'against')).map((one) => one.candidates.length)).toEqual([
      ...[0, 1, 0],
    ]);
    expect(noteOf(each, noMarks)).toBeNull();
  });
});

test('whatever is tapped in whatever order: what the page lets through, the protocol allows', () => {
  const tap = fc.record({ number: fc.integer({ min: 0, max: 4 }), word: fc.nat({ max: 2 }) });
  fc.assert(
    fc.property(
      fc.constantFrom<ElectronicForm['form']>('upto', 'exactly', 'each', 'grades'),
      fc.boolean(),
      fc.integer({ min: 0, max: 2 }),
      fc.array(tap, { maxLength: 12 }),
      (kind, blank, least, taps) => {
        const asked = { form: kind, title: '', most: 2, least, blank: blank && kind === 'upto' };
        const questions = questionsOf({ ...asked, items });
        const form = must(formOf(questions));
        let marking = noMarks;
        for (const { number, word } of taps) {
          if (form.kind !== 'select') {
            const said = must(wordsOf(form)[word])[0];
            marking = say(marking, items[number % 4]?.number ?? 1, said);
          } else if (number === 4) {
            if (form.blank) marking = toggleBlank(marking).marking;
          } else marking = toggle(form, marking, must(items[number]).number).marking;
        }
        const vectors = vectorsOf(form, marking);
        const allowed = questions.every((one, index) => marksAllowed(one, must(vectors[index])));
        expect(allowed).toBe(missing(form, marking) === null);
        expect(markingOf(form, vectors)).toEqual(marking);
      },
    ),
  );
});
