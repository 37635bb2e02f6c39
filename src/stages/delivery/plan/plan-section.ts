import type { Kysely } from 'kysely';
import type { PlanSectionProps } from '../../../../views/delivery/plan-section.tsx';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { sumTenThousandYuan } from '../../../rules/money.ts';
import { type PlanTiming, planTiming } from '../../../rules/plan.ts';
import { chinaDate, chinaDay } from '../../../web/china-time.ts';
import { describePhoto, underMilestones } from '../photos/describe-photo.ts';
import { listPhotos, type ProjectPhoto } from '../photos/photo-store.ts';
import type { Project } from '../project-store.ts';
import { firstPublishedOn, loadPlan, loadPublishedPlan, type Plan } from './plan-store.ts';

/** How the plan of a project stands, in one sentence, with its tone. */
function timingInWords(
  timing: PlanTiming,
  dueOn: string | null,
): { readonly tone: 'ok' | 'warn' | 'stop' | 'plain'; readonly text: string } {
  const due = dueOn === null ? '' : dayInWords(dueOn);
  if (timing.kind === 'no-deadline') return { tone: 'plain', text: '没有规定公布期限。' };
  if (timing.kind === 'open') {
    return { tone: 'plain', text: `应于${due}前公布，还有 ${timing.daysLeft} 天。` };
  }
  if (timing.kind === 'late') {
    return { tone: 'stop', text: `应于${due}前公布，已逾期 ${timing.daysLate} 天。` };
  }
  return timing.daysLate === 0
    ? { tone: 'ok', text: `已在期限${due}前公布。` }
    : { tone: 'warn', text: `已公布，比期限${due}晚 ${timing.daysLate} 天。` };
}

/** The plan that stands, and whether it is late. What is not published is not for everyone. */
export async function loadPlanSection(
  database: Kysely<Tables>,
  project: Project,
  now: Date,
  publicOnly: boolean,
): Promise<PlanSectionProps> {
  const [plan, publishedOn, photos] = await Promise.all([
    (publicOnly ? loadPublishedPlan : loadPlan)(database, project.congressId, project.id),
    firstPublishedOn(database, project.congressId, project.id),
    listPhotos(database, project.congressId, project.id, publicOnly),
  ]);
  const today = chinaDate(now);
  return {
    timing: timingInWords(planTiming(project.planDueOn, publishedOn, today), project.planDueOn),
    plan: plan === null ? null : describe(plan, project, photos, today),
  };
}

function describe(plan: Plan, project: Project, photos: readonly ProjectPhoto[], today: string) {
  const { byRoot } = underMilestones(photos, plan.milestones);
  const { voted } = project;
  const total = sumTenThousandYuan(plan.funding.map((one) => one.amount));
  const differs =
    plan.funding.length > 0 &&
    voted.totalTenThousandYuan !== null &&
    total !== sumTenThousandYuan([voted.totalTenThousandYuan]);
  return {
    number: plan.number,
    source: plan.source === 'kept here' ? null : plan.source,
    publication:
      plan.publishedAt === null
        ? null
        : `${chinaDay(plan.publishedAt)}公布：${plan.publishedWhere ?? ''}`,
    facts: [
      ['承办单位', plan.departmentName],
      ['责任人', plan.personInCharge],
      ['起止时间', `${dayInWords(plan.startsOn)}至${dayInWords(plan.finishesOn)}`],
      ['总目标', plan.goal],
      ['保障措施', plan.safeguards],
    ] as const,
    milestones: plan.milestones.map((one) => ({
      ...{ title: one.title, due: dayInWords(one.dueOn), weight: one.weight },
      reached: one.reachedOn === null ? null : dayInWords(one.reachedOn),
      late: one.reachedOn === null && one.dueOn < today,
      photos: (byRoot.get(one.rootId) ?? []).map(describePhoto),
    })),
    goals: plan.goals.map((one) => ({
      ...{ year: one.year, goal: one.goal },
      quantity: one.quantity === null ? '' : `${Number(one.quantity)} ${one.unit ?? ''}`,
    })),
    funding: plan.funding,
    total,
    difference: differs
      ? `各项资金合计 ${total} 万元，票决文本写的是 ${voted.totalTenThousandYuan} 万元。`
      : null,
  };
}
