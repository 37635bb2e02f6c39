import { randomUUID } from 'node:crypto';
import { FindingPage, ReceivedFindingPage } from '../../../../views/lookback/finding-page.tsx';
import { findCongress } from '../../../people/index.ts';
import { addDays, dayInWords } from '../../../rules/days.ts';
import { rectificationStateNames, usualBasis } from '../../../rules/rectification.ts';
import { refuse } from '../../../rules/refusals.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listServingOrganisations, loadProject } from '../../delivery/index.ts';
import { type Finding, listFindingsAbout, loadFinding } from '../findings/finding-store.ts';
import {
  noSuchFinding,
  rectifyFinding,
  replyToFinding,
  withdrawFinding,
} from '../findings/record-finding.ts';
import { rectificationDays } from '../findings/rectification-days.ts';
import { type Lookback, loadLookback } from '../lookback-store.ts';
import { listSiteChecks, type SiteCheck } from '../site/site-store.ts';
import { showFinding } from './finding-props.ts';
import { rectifyForm, replyForm, withdrawForm } from './forms.ts';
import { lookbackAct } from './lookback-act.ts';
import { showSiteCheck } from './show-project.tsx';

const path = '/c/:congress/lookbacks/:lookback/findings/:finding';

function findingOf(visit: Visit): Promise<Finding | null> {
  return loadFinding(visit.database, {
    ...{ congressId: visit.congressHere.id, lookbackId: visit.param('lookback') },
    findingId: visit.param('finding'),
  });
}

/** The units that may answer: those that serve the reviewed congress, and the congress itself. */
async function unitsOf(visit: Visit, finding: Finding) {
  const reviewed = await findCongress(visit.database, finding.reviewedId);
  if (reviewed === null) throw new Error('a finding about a congress that is not there');
  const serving = await listServingOrganisations(visit.database, reviewed);
  return [
    ...serving.map((one) => ({ value: one.id, text: one.name })),
    { value: '', text: `${reviewed.name}（本单位答复）` },
  ];
}

async function departmentOf(visit: Visit, finding: Finding): Promise<string> {
  if (finding.projectId === null) return '';
  const project = await loadProject(visit.database, finding.reviewedId, finding.projectId);
  return project?.departmentId ?? '';
}

/** The first site check of the finding's project, and those that look at its rectification. */
async function checkedAgain(visit: Visit, finding: Finding, lookback: Lookback) {
  const { projectId, rectification } = finding;
  if (projectId === null || rectification === null) return null;
  const here = `/c/${lookback.congressId}/lookbacks/${lookback.id}`;
  const all = await listSiteChecks(visit.database, lookback.congressId, lookback.id);
  const own = all.filter((one) => one.projectId === projectId);
  const show = (one: SiteCheck) => showSiteCheck(one, `${here}/site/${one.id}/photo`);
  const first = own.findLast((one) => one.findingId === null);
  const may = lookback.state !== 'closed' && visit.holds('clerk', 'deputy');
  return {
    first: first === undefined ? null : show(first),
    second: own.filter((one) => one.findingId === finding.id).map(show),
    href: may ? `${here}/projects/${projectId}/site?finding=${finding.id}` : null,
  };
}

async function showOne(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const finding = await findingOf(visit);
  const { database, congressHere } = visit;
  const lookback = await loadLookback(database, congressHere.id, visit.param('lookback'));
  if (finding === null || lookback === null) return await visit.context.notFound();
  const base = `/c/${congressHere.id}`;
  const here = `${base}/lookbacks/${lookback.id}/findings/${finding.id}`;
  const own = finding.reviewedId === congressHere.id;
  const { rectification } = finding;
  const open =
    visit.holds('clerk') && lookback.state !== 'closed' && finding.withdrawnReason === null;
  const fresh = {
    ...{ content: finding.content, power: 'request', unit_id: await departmentOf(visit, finding) },
    legal_basis: usualBasis[own ? 'own-level' : 'below'],
    due_on: addDays(chinaDate(visit.now), await rectificationDays(visit.database, finding)),
  };
  const rendered = (
    <FindingPage
      frame={visit.frame()}
      place={{ congress: congressHere.name, base }}
      programme={{ title: lookback.title, href: `${base}/lookbacks/${lookback.id}` }}
      finding={showFinding(finding, null)}
      again={await checkedAgain(visit, finding, lookback)}
      rectification={
        rectification === null
          ? null
          : {
              href: `${base}/rectifications/${rectification.id}`,
              facts: [
                ['编号', `第 ${rectification.number} 号`],
                ['责任单位', rectification.unitName],
                ['期限', dayInWords(rectification.dueOn)],
                ['现在', rectificationStateNames[rectification.state]],
              ],
            }
      }
      rectify={
        open && rectification === null && finding.grade !== 'note'
          ? {
              form: { ...formOf(attempt, 'rectify-finding', fresh), scope: 'rectify-finding' },
              ...{ action: `${here}/rectify`, actId: randomUUID(), mayOrder: own },
              units: await unitsOf(visit, finding),
            }
          : null
      }
      withdraw={
        open && rectification === null
          ? {
              form: { ...formOf(attempt, 'withdraw-finding'), scope: 'withdraw-finding' },
              ...{ action: `${here}/withdraw`, actId: randomUUID(), version: finding.version },
            }
          : null
      }
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function showReceived(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const about = await listFindingsAbout(database, congressHere.id);
  const finding = about.find((one) => one.id === visit.param('finding'));
  if (finding === undefined) return await visit.context.notFound();
  const base = `/c/${congressHere.id}`;
  const from = await findCongress(database, finding.congressId);
  const rendered = (
    <ReceivedFindingPage
      frame={visit.frame()}
      place={{ congress: congressHere.name, base }}
      from={`${from?.name ?? ''}：${finding.lookbackTitle}`}
      finding={showFinding(finding, null)}
      rectificationHref={
        finding.rectification === null ? null : `${base}/rectifications/${finding.rectification.id}`
      }
      reply={
        visit.holds('clerk') && finding.withdrawnReason === null
          ? {
              form: formOf(attempt, 'reply-to-finding'),
              ...{ action: `${base}/findings/${finding.id}/reply`, actId: randomUUID() },
            }
          : null
      }
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** Findings: those of a look-back, and those about a congress. */
export const findingRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => showOne(visit, null) },
  lookbackAct('rectify-finding', clerks, rectifyForm, {
    path: 'findings/:finding/rectify',
    run: async (visit, request, value) => {
      const finding = await findingOf(visit);
      if (finding === null) return refuse(noSuchFinding);
      const units = await unitsOf(visit, finding);
      const unit = units.find((one) => one.value === (value.unit_id ?? ''));
      if (unit === undefined) {
        const message = '没有这个责任单位，请从列表中选择。';
        return refuse({ code: 'no-such-unit', message, field: 'unit_id' });
      }
      return await rectifyFinding(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), findingId: finding.id },
        ...{ power: value.power, legalBasis: value.legal_basis, dueOn: value.due_on },
        ...{ unitId: value.unit_id, personInCharge: value.person_in_charge },
        unitName: value.unit_id === null ? finding.reviewedName : unit.text,
        content: value.content,
      });
    },
    said: ({ number }) => `已发出第 ${number} 号整改。`,
    goTo: (visit) => `/findings/${visit.param('finding')}`,
    again: showOne,
  }),
  lookbackAct('withdraw-finding', clerks, withdrawForm, {
    path: 'findings/:finding/withdraw',
    run: (visit, request, value) =>
      withdrawFinding(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), findingId: visit.param('finding') },
        ...{ version: value.version, reason: value.reason },
      }),
    said: () => '已撤回，问题和原因仍然看得到。',
    goTo: (visit) => `/findings/${visit.param('finding')}`,
    again: showOne,
  }),
  {
    method: 'GET',
    path: '/c/:congress/findings/:finding',
    site: 'staff',
    access: readers,
    handle: (visit) => showReceived(visit, null),
  },
  {
    method: 'POST',
    path: '/c/:congress/findings/:finding/reply',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'reply-to-finding', replyForm, {
        run: (request, value) =>
          replyToFinding(visit.database, request, {
            ...{ findingId: visit.param('finding'), agrees: value.agrees, content: value.content },
          }),
        done: ({ findingId }) =>
          visit.redirect(`/c/${visit.congressHere.id}/findings/${findingId}`, '回应已送出。'),
        again: (attempt) => showReceived(visit, attempt),
      }),
  },
]);
