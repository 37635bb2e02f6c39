import type { GradeCode } from '../../rules/grades.ts';

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

/** What the record holds of the departments of a year. */
export interface AppraisalRecord {
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly projects: readonly { readonly departmentId: string; readonly state: string }[];
  readonly plans: readonly Due[];
  readonly milestones: readonly Due[];
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
  readonly plans: Kept | null;
  readonly milestones: Kept | null;
  readonly opinions: Kept | null;
  readonly ratings: Grades | null;
  /** How many of the ratings a clerk entered for others. */
  readonly ratingsByClerk: number;
  readonly tests: Grades | null;
  readonly rectifications: Kept | null;
}

/** Counts the deadlines that are over by `today`, or met before; what is still running counts nowhere. */
function keptOf(dues: readonly Due[], today: string): Kept | null {
  const over = dues.filter(({ dueOn, doneOn }) => dueOn < today || doneOn !== null);
  if (over.length === 0) return null;
  const met = over.filter(({ dueOn, doneOn }) => doneOn !== null && doneOn <= dueOn).length;
  return { met, of: over.length };
}

function gradesOf(grades: readonly Graded[]): Grades | null {
  if (grades.length === 0) return null;
  const count = (wanted: GradeCode) => grades.filter(({ grade }) => grade === wanted).length;
  return {
    satisfied: count('satisfied'),
    fairly: count('fairly_satisfied'),
    dissatisfied: count('dissatisfied'),
  };
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
      plans: keptOf(own(record.plans), today),
      milestones: keptOf(own(record.milestones), today),
      opinions: keptOf(own(record.opinions), today),
      ratings: gradesOf(own(record.ratings)),
      ratingsByClerk: own(record.ratings).filter(({ byClerk }) => byClerk).length,
      tests: gradesOf(own(record.tests)),
      rectifications: keptOf(own(record.rectifications), today),
    };
  });
}

/** Deadlines in words. */
export function keptInWords(kept: Kept | null): string {
  return kept === null ? '没有数据' : `${kept.of}项到期，按期${kept.met}项`;
}

/** Grades in words. */
export function gradesInWords(grades: Grades | null): string {
  if (grades === null) return '没有数据';
  return `满意${grades.satisfied}，基本满意${grades.fairly}，不满意${grades.dissatisfied}`;
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
    source: '各项目最近一次满意度测评的结论',
    value: (one) => gradesInWords(one.tests),
  },
  {
    title: '整改',
    source: '每次答复与当时的期限；重新交办的按新期限另算',
    value: (one) => keptInWords(one.rectifications),
  },
];
