import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { FindingsTable } from '../../../../views/lookback/findings.tsx';
import { ProgrammePage, WaitForSeed } from '../../../../views/lookback/programme-page.tsx';
import type { LookbackPlace } from '../../../../views/lookback/programme-props.ts';
import { SampleCards } from '../../../../views/lookback/sample-cards.tsx';
import { DrawForm, PublishScopeForm, RedrawForm } from '../../../../views/lookback/seed-forms.tsx';
import type { FormState } from '../../../../views/parts/fields.tsx';
import { type Attempt, formOf } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listConfirmed } from '../checklist/checklist.ts';
import { listCarriedOver, listFindings } from '../findings/finding-store.ts';
import {
  type DrawRecord,
  type Lookback,
  listDraws,
  listReviewable,
  loadLookback,
  loadScope,
  sampleOf,
} from '../lookback-store.ts';
import { listSiteChecks } from '../site/site-store.ts';
import { showFinding } from './finding-props.ts';
import { programmeView } from './programme-props.ts';
import { sampleRows, yearRows } from './sample-props.ts';

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

type Loaded = NonNullable<Awaited<ReturnType<typeof loadProgramme>>>;

/** The one step that comes now. */
function nextOf(
  loaded: Loaded,
  place: LookbackPlace,
  formFor: (kind: string) => FormState,
): { title: string; content: Child } {
  const { lookback, draws, view } = loaded;
  const same = { actId: randomUUID(), version: lookback.version };
  if (lookback.state === 'draft') {
    const form = (
      <>
        <p>
          公布以后方案不能再改。种子要在公布以后才产生，谁也选不了。
          <a href={`${place.here}/change`}>修改方案</a>
        </p>
        <PublishScopeForm
          {...same}
          form={formFor('publish-scope')}
          action={`${place.here}/publish-scope`}
        />
      </>
    );
    return { title: '公布范围', content: place.clerk ? form : <p>等工作人员公布范围。</p> };
  }
  const waiting = draws.at(-1)?.made === null;
  if (waiting) {
    return {
      title: '录入种子',
      content: (
        <>
          <WaitForSeed programme={view} />
          {place.clerk ? (
            <DrawForm {...same} form={formFor('enter-draw')} action={`${place.here}/draw`} />
          ) : null}
        </>
      ),
    };
  }
  return { title: '核查', content: <p>按抽样名单逐个核查。</p> };
}

async function loadCheckState(visit: Visit, lookbackId: string) {
  const { database, congressHere } = visit;
  const [confirmed, siteChecks, findings] = await Promise.all([
    listConfirmed(database, congressHere.id, lookbackId),
    listSiteChecks(database, congressHere.id, lookbackId),
    listFindings(database, congressHere.id, lookbackId),
  ]);
  return { confirmed, siteChecks, findings };
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
  const sample = sampleOf(loaded.scope, draws);
  const state = await loadCheckState(visit, lookback.id);
  const { continuesId } = lookback;
  const carried = await listCarriedOver(visit.database, lookback.congressId, continuesId);
  const earlier =
    continuesId === null
      ? null
      : await loadLookback(visit.database, lookback.congressId, continuesId);
  const rendered = (
    <ProgrammePage
      frame={visit.frame()}
      place={place}
      programme={view}
      next={nextOf(loaded, place, (kind) => ({ ...formOf(attempt, kind), scope: kind }))}
      publicHref={
        lookback.scopeHash === null ? null : `/p/${lookback.congressId}/lookbacks/${lookback.id}`
      }
      continues={
        earlier === null
          ? null
          : { title: earlier.title, href: `${place.base}/lookbacks/${earlier.id}` }
      }
      redraw={
        place.clerk && mayRedraw(lookback, draws) ? (
          <RedrawForm
            form={{ ...formOf(attempt, 'announce-redraw'), scope: 'announce-redraw' }}
            action={`${place.here}/redraw`}
            actId={randomUUID()}
            version={lookback.version}
          />
        ) : null
      }
    >
      {sample.length === 0 ? null : (
        <SampleCards
          sample={sampleRows(sample, state, place.here)}
          years={yearRows(sample, state, place.here)}
        />
      )}
      {state.findings.length === 0 ? null : (
        <FindingsTable
          caption={`问题清单（${state.findings.length} 个）`}
          findings={state.findings.map((one) =>
            showFinding(one, `${place.here}/findings/${one.id}`),
          )}
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
    </ProgrammePage>
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}
