import { dayInWords } from './days.ts';
import { yuanOf } from './money.ts';

/**
 * Drift (走样): what is reported differs from what was voted by more than the rule sheet's tolerance,
 * and nobody decided so. The text that stands now is compared, so that a decided adjustment is no drift.
 */

/** The voted figures as the text that stands says them; null where it says none. */
export interface VotedFigures {
  /** 万元, a decimal. */
  readonly total: string | null;
  readonly quantity: string | null;
  readonly finish: string | null;
  readonly place: string | null;
  /** The department in charge that was voted on. */
  readonly department: string | null;
}

/** What departments report; null where nothing is reported: no data is never a pass. */
export interface ReportedFigures {
  /** The funds of the plan that stands, 万元. */
  readonly plannedTotal: string | null;
  /** Paid so far by the last progress report that says so, 万元. */
  readonly paid: string | null;
  /** The goals of the plan added up, in the unit of the text. */
  readonly plannedQuantity: string | null;
  /** The last quantity that the reports of a finished project count; null before it is finished. */
  readonly finishedQuantity: string | null;
  readonly plannedFinish: string | null;
  readonly completedOn: string | null;
  /** Where it is built, as the last report says that states a place. */
  readonly place: string | null;
  /** The department in charge. */
  readonly department: string | null;
}

/** One figure beside the voted one. */
export interface DriftFinding {
  readonly figure: keyof ReportedFigures;
  /** `no-data` where one side is missing or the text names no such number. */
  readonly kind: 'within' | 'drift' | 'no-data';
  readonly voted: string | null;
  readonly reported: string | null;
  /** The difference in hundredths of a percent of the voted figure; null for days and without data. */
  readonly hundredths: number | null;
  readonly text: string;
}

/**
 * Compares every reported figure with its voted one. `tolerance` is in percent; a finish drifts when it
 * lies after the voted day, since the text promises a day and no share of one. Spending less than was
 * voted is no drift while money is still being paid.
 */
export function findDrift(
  voted: VotedFigures,
  reported: ReportedFigures,
  tolerance: number,
): readonly DriftFinding[] {
  const share = (figure: keyof ReportedFigures, name: string, base: string | null, up = false) =>
    compareShare({ figure, name, base, value: reported[figure], tolerance, onlyUp: up });
  return [
    share('plannedTotal', '计划资金', voted.total),
    share('paid', '已付资金', voted.total, true),
    share('plannedQuantity', '计划数量', voted.quantity),
    share('finishedQuantity', '完成数量', voted.quantity),
    compareDay('plannedFinish', '计划完成日期', voted.finish, reported.plannedFinish),
    compareDay('completedOn', '实际完工日期', voted.finish, reported.completedOn),
    comparePlace(voted.place, reported.place),
    compareDepartment(voted.department, reported.department),
  ];
}

function compareShare(one: {
  readonly figure: keyof ReportedFigures;
  readonly name: string;
  readonly base: string | null;
  readonly value: string | null;
  readonly tolerance: number;
  readonly onlyUp: boolean;
}): DriftFinding {
  const { figure, name, base, value } = one;
  // Quantities are decimals like amounts: both are compared as whole ten-thousandths.
  const [asked, told] = [yuanOf(base ?? ''), yuanOf(value ?? '')];
  const about = { figure, voted: base, reported: value };
  if (asked === null || told === null || asked === 0n) {
    return { ...about, kind: 'no-data', hundredths: null, text: `${name}：没有可比的数字` };
  }
  const difference = told - asked;
  const size = difference < 0n ? -difference : difference;
  const beyond = size * 100n > BigInt(one.tolerance) * asked;
  const drift = beyond && !(one.onlyUp && difference < 0n);
  const hundredths = Number((difference * 10_000n) / asked);
  const unit = figure === 'plannedTotal' || figure === 'paid' ? ' 万元' : '';
  const apart = `${difference < 0n ? '少' : '多'} ${Math.max(1, Math.abs(hundredths)) / 100}%`;
  const text = `${name} ${value}${unit}，表决时 ${base}${unit}，${difference === 0n ? '相同' : apart}`;
  return { ...about, kind: drift ? 'drift' : 'within', hundredths, text };
}

function compareDay(
  figure: keyof ReportedFigures,
  name: string,
  finish: string | null,
  day: string | null,
): DriftFinding {
  const promised = finish === null ? null : lastDayOf(finish);
  const about = { figure, voted: finish, reported: day, hundredths: null };
  if (promised === null || day === null) {
    return { ...about, kind: 'no-data', text: `${name}：没有可比的日期` };
  }
  const text = `${name} ${dayInWords(day)}，表决时 ${finish}`;
  return { ...about, kind: day > promised ? 'drift' : 'within', text };
}

/**
 * The last day that a promised finish allows: `2026-11-30`, `2026年11月30日前`, `2026年11月底前`, `2026年11月`,
 * `2026年底前`. Null for words that name no day, which are then no data.
 */
export function lastDayOf(finish: string): string | null {
  const text = finish.replace(/\s/g, '');
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return text;
  const day = /^(\d{4})年(\d{1,2})月(\d{1,2})日(?:之?前|以前)?/.exec(text);
  if (day !== null) return written(Number(day[1]), Number(day[2]), Number(day[3]));
  const month = /^(\d{4})年(\d{1,2})月(?:底|末|份)?(?:之?前|以前|完成|完工)*$/.exec(text);
  if (month !== null) return monthEnd(Number(month[1]), Number(month[2]));
  const year = /^(\d{4})年(?:年?底|年?末|内)(?:之?前|以前|完成|完工)*$/.exec(text);
  return year === null ? null : monthEnd(Number(year[1]), 12);
}

function written(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function monthEnd(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null;
  return written(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function comparePlace(voted: string | null, reported: string | null): DriftFinding {
  const about = { figure: 'place' as const, voted, reported, hundredths: null };
  if (voted === null || reported === null) {
    return { ...about, kind: 'no-data', text: '地点：没有可比的地点' };
  }
  const text = `地点 ${reported}，表决时 ${voted}`;
  return { ...about, kind: samePlace(voted, reported) ? 'within' : 'drift', text };
}

/** Whether a reported place is the voted one, or names it more closely: 青石村三组 lies in 青石村. */
export function samePlace(voted: string, reported: string): boolean {
  const plain = (text: string) => text.replace(/[\s、，,；;。.（）()]/g, '');
  return plain(voted) !== '' && plain(reported).includes(plain(voted));
}

function compareDepartment(voted: string | null, reported: string | null): DriftFinding {
  const about = { figure: 'department' as const, voted, reported, hundredths: null };
  if (voted === null || reported === null) {
    return { ...about, kind: 'no-data', text: '承办单位：没有可比的名称' };
  }
  const text = `承办单位 ${reported}，表决时 ${voted}`;
  return { ...about, kind: sameDepartment(voted, reported) ? 'within' : 'drift', text };
}

/**
 * Whether the department in charge is one that the voted text names: texts shorten names and list several, so one
 * name that holds the other is the same.
 */
export function sameDepartment(voted: string, name: string): boolean {
  const plain = (text: string) => text.replace(/\s/g, '');
  return plain(voted)
    .split(/[、，,；;]/)
    .filter((one) => one !== '')
    .some((one) => one.includes(plain(name)) || plain(name).includes(one));
}
