import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { LookbacksPage } from '../../../../views/lookback/lookbacks-page.tsx';
import { ProgrammeFormPage } from '../../../../views/lookback/programme-form.tsx';
import { besideStanding } from '../../../../views/parts/beside.tsx';
import { dayInWords } from '../../../rules/days.ts';
import { strataNames } from '../../../rules/lookback/draw.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { announceRedraw, enterDraw } from '../enter-draw.ts';
import { listFindingsAbout } from '../findings/finding-store.ts';
import {
  type Lookback,
  listLookbacks,
  listReviewable,
  loadLookback,
  lookbackStateNames,
} from '../lookback-store.ts';
import { changeLookback, draftLookback, type Programme } from '../plan-lookback.ts';
import { publishScope } from '../publish-scope.ts';
import { showFinding } from './finding-props.ts';
import { changeForm, drawForm, programmeForm, publishForm, redrawForm } from './forms.ts';
import { lookbackAct } from './lookback-act.ts';
import { showProgramme } from './show-programme.tsx';

const path = '/c/:congress/lookbacks';

async function showList(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const [lookbacks, received] = await Promise.all([
    listLookbacks(database, congressHere.id),
    listFindingsAbout(database, congressHere.id),
  ]);
  return await visit.page(
    <LookbacksPage
      received={received.map((one) => showFinding(one, `${base}/findings/${one.id}`))}
      frame={visit.frame()}
      congress={congressHere.name}
      base={base}
      clerk={visit.holds('clerk')}
      lookbacks={lookbacks.map((one) => ({
        ...{ href: `${base}/lookbacks/${one.id}`, title: one.title },
        when: `${dayInWords(one.startsOn)}起`,
        ...{ stateName: lookbackStateNames[one.state], closed: one.state === 'closed' },
      }))}
    />,
  );
}

function programmeOf(value: z.output<typeof programmeForm>): Programme {
  return {
    ...{ title: value.title, purpose: value.purpose, reviewedIds: value.reviewed },
    ...{ fromYear: value.from_year, toYear: value.to_year },
    ...{ startsOn: value.starts_on, endsOn: value.ends_on },
    ...{ perStratum: value.per_stratum, strata: value.strata, continuesId: value.continues_id },
  };
}

function typedOf(lookback: Lookback): Readonly<Record<string, string>> {
  return {
    ...{ title: lookback.title, purpose: lookback.purpose, strata: lookback.strata },
    ...{ reviewed: lookback.reviewedIds.join(' '), per_stratum: String(lookback.perStratum) },
    ...{ from_year: String(lookback.fromYear), to_year: String(lookback.toYear) },
    ...{ starts_on: lookback.startsOn, ends_on: lookback.endsOn },
    continues_id: lookback.continuesId ?? '',
  };
}

/** The form of a new programme, or of a draft that is changed. */
async function showForm(visit: Visit, attempt: Attempt | null, lookback: Lookback | null) {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const [reviewable, earlier] = await Promise.all([
    listReviewable(database, congressHere.id),
    listLookbacks(database, congressHere.id),
  ]);
  const here = lookback === null ? `${base}/lookbacks` : `${base}/lookbacks/${lookback.id}`;
  const fresh = lookback === null ? { strata: 'congress', per_stratum: '2' } : typedOf(lookback);
  const kind = lookback === null ? 'draft-lookback' : 'change-lookback';
  const rendered = (
    <ProgrammeFormPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: base }}
      title={lookback === null ? '新建回头看方案' : '修改方案'}
      action={lookback === null ? here : `${here}/change`}
      back={here}
      form={besideStanding(formOf(attempt, kind, fresh), fresh, [
        ['title', '名称'],
        ['purpose', '要弄清什么'],
        ['reviewed', '看哪些单位', Object.fromEntries(reviewable.map((one) => [one.id, one.name]))],
        ['from_year', '从哪一年度'],
        ['to_year', '到哪一年度'],
        ['starts_on', '开始日期'],
        ['ends_on', '结束日期'],
        ['strata', '怎样抽样', strataNames],
        ['per_stratum', '每层抽几个'],
        ['continues_id', '接续', Object.fromEntries(earlier.map((one) => [one.id, one.title]))],
      ])}
      actId={randomUUID()}
      version={lookback?.version ?? null}
      reviewable={reviewable.map((one) => ({ value: one.id, text: one.name }))}
      earlier={earlier
        .filter((one) => one.state !== 'draft')
        .map((one) => ({ value: one.id, text: one.title }))}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function showChange(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const lookback = await loadLookback(database, congressHere.id, visit.param('lookback'));
  if (lookback === null) return await visit.context.notFound();
  return await showForm(visit, attempt, lookback);
}

/** Programmes: drafted, published, drawn. */
export const programmeRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: showList },
  {
    method: 'GET',
    path: `${path}/new`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showForm(visit, null, null),
  },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'draft-lookback', programmeForm, {
        run: (request, value) => draftLookback(visit.database, request, programmeOf(value)),
        done: ({ lookbackId }) =>
          visit.redirect(`/c/${visit.congressHere.id}/lookbacks/${lookbackId}`, '方案已保存。'),
        again: (attempt) => showForm(visit, attempt, null),
      }),
  },
  {
    method: 'GET',
    path: `${path}/:lookback`,
    site: 'staff',
    access: readers,
    handle: (visit) => showProgramme(visit, null),
  },
  {
    method: 'GET',
    path: `${path}/:lookback/change`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showChange(visit, null),
  },
  lookbackAct('change-lookback', clerks, changeForm, {
    path: 'change',
    run: (visit, request, value) =>
      changeLookback(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
        programme: programmeOf(value),
      }),
    said: () => '方案已保存。',
    again: showChange,
  }),
  lookbackAct('publish-scope', clerks, publishForm, {
    path: 'publish-scope',
    run: (visit, request, value) =>
      publishScope(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
        ...{ seedSource: value.seed_source, seedDueAt: value.seed_due_at },
      }),
    said: ({ scopeHash }) => `范围已公布，散列值 ${scopeHash.slice(0, 12)}…。`,
    again: showProgramme,
  }),
  lookbackAct('enter-draw', clerks, drawForm, {
    path: 'draw',
    run: (visit, request, value) =>
      enterDraw(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
        ...{ seed: value.seed, drawnAt: value.drawn_at },
        witnesses: [value.witness_one, value.witness_two],
      }),
    said: ({ drawn }) => `抽中 ${drawn} 个项目。`,
    again: showProgramme,
  }),
  lookbackAct('announce-redraw', clerks, redrawForm, {
    path: 'redraw',
    run: (visit, request, value) =>
      announceRedraw(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
        ...{ seedSource: value.seed_source, seedDueAt: value.seed_due_at, reason: value.reason },
      }),
    said: ({ number }) => `第 ${number} 次抽样已公布，等种子产生。`,
    again: showProgramme,
  }),
]);
