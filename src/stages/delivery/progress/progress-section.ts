import type { Kysely } from 'kysely';
import type { ProgressSectionProps } from '../../../../views/delivery/progress-section.tsx';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { sumTenThousandYuan } from '../../../rules/money.ts';
import { endOfMonth } from '../../../rules/progress-colours.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { describePhoto, underMilestones } from '../photos/describe-photo.ts';
import { listPhotos } from '../photos/photo-store.ts';
import { loadPlan, loadPublishedPlan, type Plan } from '../plan/plan-store.ts';
import type { Project } from '../project-store.ts';
import { listVisits, type Visit } from '../supervision/supervision-store.ts';
import {
  type Acceptance,
  lastKnown,
  loadAcceptances,
  loadReports,
  loadWithdrawnAcceptances,
  markOf,
  type ProgressReport,
  standingNames,
} from './progress-store.ts';

/** Progress of a project: its mark with the reason, figures, timeline and photos. */
export async function loadProgressSection(
  database: Kysely<Tables>,
  project: Project,
  now: Date,
  publicOnly: boolean,
): Promise<ProgressSectionProps> {
  const { congressId, id } = project;
  const [settings, plan, published, reports, acceptances, photos, visits, withdrawn] =
    await Promise.all([
      loadYearSettings(database, congressId, project.yearId),
      loadPlan(database, congressId, id),
      loadPublishedPlan(database, congressId, id),
      loadReports(database, congressId, [id]),
      loadAcceptances(database, congressId, [id]),
      listPhotos(database, congressId, id, publicOnly),
      listVisits(database, congressId, [id]),
      loadWithdrawnAcceptances(database, congressId, id),
    ]);
  const shown = publicOnly ? published : plan;
  const report = reports[0] ?? null;
  const known = lastKnown(reports);
  const acceptance = acceptances.get(id) ?? null;
  return {
    mark: markOf(settings, { plan, report, acceptance }, chinaDate(now)),
    regulated: settings.regulated,
    percent: report?.percent ?? null,
    month: report === null ? null : report.month.slice(0, 7),
    standing: report === null ? null : standingNames[report.standing],
    stopped: report?.standing === 'stopped',
    paid: known.paid,
    paidMonth: known.paidMonth,
    money:
      plan === null || plan.funding.length === 0
        ? null
        : sumTenThousandYuan(plan.funding.map((one) => one.amount)),
    maintainedBy: acceptance?.maintainedBy ?? null,
    timeline: [
      ...timelineOf(project, shown, reports, acceptance),
      ...visits.flatMap(visitEntries),
      ...withdrawn.map((one) => on(one.on, `撤回“${one.what}”的登记：${one.reason}`)),
    ]
      .sort((one, other) => other.sortedBy.localeCompare(one.sortedBy))
      .map(({ day, text, source }) => ({ day, text, source })),
    photos: underMilestones(photos, shown?.milestones ?? []).others.map(describePhoto),
  };
}

type TimelineEntry = ProgressSectionProps['timeline'][number] & { readonly sortedBy: string };

/** Everything that happened with the work. A report stands at the end of its month. */
function timelineOf(
  project: Project,
  plan: Plan | null,
  reports: readonly ProgressReport[],
  acceptance: Acceptance | null,
): readonly TimelineEntry[] {
  const entries = [
    on(project.decidedOn, '票决确定为民生实事项目'),
    ...(plan?.publishedAt == null ? [] : [on(chinaDate(plan.publishedAt), '公布实施计划')]),
    ...(plan?.milestones ?? []).flatMap((one) =>
      one.reachedOn === null ? [] : [on(one.reachedOn, `节点“${one.title}”完成`)],
    ),
    ...reports.map((one) => ({
      sortedBy: endOfMonth(one.month),
      day: `${one.month.slice(0, 4)}年${Number(one.month.slice(5, 7))}月`,
      text: reportInWords(one),
      source: one.source === 'kept here' ? null : one.source,
    })),
    ...(acceptance === null ? [] : [on(acceptance.completedOn, '完工')]),
    ...(acceptance?.acceptedOn == null
      ? []
      : [
          on(
            acceptance.acceptedOn,
            `通过验收（${acceptance.acceptedBy}），由${acceptance.maintainedBy}管护`,
          ),
        ]),
  ];
  return entries;
}

/** Something that happened on a day. */
function on(day: string, text: string): TimelineEntry {
  return { sortedBy: day, day: dayInWords(day), text, source: null };
}

/** What the public may know of a visit: its note while that is public, or that it was taken back, and why. */
function visitEntries(visit: Visit): readonly TimelineEntry[] {
  if (visit.published) return [on(visit.visitedOn, `监督小组视察：${visit.note}`)];
  if (visit.withdrawn === null) return [];
  const { on: day, reason } = visit.withdrawn;
  return [on(day, `撤回 ${dayInWords(visit.visitedOn)} 视察记录的公开：${reason}`)];
}

function reportInWords(report: ProgressReport): string {
  return [
    `月报：${standingNames[report.standing]}，完成 ${report.percent}%`,
    ...(report.paid === null ? [] : [`累计支付 ${report.paid} 万元`]),
    ...(report.place === null ? [] : [`实际地点：${report.place}`]),
    ...(report.note === null ? [] : [report.note]),
  ].join('；');
}
