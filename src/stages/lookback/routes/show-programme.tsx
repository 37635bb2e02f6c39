import { randomUUID } from 'node:crypto';
import { FindingsTable } from '../../../../views/lookback/findings.tsx';
import { ProgrammePage } from '../../../../views/lookback/programme-page.tsx';
import type { LookbackPlace } from '../../../../views/lookback/programme-props.ts';
import { ReportSummary } from '../../../../views/lookback/report-card.tsx';
import { SampleCards } from '../../../../views/lookback/sample-cards.tsx';
import { RedrawForm } from '../../../../views/lookback/seed-forms.tsx';
import { questionCounts } from '../../../rules/lookback/chosen-questions.ts';
import { type Attempt, formOf } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listConfirmed } from '../checklist/checklist.ts';
import { listCarriedOver, listFindings } from '../findings/finding-store.ts';
import {
  type DrawRecord,
  everDrawn,
  type Lookback,
  listDraws,
  listReviewable,
  loadLookback,
  loadScope,
  type ScopeEntry,
  sampleOf,
} from '../lookback-store.ts';
import { loadReport } from '../report/make-report.ts';
import { listSiteChecks } from '../site/site-store.ts';
import { showFinding } from './finding-props.ts';
import { nextStep } from './next-step.tsx';
import { programmeView, questionLists } from './programme-props.ts';
import { type CheckState, sampleRows, yearRows } from './sample-props.ts';

/** Where the pages of a programme are. */
export function placeOf(visit: Visit, lookback: Lookback): LookbackPlace {
  const base = `/c/${visit.congressHere.id}`;
  return {
    ...{ congress: visit.congressHere.name, base, here: `${base}/lookbacks/${lookback.id}` },
    clerk: visit.holds('clerk'),
  };
}

/** A programme with everything that its pages say about scope and draws; null when there is none. */
export async function loadProgramme(visit: Visit) {
  const { database, congressHere } = visit;
  const lookback = await loadLookback(database, congressHere.id, visit.param('lookback'));
  if (lookback === null) return null;
  const [scope, draws, reviewable] = await Promise.all([
    loadScope(database, congressHere.id, lookback.id),
    listDraws(database, congressHere.id, lookback.id),
    listReviewable(database, congressHere.id),
  ]);
  const names = reviewable
    .filter((one) => lookback.reviewedIds.includes(one.id))
    .map((one) => one.name);
  return { lookback, scope, draws, view: programmeView(lookback, names, scope, draws) };
}

/** What was checked and found so far, and what earlier look-backs left open. */
async function loadCheckState(visit: Visit, lookback: Lookback) {
  const { database, congressHere } = visit;
  const [confirmed, siteChecks, findings, carried, report] = await Promise.all([
    listConfirmed(database, congressHere.id, lookback.id),
    listSiteChecks(database, congressHere.id, lookback.id),
    listFindings(database, congressHere.id, lookback.id),
    listCarriedOver(database, congressHere.id, lookback.continuesId),
    loadReport(database, congressHere.id, lookback.id),
  ]);
  const asked = questionCounts(lookback.questions);
  return { asked, confirmed, siteChecks, findings, carried, report };
}

/** The look-back that this one carries on; null when it stands alone. */
async function predecessorOf(visit: Visit, { congressId, continuesId }: Lookback) {
  if (continuesId === null) return null;
  const earlier = await loadLookback(visit.database, congressId, continuesId);
  if (earlier === null) throw new Error('a look-back continues one that is not there');
  return { title: earlier.title, href: `/c/${congressId}/lookbacks/${earlier.id}` };
}

/** Whether something was done about a project, so that it stays to be read after a redraw. */
function wasChecked({ projectId }: ScopeEntry, state: CheckState): boolean {
  const all = [...state.siteChecks, ...state.confirmed, ...state.findings];
  return all.some((one) => one.projectId === projectId);
}

function mayRedraw(lookback: Lookback, draws: readonly DrawRecord[]): boolean {
  return lookback.state === 'drawn' && draws.at(-1)?.made !== null;
}

/** The staff page of a programme. */
export async function showProgramme(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await loadProgramme(visit);
  if (loaded === null) return await visit.context.notFound();
  const { lookback, draws, view } = loaded;
  const place = placeOf(visit, lookback);
  const drawn = sampleOf(loaded.scope, draws);
  const state = await loadCheckState(visit, lookback);
  const { findings, carried, report } = state;
  const sample = sampleRows(drawn, state, place.here);
  const years = yearRows(drawn, state, place.here);
  const earlier = everDrawn(loaded.scope, draws).filter(
    (one) => !drawn.includes(one) && wasChecked(one, state),
  );
  const formFor = (kind: string) => ({ ...formOf(attempt, kind), scope: kind });
  const rendered = (
    <ProgrammePage
      frame={visit.frame()}
      place={place}
      programme={view}
      questions={questionLists(lookback.questions)}
      next={nextStep({ lookback, draws, view, place, sample, years, findings, carried, formFor })}
      publicHref={
        lookback.scopeHash === null ? null : `/p/${lookback.congressId}/lookbacks/${lookback.id}`
      }
      continues={await predecessorOf(visit, lookback)}
      redraw={
        place.clerk && mayRedraw(lookback, draws) ? (
          <RedrawForm
            form={formFor('announce-redraw')}
            action={`${place.here}/redraw`}
            actId={randomUUID()}
            version={lookback.version}
          />
        ) : null
      }
    >
      {report === null ? null : (
        <ReportSummary
          folded
          report={report}
          hash={lookback.reportHash ?? ''}
          documentHref={`${place.here}/document`}
        />
      )}
      {findings.length === 0 ? null : (
        <FindingsTable
          caption={`问题清单（${findings.length} 个）`}
          findings={findings.map((one) => showFinding(one, `${place.here}/findings/${one.id}`))}
        />
      )}
      {carried.length === 0 ? null : (
        <FindingsTable
          caption={`上次转来、还没有销号的问题（${carried.length} 个）`}
          findings={carried.map((one) =>
            showFinding(one, `${place.base}/lookbacks/${one.lookbackId}/findings/${one.id}`),
          )}
        />
      )}
      {sample.length === 0 ? null : (
        <SampleCards
          sample={sample}
          years={years}
          earlier={sampleRows(earlier, state, place.here)}
        />
      )}
    </ProgrammePage>
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}
