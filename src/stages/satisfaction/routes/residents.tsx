import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ProblemPage } from '../../../../views/satisfaction/problem-page.tsx';
import { NotAskedPage, RatedPage, RatePage } from '../../../../views/satisfaction/rate-page.tsx';
import { gradeCodes, gradeNames } from '../../../rules/grades.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import { mostFromOneAddress, mostProblemsFromOneAddress } from '../../../rules/resident-ratings.ts';
import { addressOf } from '../../../web/address.ts';
import { readDevice, writeDevice } from '../../../web/cookies.ts';
import { actFields, optionalText, requiredText } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadProjectByPlate, type Project, platePath } from '../../delivery/index.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { countSource } from '../residents/count-source.ts';
import { deviceHash, loadDeviceKey, newDeviceToken, readDeviceToken } from '../residents/device.ts';
import { rateProject, residentsNotAsked } from '../residents/rate-project.ts';
import { findByReceipt, receiptCodeOf, reportProblem } from '../residents/report-problem.ts';

const rating = z.object({
  grade: z.enum(gradeCodes, '请选择满意、基本满意或者不满意。'),
  comment: optionalText(500),
});
const problem = z.object({
  ...actFields,
  content: requiredText('请写明问题在哪里、是什么。', 1000).refine(
    (text) => text.length >= 2,
    '请写明问题在哪里、是什么。',
  ),
  phone: optionalText(30),
});

const tooMany: Refusal = {
  code: 'too-many-from-here',
  message: '这个网络一小时内提交得太多，请过一小时再来，或者换一个网络。',
};
const noDevice: Refusal = {
  code: 'no-device',
  message: '浏览器没有保存本站的记号，不能评价。请允许保存 Cookie，再从项目页重新打开。',
};

interface Sent {
  readonly typed: Readonly<Record<string, string>>;
  readonly refusals: readonly Refusal[];
}

const nothingSent: Sent = { typed: {}, refusals: [] };

async function withProject(
  visit: Visit,
  answer: (project: Project) => Promise<Response>,
): Promise<Response> {
  const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
  return project === null || project.state === 'ended'
    ? visit.context.notFound()
    : await answer(project);
}

const placeOf = (project: Project) => ({
  base: platePath(project.plateCode),
  title: project.voted.title,
  year: project.year,
});

async function deviceOf(visit: Visit): Promise<string | null> {
  const key = await loadDeviceKey(visit.dependencies.ballot.keyFolder);
  return readDeviceToken(key, readDevice(visit.context));
}

/** How many of this kind came from this address within the hour, this one included. */
async function fromHere(visit: Visit, project: Project, kind: string): Promise<number> {
  return await countSource(visit.database, {
    key: await loadDeviceKey(visit.dependencies.ballot.keyFolder),
    ...{ congressId: project.congressId, address: addressOf(visit), kind, now: visit.now },
  });
}

async function asksResidents(visit: Visit, project: Project): Promise<boolean> {
  const { congressId, yearId } = project;
  return (await loadYearSettings(visit.database, congressId, yearId)).residentsAsked;
}

async function showRate(visit: Visit, project: Project, sent: Sent): Promise<Response> {
  if (!(await asksResidents(visit, project))) {
    visit.noteRefusals([residentsNotAsked]);
    const page = <NotAskedPage frame={visit.frame()} place={placeOf(project)} />;
    return await visit.page(page, sent === nothingSent ? 200 : 422);
  }
  const key = await loadDeviceKey(visit.dependencies.ballot.keyFolder);
  const shown = readDevice(visit.context);
  const token = readDeviceToken(key, shown) === null ? null : shown;
  writeDevice(visit.context, visit.dependencies.secure, token ?? newDeviceToken(key));
  visit.noteRefusals(sent.refusals);
  return await visit.page(
    <RatePage frame={visit.frame()} place={placeOf(project)} form={sent} />,
    sent.refusals.length === 0 ? 200 : sent.refusals.includes(tooMany) ? 429 : 422,
  );
}

async function rate(visit: Visit, project: Project): Promise<Response> {
  const parsed = await visit.form(rating);
  const typed = parsed.typed;
  if (!parsed.ok) return await showRate(visit, project, { typed, refusals: parsed.refusals });
  const device = await deviceOf(visit);
  if (device === null) return await showRate(visit, project, { typed, refusals: [noDevice] });
  if ((await fromHere(visit, project, 'rating')) > mostFromOneAddress) {
    return await showRate(visit, project, { typed, refusals: [tooMany] });
  }
  const key = await loadDeviceKey(visit.dependencies.ballot.keyFolder);
  const { grade, comment } = parsed.value;
  const done = await rateProject(visit.database, {
    ...{ project, grade, comment, now: visit.now },
    deviceHash: deviceHash(key, project.id, device),
    fromAddress: await fromHere(visit, project, `rating ${project.id}`),
    residentsAsked: await asksResidents(visit, project),
  });
  if (!done.ok) return await showRate(visit, project, { typed, refusals: done.refusals });
  return await visit.page(
    <RatedPage
      frame={visit.frame()}
      place={placeOf(project)}
      grade={gradeNames[grade]}
      changed={done.value.changed}
    />,
  );
}

interface ShownProblem {
  readonly sent?: Sent;
  /** A receipt code that was just made: shown once. */
  readonly receipt?: string;
}

const stateWords = {
  received: '已收到，等待办理',
  handed_over: '已转为意见',
  answered: '已答复',
  declined: '不办理，理由如下',
} as const;

/** How far the opinion is that came of a problem. */
const opinionWords = {
  raised: '已转为意见，等待交办',
  handed_over: '已转为意见，承办单位正在办理',
  answered: '承办单位已经答复，等待评价',
  reopened: '答复没有通过，承办单位重新办理',
  closed: '已经办结',
  declined: '没有交办',
} as const;

async function showProblem(
  visit: Visit,
  project: Project,
  shown: ShownProblem = {},
): Promise<Response> {
  const sent = shown.sent ?? nothingSent;
  visit.noteRefusals(sent.refusals);
  const code = visit.query('code').toUpperCase().replace(/\s/g, '');
  const asked = code === '' ? null : await findByReceipt(visit.database, project, code);
  return await visit.page(
    <ProblemPage
      frame={visit.frame()}
      place={placeOf(project)}
      form={sent}
      receipt={shown.receipt ?? null}
      asked={
        code === ''
          ? null
          : asked === null
            ? { found: false, code }
            : {
                ...{ found: true, code, content: asked.content, reportedOn: asked.reported_on },
                ...{ answer: asked.answer },
                state:
                  asked.opinion_state === null
                    ? stateWords[asked.state]
                    : opinionWords[asked.opinion_state],
              }
      }
      keptDays={visit.dependencies.residentWordsDays}
      actId={randomUUID()}
    />,
    sent.refusals.length === 0 ? 200 : sent.refusals.includes(tooMany) ? 429 : 422,
  );
}

async function report(visit: Visit, project: Project): Promise<Response> {
  const parsed = await visit.form(problem);
  const again = (refusals: readonly Refusal[]) =>
    showProblem(visit, project, { sent: { typed: parsed.typed, refusals } });
  if (!parsed.ok) return await again(parsed.refusals);
  if ((await fromHere(visit, project, 'problem')) > mostProblemsFromOneAddress) {
    return await again([tooMany]);
  }
  const { act_id: actId, content, phone } = parsed.value;
  const request = {
    ...{ congressId: project.congressId, actId, kind: 'report-problem', personId: null },
    ...{ happenedAt: null, now: visit.now },
  };
  const done = await reportProblem(visit.database, request, { project, content, phone });
  if (!done.ok) return await again(done.refusals);
  const { problemId } = done.value;
  const receipt = await receiptCodeOf(visit.database, project.congressId, problemId);
  return await showProblem(visit, project, { receipt });
}

const anyone = { kind: 'anyone' } as const;

/** What residents do from the plate of a site: rate, report, and ask what became of it. */
export const residentRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/plate/:plateText/rate',
    site: 'public',
    access: anyone,
    handle: (visit) => withProject(visit, (project) => showRate(visit, project, nothingSent)),
  },
  {
    method: 'POST',
    path: '/plate/:plateText/rate',
    site: 'public',
    access: anyone,
    handle: (visit) => withProject(visit, (project) => rate(visit, project)),
  },
  {
    method: 'GET',
    path: '/plate/:plateText/problem',
    site: 'public',
    access: anyone,
    handle: (visit) => withProject(visit, (project) => showProblem(visit, project)),
  },
  {
    method: 'POST',
    path: '/plate/:plateText/problem',
    site: 'public',
    access: anyone,
    handle: (visit) => withProject(visit, (project) => report(visit, project)),
  },
]);
