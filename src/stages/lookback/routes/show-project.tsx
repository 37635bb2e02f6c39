import { randomUUID } from 'node:crypto';
import {
  SampledProjectPage,
  type ShownSiteCheck,
} from '../../../../views/lookback/project-page.tsx';
import {
  type AcceptancePhoto,
  SiteCheckPage,
} from '../../../../views/lookback/site-check-page.tsx';
import { dayInWords } from '../../../rules/days.ts';
import { maintainedNames, worksNames } from '../../../rules/lookback/site-names.ts';
import { votedFields } from '../../../rules/project-text.ts';
import { chinaDate, chinaDay } from '../../../web/china-time.ts';
import { placeAlone } from '../../../web/headers.ts';
import { type Attempt, formOf } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { withdrawnInWords } from '../../../web/withdrawn-in-words.ts';
import { loadProject, type Project } from '../../delivery/index.ts';
import { loadChecklist } from '../checklist/checklist.ts';
import {
  type DrawRecord,
  everDrawn,
  type Lookback,
  mayBeChecked,
  type ScopeEntry,
  sampleOf,
} from '../lookback-store.ts';
import { redrawPending } from '../refusals.ts';
import {
  findAcceptancePhoto,
  listSiteChecks,
  listTalks,
  type SiteCheck,
} from '../site/site-store.ts';
import { checklistEdit, showItems } from './checklist-props.ts';
import { loadProgramme, placeOf } from './show-programme.tsx';
import { subjectFindings } from './subject-findings.tsx';

/** Why a drawn project cannot be checked now; null when it can. */
function heldBack(of: {
  readonly lookback: Lookback;
  readonly scope: readonly ScopeEntry[];
  readonly draws: readonly DrawRecord[];
  readonly entry: ScopeEntry;
}): string | null {
  const { lookback, scope, draws, entry } = of;
  if (!sampleOf(scope, draws).includes(entry)) {
    return '这个项目是以前抽中的，重抽以后不在名单里。已经做的核查保留在这里，不再添加。';
  }
  return mayBeChecked(lookback, scope, draws, entry) ? null : redrawPending.message;
}

/** The project of the path with its programme; null when no draw of it took the project. */
export async function loadSampled(visit: Visit) {
  const loaded = await loadProgramme(visit);
  if (loaded === null) return null;
  const drawn = everDrawn(loaded.scope, loaded.draws);
  const entry = drawn.find((one) => one.projectId === visit.param('project'));
  if (entry === undefined) return null;
  const project = await loadProject(visit.database, entry.reviewedId, entry.projectId);
  if (project === null) throw new Error('a scope points to a project that is not there');
  return { ...loaded, entry, project, heldBack: heldBack({ ...loaded, entry }) };
}

function detailOf(entry: ScopeEntry, project: Project): string {
  const place = project.voted.place === null ? '' : `　地点：${project.voted.place}`;
  return `${entry.reviewedName} ${entry.year} 年第 ${entry.number} 号${place}`;
}

/** The photo of the acceptance, when there is one. */
export async function acceptanceOf(
  visit: Visit,
  entry: ScopeEntry,
  href: string,
): Promise<AcceptancePhoto | null> {
  const found = await findAcceptancePhoto(visit.database, entry.reviewedId, entry.projectId);
  if (found === null) return null;
  const when = found.takenAt === null ? '' : `（${chinaDay(found.takenAt)}）`;
  return { href, caption: `验收时${when}${found.caption === null ? '' : `：${found.caption}`}` };
}

const worksTones = { works: 'ok', partly: 'warn', broken: 'stop', gone: 'stop' } as const;

function placeWords(check: SiteCheck): string {
  const { place, placeSource, placeText } = check;
  const typed = placeText === null ? '' : `地点（填写）：${placeText}`;
  if (place === null) return typed === '' ? '没有记下位置。' : typed;
  const from = placeSource === 'photo' ? '照片' : '手机定位';
  return `位置（${from}）：北纬 ${place.latitude}，东经 ${place.longitude}。${typed}`;
}

/** A site check in words; `photoHref` leads to its photo. */
export function showSiteCheck(check: SiteCheck, photoHref: string): ShownSiteCheck {
  const who = check.maintainer === null ? '' : `：${check.maintainer}`;
  return {
    ...{ id: check.id, checkedOn: dayInWords(check.checkedOn), note: check.note },
    withdrawn: withdrawnInWords(check.withdrawn),
    place: `${placeWords(check)}${check.writtenOffline ? '现场没有网络，写好后再发出。' : ''}`,
    ...{ works: worksNames[check.works], worksTone: worksTones[check.works] },
    maintained: `${maintainedNames[check.maintained]}${who}`,
    photo:
      check.photoId === null
        ? null
        : { href: photoHref, caption: `这次核查（${dayInWords(check.checkedOn)}）` },
  };
}

/** The page of a sampled project. */
export async function showProject(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const sampled = await loadSampled(visit);
  if (sampled === null) return await visit.context.notFound();
  const { lookback, entry, project } = sampled;
  const { database, congressHere } = visit;
  const place = placeOf(visit, lookback);
  const href = `${place.here}/projects/${entry.projectId}`;
  const [items, checks, talks, acceptance] = await Promise.all([
    loadChecklist(database, lookback, entry, chinaDate(visit.now)),
    listSiteChecks(database, congressHere.id, lookback.id, 'all'),
    listTalks(database, congressHere.id, lookback.id, 'all'),
    acceptanceOf(visit, entry, `${href}/acceptance-photo`),
  ]);
  const open = lookback.state === 'drawn' || lookback.state === 'reported';
  const mayWithdraw = lookback.state === 'drawn' && visit.holds('clerk', 'deputy');
  const mayCheck = open && sampled.heldBack === null && visit.holds('clerk', 'deputy');
  const formFor = (kind: string, fresh = {}) => ({ ...formOf(attempt, kind, fresh), scope: kind });
  const rendered = (
    <SampledProjectPage
      frame={visit.frame()}
      place={place}
      programme={lookback.title}
      project={{
        ...{ title: entry.title, detail: detailOf(entry, project), href },
        facts: votedFields.flatMap(([field, name]) => {
          const value = project.voted[field];
          return value === null ? [] : [[name, value] as const];
        }),
      }}
      mayCheck={mayCheck}
      heldBack={open ? sampled.heldBack : null}
      siteChecks={checks
        .filter((one) => one.projectId === entry.projectId)
        .map((one) => ({
          ...showSiteCheck(one, `${place.here}/site/${one.id}/photo`),
          withdrawActId: mayWithdraw && one.withdrawn === null ? randomUUID() : null,
        }))}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? { typed: {}, refusals: [] } }}
      acceptance={acceptance}
      talks={talks
        .filter((one) => one.projectId === entry.projectId)
        .map((one) => ({
          ...{ id: one.id, talkedOn: dayInWords(one.talkedOn), summary: one.summary },
          withdrawn: withdrawnInWords(one.withdrawn),
          withdrawActId: mayWithdraw && one.withdrawn === null ? randomUUID() : null,
          sums: `走访 ${one.residents} 人：满意 ${one.satisfied}，基本满意 ${one.fairly}，不满意 ${one.dissatisfied}`,
        }))}
      talkForm={
        mayCheck
          ? { form: formFor('record-talk'), action: `${href}/talks`, actId: randomUUID() }
          : null
      }
      items={showItems(items)}
      edit={
        place.clerk && lookback.state === 'drawn' && sampled.heldBack === null
          ? {
              ...checklistEdit(attempt, 'confirm-project', items),
              ...{ action: `${href}/checklist`, actId: randomUUID() },
            }
          : null
      }
    >
      {
        await subjectFindings(visit, {
          ...{ lookback, subject: entry, items, attempt, action: `${href}/findings` },
          closed: sampled.heldBack !== null,
        })
      }
    </SampledProjectPage>
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** The form of a site check. */
export async function showSiteForm(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const sampled = await loadSampled(visit);
  if (sampled === null) return await visit.context.notFound();
  const { lookback, entry, project } = sampled;
  if (sampled.heldBack !== null) return await showProject(visit, attempt);
  const place = placeOf(visit, lookback);
  const href = `${place.here}/projects/${entry.projectId}`;
  visit.context.header('permissions-policy', placeAlone);
  const rendered = (
    <SiteCheckPage
      frame={visit.frame()}
      place={place}
      programme={lookback.title}
      project={{ title: entry.title, detail: detailOf(entry, project), href }}
      acceptance={await acceptanceOf(visit, entry, `${href}/acceptance-photo`)}
      form={formOf(attempt, 'record-site-check', {
        ...{ keep_photo_place: 'yes', finding_id: visit.query('finding') },
      })}
      actId={randomUUID()}
      writer={visit.signedIn.personId}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}
