import { answerRectification, recheckRectification } from '../../../stages/delivery/index.ts';
import {
  addQuestion,
  draftLookback,
  enterDraw,
  loadLookback,
  loadSample,
  makeReport,
  publishScope,
  recordFinding,
  recordSiteCheck,
  recordTalk,
  rectifyFinding,
  replyToFinding,
  type ScopeEntry,
} from '../../../stages/lookback/index.ts';
import { type Database, demoRequest, must } from '../demo-acts.ts';
import type { DemoCounty } from './build-county.ts';

/** The county's look-back while it runs. */
interface Running {
  readonly database: Database;
  readonly county: DemoCounty;
  readonly lookbackId: string;
  readonly request: (kind: string, day: string) => ReturnType<typeof demoRequest>;
}

const at = (day: string, time = '09:00') => new Date(`${day}T${time}:00+08:00`);

/**
 * The county looks back at the first year of its townships by the same acts as the pages: one project of
 * each township, two of them no longer in order; one rectification is closed, the other still open.
 */
export async function lookBackAtCounty(
  database: Database,
  county: DemoCounty,
  year: number,
): Promise<string> {
  const request: Running['request'] = (kind, day) =>
    demoRequest(county.countyId, kind, null, at(day));
  const { lookbackId } = await must(
    draftLookback(database, request('draft-lookback', '2026-09-01'), {
      ...{ title: `${year}年民生实事项目回头看`, fromYear: year, toYear: year },
      purpose: '看当年票决的实事还在不在、好不好用、有没有人管。',
      reviewedIds: county.townships.map((one) => one.townshipId),
      ...{ startsOn: '2026-09-01', endsOn: '2026-10-31', perStratum: 1, strata: 'congress' },
      continuesId: null,
    }),
  );
  await must(
    addQuestion(
      database,
      request('add-question', '2026-09-01'),
      { lookbackId, version: 1 },
      {
        ...{ part: 'project', method: 'site' },
        text: '项目旁边有没有公示牌，写明由谁管护？',
        hint: '看牌子是否还在、字迹是否清楚',
      },
    ),
  );
  const named = { seedSource: '9月3日当众掷骰子六次', seedDueAt: at('2026-09-03') };
  await must(
    publishScope(database, request('publish-scope', '2026-09-01'), {
      ...{ lookbackId, version: 2, ...named },
    }),
  );
  await must(
    enterDraw(database, request('enter-draw', '2026-09-04'), {
      ...{ lookbackId, version: 3, seed: '4 1 6 3 3 2', drawnAt: at('2026-09-03', '10:00') },
      witnesses: ['县司法局 程某', '县公证处 苏某'],
    }),
  );
  const running = { database, county, lookbackId, request };
  const sample = await loadSample(database, county.countyId, lookbackId);
  for (const [index, entry] of sample.entries()) await visit(running, entry, index < 2);
  for (const [index, entry] of sample.slice(0, 2).entries()) {
    await pursue(running, entry, index === 0);
  }
  const lookback = await loadLookback(database, county.countyId, lookbackId);
  await must(
    makeReport(database, request('make-report', '2026-10-30'), {
      ...{ lookbackId, version: lookback?.version ?? 1, congress: '示例县人民代表大会' },
      conclusion: '多数项目完好可用。少数项目移交以后没有明确管护单位，应当在验收时一并写明。',
    }),
  );
  return lookbackId;
}

async function visit(running: Running, entry: ScopeEntry, faulty: boolean): Promise<void> {
  const { database, lookbackId, request } = running;
  const of = { lookbackId, projectId: entry.projectId };
  await must(
    recordSiteCheck(database, request('record-site-check', '2026-09-16'), {
      ...{ ...of, measured: null, keepPhotoPlace: false, photo: null, placeText: '项目所在地' },
      ...(faulty
        ? { works: 'broken', maintained: 'no', maintainer: null, note: '设施损坏，现场无人管理。' }
        : {
            works: 'works',
            maintained: 'yes',
            maintainer: '所在村',
            note: '设施完好，正常使用。',
          }),
    }),
  );
  await must(
    recordTalk(database, request('record-talk', '2026-09-16'), {
      ...{ ...of, talkedOn: '2026-09-16', residents: 8, fairly: 2 },
      ...(faulty ? { satisfied: 1, dissatisfied: 5 } : { satisfied: 6, dissatisfied: 0 }),
      summary: faulty ? '刚建好时好用，坏了以后没人修。' : '方便多了。',
    }),
  );
}

/** A finding with its reply and its rectification, closed or still open. */
async function pursue(running: Running, entry: ScopeEntry, closed: boolean): Promise<void> {
  const { database, county, lookbackId, request } = running;
  const { findingId } = await must(
    recordFinding(database, request('record-finding', '2026-09-18'), {
      ...{ lookbackId, subject: entry, grade: 'problem', evidenceText: null },
      ...{ content: '设施损坏，没有明确管护单位。', questions: ['still-works', 'is-maintained'] },
    }),
  );
  const clerk = county.townships.find((one) => one.townshipId === entry.reviewedId);
  const there = (kind: string, day: string) =>
    demoRequest(entry.reviewedId, kind, clerk?.clerkId ?? null, at(day));
  await must(
    replyToFinding(database, there('reply-to-finding', '2026-09-22'), {
      ...{ findingId, agrees: true, content: '情况属实，移交时没有写明由谁管护。' },
    }),
  );
  const { rectificationId } = await must(
    rectifyFinding(database, request('rectify-finding', '2026-09-23'), {
      ...{ lookbackId, findingId, power: 'request', unitId: null },
      legalBasis: '地方组织法：县级人大常委会联系、指导下级人大工作',
      ...{ unitName: entry.reviewedName, personInCharge: '分管负责人', dueOn: '2026-12-20' },
      content: '修复设施，明确管护单位和经费。',
    }),
  );
  if (!closed) return;
  await must(
    answerRectification(database, there('answer-rectification', '2026-10-15'), {
      ...{ rectificationId, organisationIds: null },
      content: '设施已修复，由所在村管护，经费列入村级预算。',
    }),
  );
  await must(
    recheckRectification(database, request('recheck-rectification', '2026-10-22'), {
      ...{ rectificationId, result: 'closed', newDueOn: null },
      finding: '现场复查，设施恢复使用，管护牌已挂出。',
    }),
  );
}
