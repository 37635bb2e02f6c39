import { addGrades, type GradeCode, gradeCodes, gradeNames } from '../../rules/grades.ts';
import type { ShownGrades } from '../../rules/resident-grades.ts';
import { projectStateNames } from '../../stages/delivery/index.ts';

/** Something that was due on a day, and the day on which it was done; null while it is not. */
export interface Due {
  readonly departmentId: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
}

/** A grade that was given to the work of a department. */
export interface Graded {
  readonly departmentId: string;
  readonly grade: GradeCode;
}

/** A grade of an answer; `byClerk` when a clerk entered it from a paper or a meeting (代录). */
export interface Rated extends Graded {
  readonly byClerk: boolean;
}

/** A project on the sheet. What three sides say of it stands side by side and is never added up. */
export interface ProjectLine {
  readonly departmentId: string;
  /** The short name of the congress whose project it is. */
  readonly place: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  /** The last verdicts of the deputies' tests: one, or one for each part. */
  readonly tests: readonly GradeCode[];
  readonly party: GradeCode | null;
  readonly residents: ShownGrades;
  /** What differs from the voted text without a decision, in words; null: nothing could be compared. */
  readonly drift: readonly string[] | null;
}

/** What the record holds of the departments of a year. */
export interface AppraisalRecord {
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly projects: readonly ProjectLine[];
  readonly plans: readonly Due[];
  readonly milestones: readonly Due[];
  /** The monthly reports (月报). */
  readonly reports: readonly Due[];
  /** Supervised handling (挂牌督办). */
  readonly handlings: readonly Due[];
  readonly opinions: readonly Due[];
  readonly ratings: readonly Rated[];
  readonly tests: readonly Graded[];
  readonly rectifications: readonly Due[];
}

/** Deadlines that are over: how many were met, how many there were. Null: none was over, no data. */
export interface Kept {
  readonly met: number;
  readonly of: number;
}

/** Grades as numbers, never an average. Null: nothing was graded, no data. */
export interface Grades {
  readonly satisfied: number;
  readonly fairly: number;
  readonly dissatisfied: number;
}

/** One department's line on the sheet of the standing committee. */
export interface Appraisal {
  readonly id: string;
  readonly name: string;
  readonly projects: number;
  readonly completed: number;
  /** The places whose projects these are, each with how many. */
  readonly places: readonly { readonly name: string; readonly projects: number }[];
  readonly plans: Kept | null;
  readonly milestones: Kept | null;
  readonly reports: Kept | null;
  /** Projects that can be compared with the voted text, and those of them that differ; null: none can be. */
  readonly drift: { readonly drifted: number; readonly of: number } | null;
  readonly handlings: number;
  readonly handled: Kept | null;
  readonly opinions: Kept | null;
  readonly ratings: Grades | null;
  /** How many of the ratings a clerk entered for others. */
  readonly ratingsByClerk: number;
  readonly tests: Grades | null;
  readonly party: Grades | null;
  /** What residents said of the projects that show it; `projects` of them do. */
  readonly residents: (Grades & { readonly projects: number }) | null;
  readonly rectifications: Kept | null;
}

/** Counts the deadlines that are over by `today`, or met before; what is still running counts nowhere. */
function keptOf(dues: readonly Due[], today: string): Kept | null {
  const over = dues.filter(({ dueOn, doneOn }) => dueOn < today || doneOn !== null);
  if (over.length === 0) return null;
  const met = over.filter(({ dueOn, doneOn }) => doneOn !== null && doneOn <= dueOn).length;
  return { met, of: over.length };
}

function gradesOf(grades: readonly Pick<Graded, 'grade'>[]): Grades | null {
  if (grades.length === 0) return null;
  const count = (wanted: GradeCode) => grades.filter(({ grade }) => grade === wanted).length;
  return {
    satisfied: count('satisfied'),
    fairly: count('fairly_satisfied'),
    dissatisfied: count('dissatisfied'),
  };
}

function placesOf(projects: readonly ProjectLine[]): Appraisal['places'] {
  const names = [...new Set(projects.map(({ place }) => place))];
  return names.map((name) => ({
    name,
    projects: projects.filter(({ place }) => place === name).length,
  }));
}

function residentsOf(projects: readonly ProjectLine[]): Appraisal['residents'] {
  const shown = projects.flatMap(({ residents }) =>
    residents.kind === 'shown' ? [residents.counts] : [],
  );
  const [first, ...others] = shown;
  if (first === undefined) return null;
  const sum = others.reduce(addGrades, first);
  return {
    ...{ satisfied: sum.satisfied, fairly: sum.fairly_satisfied },
    ...{ dissatisfied: sum.dissatisfied, projects: shown.length },
  };
}

function driftOf(projects: readonly ProjectLine[]): Appraisal['drift'] {
  const known = projects.flatMap(({ drift }) => (drift === null ? [] : [drift]));
  if (known.length === 0) return null;
  return { drifted: known.filter((one) => one.length > 0).length, of: known.length };
}

/**
 * Appraises the departments (部门工作评议) by what the record holds, in the order of their names. There is no
 * total score: what is not in the record is no data, which is neither good nor bad.
 */
export function appraise(record: AppraisalRecord, today: string): readonly Appraisal[] {
  return record.departments.map(({ id, name }) => {
    const own = <Row extends { readonly departmentId: string }>(rows: readonly Row[]) =>
      rows.filter(({ departmentId }) => departmentId === id);
    const projects = own(record.projects);
    return {
      ...{ id, name, projects: projects.length },
      completed: projects.filter(({ state }) => state === 'completed' || state === 'accepted')
        .length,
      places: placesOf(projects),
      plans: keptOf(own(record.plans), today),
      milestones: keptOf(own(record.milestones), today),
      reports: keptOf(own(record.reports), today),
      drift: driftOf(projects),
      handlings: own(record.handlings).length,
      handled: keptOf(own(record.handlings), today),
      opinions: keptOf(own(record.opinions), today),
      ratings: gradesOf(own(record.ratings)),
      ratingsByClerk: own(record.ratings).filter(({ byClerk }) => byClerk).length,
      tests: gradesOf(own(record.tests)),
      party: gradesOf(projects.flatMap(({ party }) => (party === null ? [] : [{ grade: party }]))),
      residents: residentsOf(projects),
      rectifications: keptOf(own(record.rectifications), today),
    };
  });
}

/** Deadlines in words. */
function keptInWords(kept: Kept | null): string {
  return kept === null ? '没有数据' : `${kept.of}项到期，按期${kept.met}项`;
}

/** Grades in words. */
function gradesInWords(grades: Grades | null): string {
  if (grades === null) return '没有数据';
  return `满意${grades.satisfied}，基本满意${grades.fairly}，不满意${grades.dissatisfied}`;
}

/** What residents said of one project, in words; few of them are not told. */
export function residentsInWords(residents: ShownGrades): string {
  if (residents.kind === 'not-asked') return '不设群众评价';
  if (residents.kind === 'none') return '没有数据';
  if (residents.kind === 'too-few') return `不足${residents.smallest}人，不显示`;
  return gradeCodes.map((code) => `${gradeNames[code]}${residents.counts[code]}`).join('，');
}

/** Headings of the list of projects. */
export const projectHeadings = [
  ...['部门', '哪一级人大', '项目', '状态', '党委', '代表测评', '群众', '与票决内容不符'],
] as const;

/** One project as the list of projects says it. */
export function projectCells(department: string, one: ProjectLine): readonly string[] {
  const states: Readonly<Record<string, string>> = projectStateNames;
  return [
    ...[department, one.place, `${one.number}号 ${one.title}`, states[one.state] ?? one.state],
    one.party === null ? '没有数据' : gradeNames[one.party],
    one.tests.length === 0
      ? '没有数据'
      : gradeCodes
          .map((code) => [gradeNames[code], one.tests.filter((grade) => grade === code).length])
          .filter(([, count]) => count !== 0)
          .map(([name, count]) => (one.tests.length === 1 ? name : `${name}${count}`))
          .join('，'),
    residentsInWords(one.residents),
    driftInWords(one.drift),
  ];
}

function driftInWords(drift: ProjectLine['drift']): string {
  if (drift === null) return '没有可比的数字';
  return drift.length === 0 ? '没有发现' : drift.join('；');
}

/** The columns of the sheet: heading, where it comes from, what it says of a department. */
export const appraisalColumns: readonly {
  readonly title: string;
  readonly source: string;
  readonly value: (one: Appraisal) => string;
}[] = [
  {
    title: '项目',
    source: '正式项目；完工以完工和验收登记为准',
    value: (one) => `${one.projects}个，完工${one.completed}个`,
  },
  {
    title: '涉及的地方',
    source: '项目所在的人大：本级和下级；下级自己的部门在下级的评议表里',
    value: ({ places }) =>
      places.length === 0
        ? '没有项目'
        : places.map((place) => `${place.name}${place.projects}个`).join('、'),
  },
  {
    title: '实施计划',
    source: '计划公布日期与规定期限',
    value: (one) => keptInWords(one.plans),
  },
  {
    title: '节点',
    source: '现行计划的节点期限与完成登记',
    value: (one) => keptInWords(one.milestones),
  },
  {
    title: '月报按期',
    source: '每月进度报告第一次报送的日期与次月5日的期限；导入的月份不知道报送日期，不计',
    value: (one) => keptInWords(one.reports),
  },
  {
    title: '与票决内容不符',
    source: '计划、支付、数量、日期、承办单位与票决内容比较，超过票决办法的幅度又没有决定的',
    value: ({ drift }) =>
      drift === null ? '没有可比的数字' : `可比的${drift.of}个项目中${drift.drifted}个`,
  },
  {
    title: '督办',
    source: '挂牌督办与期限；延期的按新期限',
    value: (one) =>
      one.handlings === 0
        ? '没有挂牌'
        : `挂牌${one.handlings}次${one.handled === null ? '' : `，${keptInWords(one.handled)}解除`}`,
  },
  {
    title: '意见答复',
    source: '每次答复与当时的期限；退回重办的按新期限另算',
    value: (one) => keptInWords(one.opinions),
  },
  {
    title: '答复评价',
    source: '提出意见的代表对最后一次答复的评价；工作人员代录的另行注明',
    value: (one) =>
      one.ratingsByClerk === 0
        ? gradesInWords(one.ratings)
        : `${gradesInWords(one.ratings)}（其中工作人员代录${one.ratingsByClerk}件）`,
  },
  {
    title: '代表测评',
    source: '各项目（分项测评的为各子项目）最近一次满意度测评的结论',
    value: (one) => gradesInWords(one.tests),
  },
  {
    title: '党委评价',
    source: '党委对各项目现行的评价',
    value: (one) => gradesInWords(one.party),
  },
  {
    title: '群众评价',
    source: '昨天以前的有效评价，人数太少的项目不显示也不计；三方并列，不相加',
    value: ({ residents }) =>
      residents === null
        ? '没有数据'
        : `${gradesInWords(residents)}（${residents.projects}个项目）`,
  },
  {
    title: '整改',
    source: '每次答复与当时的期限；重新交办的按新期限另算',
    value: (one) => keptInWords(one.rectifications),
  },
];
