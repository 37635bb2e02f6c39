import {
  acceptProject,
  completeProject,
  enterPlan,
  listProjects,
  loadPlan,
  type Project,
  publishPlan,
  reachMilestone,
  recordSupervision,
  reportProgress,
} from '../../../stages/delivery/index.ts';
import { enterResults } from '../../../stages/satisfaction/enter-results.ts';
import { judgeProject } from '../../../stages/satisfaction/index.ts';
import { must } from '../demo-acts.ts';
import { asker, type DeliveryYear, dayOf, moment } from './delivery-year.ts';
import { superviseProject } from './supervise-project.ts';

const clerkWorker = { clerk: true, departmentIds: [] } as const;

/** Carries out, supervises and tests the projects of a township's year in its own manner, by the same acts as the pages. */
export async function deliverYear(place: DeliveryYear): Promise<void> {
  const { database, townshipId, yearId, township } = place;
  // Before the plans are due nothing is written of a year.
  if (!asker(place).past(moment(place.year, 4, 10))) return;
  const projects = await listProjects(database, townshipId, yearId);
  const silent = township.manner === 'silent-after-the-vote';
  for (const [index, project] of projects.entries()) {
    if (silent && index > 2) continue;
    await planProject(place, project);
    await reportYear(place, project);
    if (!silent) await superviseProject(place, project, index);
    await finishProject(place, project);
  }
  if (!silent && township.manner !== 'hurried') await reportToCongress(place, projects);
  if (!silent) {
    await judgeProjects(place, projects);
    await testProjects(place, projects);
  }
}

async function planProject(place: DeliveryYear, project: Project): Promise<void> {
  const { database, year, township, draw } = place;
  const { ask } = asker(place);
  const at = moment(year, township.manner === 'hurried' ? 4 : 2, 5 + draw.between(0, 4));
  const total = Number(project.voted.totalTenThousandYuan ?? '100');
  const spent = township.manner === 'changed-without-decision' ? Math.round(total * 1.4) : total;
  const own = Math.round(spent * 0.6);
  const quarter = (month: number) => dayOf(moment(year, month, 28));
  await must(
    enterPlan(database, ask('enter-plan', at), {
      ...{ projectId: project.id, version: project.version, worker: clerkWorker },
      congressIds: [place.townshipId, place.countyId],
      department: { id: null, name: `${township.name}${departmentOf(project)}` },
      content: {
        personInCharge: draw.pick(['陈主任', '许站长', '沈所长', '蒋科员']),
        goal: `${year}年年底前完成：${project.voted.content}`,
        safeguards: '分管副镇长每月调度，质量由监理单位全程监督，资金专款专用。',
        ...{
          startsOn: dayOf(moment(year, 2, 10)),
          finishesOn: dayOf(moment(year, 11, 30)),
          goals:
            project.voted.quantity === null
              ? []
              : [
                  {
                    ...{ line: 1, year, goal: project.voted.content },
                    ...{ quantity: project.voted.quantity, unit: project.voted.unit },
                  },
                ],
        },
        funding: [
          { origin: '镇财政', amount: String(own) },
          { origin: '上级补助', amount: String(spent - own) },
        ],
        milestones: [
          { line: 1, title: '设计与招标', dueOn: quarter(3), weight: 20 },
          { line: 2, title: '主体施工过半', dueOn: quarter(6), weight: 35 },
          { line: 3, title: '主体完工', dueOn: quarter(9), weight: 30 },
          { line: 4, title: '验收交付', dueOn: quarter(11), weight: 15 },
        ],
      },
    }),
  );
  const where = `${township.name}政务公开栏`;
  await must(publishPlan(database, ask('publish-plan', at), { projectId: project.id, where }));
}

function departmentOf(project: Project): string {
  const offices: Readonly<Record<string, string>> = {
    ...{ 交通: '交通管理站', 农业: '农业农村办公室', 环境: '村镇建设办公室' },
    ...{ 文化: '文化站', 安全: '应急管理站', 养老: '民政办公室' },
  };
  return offices[project.voted.category ?? ''] ?? '公共服务办公室';
}

async function reportYear(place: DeliveryYear, project: Project): Promise<void> {
  const { database, townshipId, year, township, draw } = place;
  const { ask, past } = asker(place);
  const plan = await loadPlan(database, townshipId, project.id);
  if (plan === null) throw new Error('the plan was not entered');
  const slow = draw.chance(township.manner === 'healthy' ? 12 : 25);
  const total = plan.funding.reduce((sum, one) => sum + Number(one.amount), 0);
  let done = 0;
  for (let month = 2; month <= 12; month += 1) {
    const at = moment(year, month, 26);
    if (!past(at)) return;
    const due = plan.milestones.filter((one) => one.dueOn <= dayOf(at)).length;
    const reached = Math.max(0, due - (slow && month < 12 ? 1 : 0));
    for (const milestone of plan.milestones.slice(done, reached)) {
      await must(
        reachMilestone(database, ask('reach-milestone', at), {
          ...{ projectId: project.id, milestoneId: milestone.id, worker: clerkWorker },
          reachedOn: dayOf(at),
        }),
      );
    }
    done = Math.max(done, reached);
    const percent = plan.milestones.slice(0, done).reduce((sum, one) => sum + one.weight, 0);
    const ahead = township.manner === 'money-ahead-of-work' ? 55 : 0;
    const share = Math.min(100, Math.max(percent - 5, 0) + (month >= 3 ? ahead : 0));
    await must(
      reportProgress(database, ask('report-progress', at), {
        ...{ projectId: project.id, worker: clerkWorker },
        content: {
          month: `${dayOf(at).slice(0, 7)}-01`,
          standing: percent === 100 ? 'finished' : slow ? 'behind' : 'on_plan',
          ...{ percent: null, paid: ((total * share) / 100).toFixed(2) },
          quantity: percent === 100 ? built(place, project) : null,
          note: slow && percent < 100 ? '雨天较多，施工队正在赶工。' : null,
        },
      }),
    );
    if (percent === 100) return;
  }
}

/** How much was built in the end: where changes went undecided, a quarter less than was voted. */
function built({ township }: DeliveryYear, { voted }: Project): string | null {
  if (voted.quantity === null || township.manner !== 'changed-without-decision') {
    return voted.quantity;
  }
  return (Number(voted.quantity) * 0.75).toFixed(2);
}

async function finishProject(place: DeliveryYear, project: Project): Promise<void> {
  const { database, townshipId, year, township } = place;
  const { ask, past } = asker(place);
  const completed = moment(year, 12, 28);
  const plan = await loadPlan(database, townshipId, project.id);
  const ready = plan?.milestones.every((one) => one.reachedOn !== null) === true;
  if (!past(completed) || !ready) return;
  const about = { projectId: project.id, worker: clerkWorker };
  const completedOn = dayOf(completed);
  await must(
    completeProject(database, ask('complete-project', completed), { ...about, completedOn }),
  );
  const accepted = moment(year, 13, 5);
  await must(
    acceptProject(database, ask('accept-project', accepted), {
      ...{ ...about, acceptedOn: dayOf(accepted), note: null },
      ...{ acceptedBy: '镇政府、村民代表联合验收组', maintainedBy: `${township.name}所在村` },
    }),
  );
}

/** The government's report at mid-year to the presidium (半年一报告). */
async function reportToCongress(place: DeliveryYear, projects: readonly Project[]): Promise<void> {
  const { database, year, township } = place;
  const { ask, past } = asker(place);
  const [first, ...others] = projects.map((one) => one.id);
  const at = moment(year, 7, 18);
  if (first === undefined || !past(at)) return;
  await must(
    recordSupervision(database, ask('record-supervision', at), {
      ...{ kind: 'half_year_report', projectIds: [first, ...others], meetingId: null },
      ...{ heldOn: dayOf(at), title: `${township.name}人民政府关于民生实事项目半年进展的报告` },
      content: '主席团听取了镇政府关于民生实事项目上半年进展的报告，逐项询问了滞后原因。',
      outcome: '要求滞后项目每半月报告一次。',
    }),
  );
}

/** The party committee's own judgement of each project that was accepted by then, with its reason. */
async function judgeProjects(place: DeliveryYear, projects: readonly Project[]): Promise<void> {
  const { database, townshipId, year, committee } = place;
  const { ask, past } = asker(place);
  const at = moment(year, 13, 15);
  if (!past(at)) return;
  const now = await listProjects(database, townshipId, place.yearId);
  const accepted = new Set(now.filter((one) => one.state === 'accepted').map((one) => one.id));
  for (const { id } of projects) {
    const good = accepted.has(id);
    await must(
      judgeProject(database, ask('judge-project', at, committee.personId), {
        ...{ projectId: id, organisationId: committee.organisationId },
        grade: good ? 'satisfied' : 'fairly_satisfied',
        reason: good ? '按期完成并通过验收，群众反映好。' : '年底前没有完成验收，要抓紧收尾。',
      }),
    );
  }
}

/** The deputies' test at the next meeting, entered from its paper with the source. */
async function testProjects(place: DeliveryYear, projects: readonly Project[]): Promise<void> {
  const { database, year, township, draw } = place;
  const { ask, past } = asker(place);
  const at = moment(year, 13, 22);
  if (!past(at)) return;
  const present = township.deputies - 4;
  const counts = () => {
    if (township.manner === 'everyone-satisfied')
      return { satisfied: present, fairly_satisfied: 0, dissatisfied: 0 };
    const satisfied = Math.round((present * draw.between(38, 92)) / 100);
    const fairly = Math.round((present - satisfied) * 0.7);
    const dissatisfied = present - satisfied - fairly;
    return { satisfied, fairly_satisfied: fairly, dissatisfied };
  };
  await must(
    enterResults(database, ask('enter-results', at), {
      ...{ testedOn: dayOf(at), base: 'members', baseCount: township.deputies },
      source: `${township.name}人民代表大会${year + 1}年测评结果报告单`,
      lines: projects.map((one) => ({ projectId: one.id, counts: counts() })),
    }),
  );
}
