import { dayInWords } from '../days.ts';

import type { DriftFinding } from '../drift.ts';

import { type GradeCode, gradeNames } from '../grades.ts';
import { assess, type Known, type Question } from './answer.ts';

/** What the record knows of one project, the look-back's own site check and talks included. */
export interface ProjectFacts {
  readonly plan: Known<{ readonly dueOn: string | null; readonly publishedOn: string | null }>;
  readonly progress: Known<{ readonly expected: number; readonly reported: number }>;
  readonly visits: Known<{ readonly quarters: number; readonly visited: number }>;
  /** What is reported beside what was voted (`src/rules/drift.ts`), with the changes that were decided. */
  readonly kept: Known<{
    readonly findings: readonly DriftFinding[];
    readonly tolerance: number;
    readonly changes: number;
  }>;
  readonly finish: Known<{ readonly dueOn: string; readonly completedOn: string | null }>;
  readonly acceptance: Known<{
    readonly acceptedOn: string | null;
    readonly maintainedBy: string | null;
  }>;
  readonly opinions: Known<{
    readonly all: number;
    readonly closed: number;
    readonly overdue: number;
  }>;
  readonly satisfaction: Known<{
    readonly verdict: GradeCode;
    readonly rectified: boolean;
  }>;
  readonly site: Known<{
    readonly works: 'works' | 'partly' | 'broken' | 'gone';
    readonly maintained: 'yes' | 'unclear' | 'no';
  }>;
  readonly talks: Known<{
    readonly residents: number;
    readonly satisfied: number;
    readonly fairly: number;
    readonly dissatisfied: number;
  }>;
}

const worksWords = {
  works: ['yes', '现场核查：完好可用。'],
  partly: ['partly', '现场核查：部分能用。'],
  broken: ['no', '现场核查：坏了，不能用。'],
  gone: ['no', '现场核查：已经没有了。'],
} as const;

const maintainedWords = {
  yes: ['yes', '现场核查：有人管护。'],
  unclear: ['partly', '现场核查：说不清谁来管护。'],
  no: ['no', '现场核查：没有人管护。'],
} as const;

/** The template of questions about a project: was it done, and does it still serve? */
export const projectQuestions: readonly Question<ProjectFacts>[] = [
  {
    code: 'plan-in-time',
    method: 'desk',
    text: '实施计划是否按期公布？',
    source: '陕西省民生实事项目人大代表票决制规定：公布实施计划',
    assess: ({ plan }) =>
      assess(plan, ({ dueOn, publishedOn }) => {
        if (publishedOn === null)
          return ['no', `没有公布实施计划，应于${dayInWords(dueOn ?? '规定期限')}前公布。`];
        const late = dueOn !== null && publishedOn > dueOn;
        return [
          late ? 'partly' : 'yes',
          `${dayInWords(publishedOn)}公布${late ? `，迟于${dayInWords(dueOn)}` : ''}。`,
        ];
      }),
  },
  {
    code: 'progress-each-month',
    method: 'desk',
    text: '进度是否月月有报告？',
    source: '通行做法（第 8 环节）：整季没有报告',
    assess: ({ progress }) =>
      assess(progress, ({ expected, reported }) => {
        const why = `应报 ${expected} 个月，实报 ${reported} 个月。`;
        if (reported >= expected) return ['yes', why];
        return [reported * 2 >= expected ? 'partly' : 'no', why];
      }),
  },
  {
    code: 'visited-each-quarter',
    method: 'desk',
    text: '代表是否每季度督查？',
    source: '通行做法（第 8 环节）：一季一督查',
    assess: ({ visits }) =>
      assess(visits, ({ quarters, visited }) => {
        const why = `${quarters} 个季度中，${visited} 个季度有代表视察。`;
        if (visited >= quarters) return ['yes', why];
        return [visited > 0 ? 'partly' : 'no', why];
      }),
  },
  {
    code: 'kept-to-the-vote',
    method: 'desk',
    text: '是否照票决的内容办，要改是否经过法定程序？',
    source: '监督法和省级规定：重大调整须由县级常委会或乡镇人代会决定',
    assess: ({ kept }) =>
      assess(kept, ({ findings, tolerance, changes }) => {
        const decided = changes === 0 ? '没有调整决定' : `有 ${changes} 次调整决定`;
        const drifted = findings.filter(({ kind }) => kind === 'drift');
        const known = findings.filter(({ kind }) => kind === 'within');
        const after = `（资金、数量允许相差 ${tolerance}%，${decided}）`;
        if (drifted.length > 0) {
          return ['no', `${drifted.map(({ text }) => text).join('；')}${after}。`];
        }
        if (known.length === 0) return ['no_data', '没有可以同票决内容比较的报告。'];
        return ['yes', `${known.map(({ text }) => text).join('；')}${after}。`];
      }),
  },
  {
    code: 'finished-in-time',
    method: 'desk',
    text: '是否按期完工？',
    source: '通行做法（第 7 环节）',
    assess: ({ finish }) =>
      assess(finish, ({ dueOn, completedOn }) => {
        if (completedOn === null) return ['no', `应于${dayInWords(dueOn)}完工，没有完工记录。`];
        const late = completedOn > dueOn;
        return [
          late ? 'partly' : 'yes',
          `${dayInWords(completedOn)}完工，期限${dayInWords(dueOn)}。`,
        ];
      }),
  },
  {
    code: 'accepted-and-handed-over',
    method: 'desk',
    text: '是否验收，是否明确由谁管护？',
    source: '通行做法（第 10 环节）：项目还管不管用、谁来管护',
    assess: ({ acceptance }) =>
      assess(acceptance, ({ acceptedOn, maintainedBy }) => {
        if (acceptedOn === null) return ['no', '没有验收记录。'];
        if (maintainedBy === null)
          return ['partly', `${dayInWords(acceptedOn)}验收，没有写明管护单位。`];
        return ['yes', `${dayInWords(acceptedOn)}验收，由${maintainedBy}管护。`];
      }),
  },
  {
    code: 'opinions-answered',
    method: 'desk',
    text: '代表和群众的意见是否办结？',
    source: '通行做法（第 8 环节）：交办—办理—反馈—评价',
    assess: ({ opinions }) =>
      assess(opinions, ({ all, closed, overdue }) => {
        const why = `意见 ${all} 条，办结 ${closed} 条，逾期未答复 ${overdue} 条。`;
        if (closed === all) return ['yes', why];
        return [overdue === 0 ? 'partly' : 'no', why];
      }),
  },
  {
    code: 'satisfaction-followed',
    method: 'desk',
    text: '是否做过满意度测评，不满意的是否整改？',
    source: '通行做法（第 9 环节）：低分转整改，整改后再测',
    assess: ({ satisfaction }) =>
      assess(satisfaction, ({ verdict, rectified }) => {
        const why = `最近一次测评：${gradeNames[verdict]}。`;
        if (verdict !== 'dissatisfied') return ['yes', why];
        return rectified ? ['partly', `${why}已提出整改。`] : ['no', `${why}没有提出整改。`];
      }),
  },
  {
    code: 'still-works',
    method: 'site',
    text: '现在还在不在、好不好用？',
    source: '通行做法（第 10 环节）：项目还管不管用',
    assess: ({ site }) => assess(site, ({ works }) => worksWords[works]),
  },
  {
    code: 'is-maintained',
    method: 'site',
    text: '现在有没有人管护？',
    source: '通行做法（第 10 环节）：谁来管护',
    assess: ({ site }) => assess(site, ({ maintained }) => maintainedWords[maintained]),
  },
  {
    code: 'residents-say',
    method: 'talk',
    text: '受益群众怎么说？',
    source: '通行做法（第 10 环节）：走访群众',
    assess: ({ talks }) =>
      assess(talks, ({ residents, satisfied, fairly, dissatisfied }) => {
        const why = `走访 ${residents} 人：满意 ${satisfied}，基本满意 ${fairly}，不满意 ${dissatisfied}。`;
        if (satisfied * 2 > residents) return ['yes', why];
        return [(satisfied + fairly) * 2 > residents ? 'partly' : 'no', why];
      }),
  },
];
