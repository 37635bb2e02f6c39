import { FindingArticle } from '../../../../views/lookback/findings.tsx';
import { PhotoPair } from '../../../../views/lookback/project-page.tsx';
import { PublicLookbackPage } from '../../../../views/lookback/public-lookback.tsx';
import { PublicLookbacksPage } from '../../../../views/lookback/public-lookbacks.tsx';
import { ReportSummary } from '../../../../views/lookback/report-card.tsx';
import { scopeText } from '../../../rules/lookback/scope.ts';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadPublicEntries } from '../../delivery/index.ts';
import { listFindings } from '../findings/finding-store.ts';
import { sampleOf } from '../lookback-store.ts';
import { listLookbacksFromAbove, listPublicLookbacks } from '../public-list.ts';
import { loadReport } from '../report/make-report.ts';
import { listSiteChecks, loadAcceptancePhoto, loadSitePhoto } from '../site/site-store.ts';
import { showFinding } from './finding-props.ts';
import { questionLists } from './programme-props.ts';
import { showPublicLookback } from './public-list-props.ts';
import { sendPhoto } from './send-photo.ts';
import { loadProgramme } from './show-programme.tsx';
import { acceptanceOf, showSiteCheck } from './show-project.tsx';

const path = '/p/:congress/lookbacks/:lookback';

/** The public list: every programme whose scope is public, and those that others hold over this congress. */
async function showList(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const [own, fromAbove] = await Promise.all([
    listPublicLookbacks(database, congressHere.id),
    listLookbacksFromAbove(database, congressHere.id),
  ]);
  const home = `/p/${congressHere.id}`;
  return await visit.page(
    <PublicLookbacksPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: home }}
      lookbacks={own.map((one) => showPublicLookback(one))}
      fromAbove={fromAbove.map((one) => ({
        href: `/p/${one.congressId}/lookbacks/${one.id}`,
        ...{ text: `${one.congressName}：${one.title}`, stateName: one.stateName },
      }))}
    />,
  );
}

/** A programme that is public: its scope is. */
async function loadPublic(visit: Visit) {
  const loaded = await loadProgramme(visit);
  return loaded === null || loaded.lookback.scopeHash === null ? null : loaded;
}

type Loaded = NonNullable<Awaited<ReturnType<typeof loadPublic>>>;

/** What came of it, once the report is out: its figures, photos of then and now, every finding. */
async function showOutcome(visit: Visit, loaded: Loaded, here: string) {
  const { database, congressHere } = visit;
  const { lookback, scope, draws } = loaded;
  const report = await loadReport(database, congressHere.id, lookback.id);
  if (report === null) return null;
  const [findings, checks] = await Promise.all([
    listFindings(database, congressHere.id, lookback.id),
    listSiteChecks(database, congressHere.id, lookback.id),
  ]);
  const rectified = findings.flatMap(({ rectification }) => rectification?.id ?? []);
  const entries = await loadPublicEntries(database, rectified);
  const pairs = await Promise.all(
    sampleOf(scope, draws).map(async (entry) => {
      const check = checks.find((one) => one.projectId === entry.projectId);
      const acceptance = `${here}/projects/${entry.projectId}/acceptance-photo`;
      return {
        title: `${entry.reviewedName} ${entry.year} 年第 ${entry.number} 号 ${entry.title}`,
        acceptance: await acceptanceOf(visit, entry, acceptance),
        now:
          check === undefined ? null : showSiteCheck(check, `${here}/site/${check.id}/photo`).photo,
      };
    }),
  );
  return (
    <>
      <ReportSummary
        report={report}
        hash={lookback.reportHash ?? ''}
        documentHref={`${here}/document`}
      />
      <section class="card">
        <h2>问题和整改</h2>
        {findings.length === 0 ? <p>没有发现问题。</p> : null}
        {findings.map((one) => (
          <FindingArticle
            finding={showFinding(one, null, entries.get(one.rectification?.id ?? '') ?? [])}
          />
        ))}
      </section>
      {pairs
        .filter((one) => one.acceptance !== null || one.now !== null)
        .map((one) => (
          <section class="card">
            <h2>{one.title}</h2>
            <PhotoPair acceptance={one.acceptance} now={one.now} />
          </section>
        ))}
    </>
  );
}

async function show(visit: Visit): Promise<Response> {
  const loaded = await loadPublic(visit);
  if (loaded === null) return await visit.context.notFound();
  const { congressHere } = visit;
  const here = `/p/${congressHere.id}/lookbacks/${loaded.lookback.id}`;
  return await visit.page(
    <PublicLookbackPage
      frame={visit.frame()}
      congress={congressHere.name}
      programme={loaded.view}
      questions={questionLists(loaded.lookback.questions)}
      path={here}
      home={`/p/${congressHere.id}`}
    >
      {await showOutcome(visit, loaded, here)}
    </PublicLookbackPage>,
  );
}

async function sendScope(visit: Visit): Promise<Response> {
  const loaded = await loadPublic(visit);
  if (loaded === null) return await visit.context.notFound();
  const text = scopeText(loaded.scope.map((one) => one.line));
  return visit.file(text, 'text/plain; charset=utf-8', '范围.txt', 'attachment');
}

/** Photos are public with the report. */
async function loadReported(visit: Visit): Promise<Loaded | null> {
  const loaded = await loadPublic(visit);
  return loaded === null || loaded.lookback.reportHash === null ? null : loaded;
}

async function sendSite(visit: Visit): Promise<Response> {
  const loaded = await loadReported(visit);
  if (loaded === null) return await visit.context.notFound();
  const of = { congressId: visit.congressHere.id, lookbackId: loaded.lookback.id };
  const siteCheckId = visit.param('check');
  return await sendPhoto(
    visit,
    await loadSitePhoto(visit.database, { ...of, siteCheckId }, 'standing'),
  );
}

async function sendAcceptance(visit: Visit): Promise<Response> {
  const loaded = await loadReported(visit);
  const entry = sampleOf(loaded?.scope ?? [], loaded?.draws ?? []).find(
    (one) => one.projectId === visit.param('project'),
  );
  if (entry === undefined) return await visit.context.notFound();
  const photo = await loadAcceptancePhoto(visit.database, entry.reviewedId, entry.projectId);
  return await sendPhoto(visit, photo);
}

const anyone = { site: 'public', access: { kind: 'anyone' } } as const;

/** What anybody sees of a look-back. */
export const publicLookbackRoutes = declareRoutes([
  { ...anyone, method: 'GET', path: '/p/:congress/lookbacks', handle: showList },
  { ...anyone, method: 'GET', path, handle: show },
  { ...anyone, method: 'GET', path: `${path}/scope`, handle: sendScope },
  { ...anyone, method: 'GET', path: `${path}/site/:check/photo`, handle: sendSite },
  {
    ...anyone,
    method: 'GET',
    path: `${path}/projects/:project/acceptance-photo`,
    handle: sendAcceptance,
  },
]);
