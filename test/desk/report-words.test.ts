import { expect, test } from 'vitest';
import { reportPrint } from '../../src/desk/yearly-report/report-words.ts';
import { yearFacts } from '../../src/desk/yearly-report/year-facts.ts';

const sections = { opening: '概述。', review: '', outlook: '' };
const line = {
  ...{ number: 1, title: '村内路灯', department: null, state: 'underway', percent: null },
  ...{ paid: '12.500', verdict: null },
};
/** Facts as they were frozen before the three sides stood in them. */
const before = {
  ...{ congress: '云溪镇人民代表大会', year: 2026, day: '2027-01-20', announcements: [] },
  projects: [{ ...line, verdict: 'satisfied' }],
  ...{ visits: 0, adjustments: 0, supervised: 0 },
  opinions: { raised: 0, closed: 0, graded: 0, dissatisfied: 0 },
  rectifications: { issued: 0, closed: 0 },
};
const words = (facts: object) => {
  const print = reportPrint(yearFacts.parse(facts), sections);
  return { ...print, text: print.parts.flatMap(({ paragraphs }) => paragraphs).join('\n') };
};

test('a report that was frozen earlier prints as it did', () => {
  const print = words(before);
  expect(print.headings.at(-1)).toBe('代表测评');
  expect(print.rows[0]?.slice(-2)).toEqual(['12.5', '满意']);
  expect(print.parts.map(({ heading }) => heading)).toEqual(['概述', '票决和办理', '监督']);
});

test('three sides stand beside each other, part by part; few residents are not told', () => {
  const sides = (residents: object) => ({
    ...before,
    projects: [
      {
        ...line,
        verdicts: [
          { part: '东街', verdict: 'satisfied' },
          { part: '西街', verdict: 'dissatisfied' },
        ],
        ...{ party: 'fairly_satisfied', residents },
        explanation: { content: '征地晚了。', meeting: null, reportedOn: null },
      },
    ],
  });
  const few = words(sides({ kind: 'too-few', smallest: 5 }));
  expect(few.headings.slice(-3)).toEqual(['党委', '代表', '群众']);
  expect(few.rows[0]?.slice(-3)).toEqual([
    ...['基本满意', '东街：满意；西街：不满意', '不足5人，不显示'],
  ]);
  expect(few.text).toContain('第1号“村内路灯”没有按期完成：征地晚了。（还没有向会议报告）');
  const counts = { satisfied: 7, fairly_satisfied: 2, dissatisfied: 1 };
  const many = words(sides({ kind: 'shown', counts, total: 10 }));
  expect(many.rows[0]?.at(-1)).toBe('满意7，基本满意2，不满意1');
});

test('what look-backs found and what the indicators ask stands with the unit’s answers', () => {
  const finding = {
    ...{ lookback: '全县回头看', project: null, grade: '一般问题', content: '表决前没有印发材料' },
    ...{ replies: ['认可：今后提前三天印发'], rectification: '第3号整改，已销号' },
  };
  const question = { title: '没有差额', sentence: '候选十个，票决十个？', answers: [] as string[] };
  const print = words({
    ...before,
    findings: [finding, { ...finding, project: '1号 村内路灯', replies: [], rectification: null }],
    indicators: { published: true, questions: [question, { ...question, answers: ['已改'] }] },
  });
  expect(print.text).toContain('《全县回头看》程序，一般问题：表决前没有印发材料。单位回应，认可');
  expect(print.text).toContain('第3号整改，已销号');
  expect(print.text).toContain('没有发出整改');
  expect(print.text).toContain('单位没有说明');
  expect(print.text).toContain('单位说明：已改');
  const none = (indicators: object) => words({ ...before, indicators }).text;
  expect(none({ published: false, questions: [] })).toContain('还没有公布过风险提示');
  expect(none({ published: true, questions: [] })).toContain('没有要说明的问题');
});
