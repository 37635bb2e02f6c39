import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ProcedurePage } from '../../../../views/lookback/procedure-page.tsx';
import { refuse } from '../../../rules/refusals.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  confirmAnswers,
  loadChecklist,
  nameOfSubject,
  type Subject,
} from '../checklist/checklist.ts';
import { recordFinding } from '../findings/record-finding.ts';
import { sampleOf } from '../lookback-store.ts';
import { notInSample } from '../refusals.ts';
import { recordTalk } from '../site/record-site-check.ts';
import { loadAcceptancePhoto, loadSitePhoto } from '../site/site-store.ts';
import { type SiteEntry, withdrawSiteEntry } from '../site/withdraw-site-entry.ts';
import { siteCheckers } from './access.ts';
import { checklistEdit, showItems } from './checklist-props.ts';
import { checklistForm, findingForm, talkForm, withdrawSiteForm } from './forms.ts';
import { lookbackAct } from './lookback-act.ts';
import { sendPhoto } from './send-photo.ts';
import { loadProgramme, placeOf } from './show-programme.tsx';
import { loadSampled, showProject } from './show-project.tsx';
import { subjectFindings } from './subject-findings.tsx';

const path = '/c/:congress/lookbacks/:lookback';

function yearSubject(visit: Visit): Subject {
  const year = visit.param('yearText');
  return {
    reviewedId: visit.param('reviewed'),
    year: /^\d{4}$/.test(year) ? Number(year) : 0,
    projectId: null,
  };
}

async function showProcedure(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await loadProgramme(visit);
  const subject = yearSubject(visit);
  const { lookback, scope, draws } = loaded ?? { lookback: null, scope: [], draws: [] };
  const name = nameOfSubject(subject, scope, sampleOf(scope, draws));
  if (lookback === null || name === null) return await visit.context.notFound();
  const place = placeOf(visit, lookback);
  const today = chinaDate(visit.now);
  const items = await loadChecklist(visit.database, lookback, subject, today);
  const action = `${place.here}/years/${subject.reviewedId}/${subject.year}`;
  const rendered = (
    <ProcedurePage
      frame={visit.frame()}
      place={place}
      programme={lookback.title}
      subject={name}
      items={showItems(items)}
      edit={
        place.clerk && lookback.state === 'drawn'
          ? {
              ...checklistEdit(attempt, 'confirm-procedure', items),
              ...{ action, actId: randomUUID() },
            }
          : null
      }
    >
      {
        await subjectFindings(visit, {
          ...{ lookback, subject, items, attempt, action: `${action}/findings` },
        })
      }
    </ProcedurePage>
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function sendAcceptance(visit: Visit): Promise<Response> {
  const sampled = await loadSampled(visit);
  if (sampled === null) return await visit.context.notFound();
  const { reviewedId, projectId } = sampled.entry;
  return await sendPhoto(visit, await loadAcceptancePhoto(visit.database, reviewedId, projectId));
}

async function sendSite(visit: Visit): Promise<Response> {
  const of = { congressId: visit.congressHere.id, lookbackId: visit.param('lookback') };
  const photo = await loadSitePhoto(
    visit.database,
    { ...of, siteCheckId: visit.param('check') },
    'all',
  );
  return await sendPhoto(visit, photo);
}

function findingOn(
  visit: Visit,
  request: ActRequest,
  subject: Subject,
  value: z.output<typeof findingForm>,
) {
  return recordFinding(visit.database, request, {
    ...{ lookbackId: visit.param('lookback'), subject, grade: value.grade },
    ...{ content: value.content, questions: value.questions, evidenceText: value.evidence_text },
  });
}

/** What was seen or heard at a project is taken back by whoever recorded it, or by a clerk. */
function withdrawal(kind: SiteEntry, place: string, said: string) {
  return lookbackAct(`withdraw-${kind}`, siteCheckers, withdrawSiteForm, {
    path: `projects/:project/${place}`,
    run: (visit, request, { entry_id: entryId, reason }) =>
      withdrawSiteEntry(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), projectId: visit.param('project') },
        ...{ kind, entryId, reason, byClerk: visit.holds('clerk') },
      }),
    said: () => said,
    goTo: (visit) => `/projects/${visit.param('project')}`,
    again: showProject,
  });
}

/** Desk checks, talks, and what was found. */
export const checkRoutes = declareRoutes([
  {
    method: 'GET',
    path: `${path}/years/:reviewed/:yearText`,
    site: 'staff',
    access: readers,
    handle: (visit) => showProcedure(visit, null),
  },
  lookbackAct('confirm-procedure', clerks, checklistForm, {
    path: 'years/:reviewed/:yearText',
    run: (visit, request, { answers, asRead }) =>
      confirmAnswers(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), subject: yearSubject(visit), answers, asRead },
      }),
    said: ({ answers }) => `已核对，记下 ${answers} 条。`,
    again: showProcedure,
  }),
  {
    method: 'GET',
    path: `${path}/projects/:project`,
    site: 'staff',
    access: readers,
    handle: (visit) => showProject(visit, null),
  },
  lookbackAct('record-finding', clerks, findingForm, {
    path: 'years/:reviewed/:yearText/findings',
    run: (visit, request, value) => findingOn(visit, request, yearSubject(visit), value),
    said: ({ number }) => `已记下问题 ${number}。`,
    goTo: (_, { findingId }) => `/findings/${findingId}`,
    again: showProcedure,
  }),
  lookbackAct('record-finding', clerks, findingForm, {
    path: 'projects/:project/findings',
    run: async (visit, request, value) => {
      const sampled = await loadSampled(visit);
      return sampled === null
        ? refuse(notInSample)
        : await findingOn(visit, request, sampled.entry, value);
    },
    said: ({ number }) => `已记下问题 ${number}。`,
    goTo: (_, { findingId }) => `/findings/${findingId}`,
    again: showProject,
  }),
  lookbackAct('confirm-project', clerks, checklistForm, {
    path: 'projects/:project/checklist',
    run: async (visit, request, { answers, asRead }) => {
      const sampled = await loadSampled(visit);
      if (sampled === null) return refuse(notInSample);
      const { lookback, entry } = sampled;
      return await confirmAnswers(visit.database, request, {
        ...{ lookbackId: lookback.id, subject: entry, answers, asRead },
      });
    },
    said: ({ answers }) => `已核对，记下 ${answers} 条。`,
    goTo: (visit) => `/projects/${visit.param('project')}`,
    again: showProject,
  }),
  lookbackAct('record-talk', siteCheckers, talkForm, {
    path: 'projects/:project/talks',
    run: (visit, request, value) =>
      recordTalk(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), projectId: visit.param('project') },
        ...{ talkedOn: value.talked_on, residents: value.residents, summary: value.summary },
        ...{ satisfied: value.satisfied, fairly: value.fairly, dissatisfied: value.dissatisfied },
      }),
    said: () => '走访已保存。',
    goTo: (visit) => `/projects/${visit.param('project')}`,
    again: showProject,
  }),
  withdrawal('site-check', 'site/withdraw', '现场核查已撤回。请把正确的情况重新核查登记。'),
  withdrawal('talk', 'talks/withdraw', '走访已撤回。请把正确的数字重新登记。'),
  {
    method: 'GET',
    path: `${path}/projects/:project/acceptance-photo`,
    site: 'staff',
    access: readers,
    handle: sendAcceptance,
  },
  {
    method: 'GET',
    path: `${path}/site/:check/photo`,
    site: 'staff',
    access: readers,
    handle: sendSite,
  },
]);
