import { createHash, randomUUID } from 'node:crypto';
import { drawSample } from '../../src/rules/lookback/draw.ts';
import { scopeHash } from '../../src/rules/lookback/scope.ts';
import { sha256 } from '../../src/trail/canonical.ts';
import { type TestApplication, testApplication } from './application.ts';
import type { TestDatabase } from './database.ts';
import { putBallots, vaultFor } from './electronic-box.ts';
import { buildElectronicRound, type ElectronicRound } from './electronic-round.ts';
import { openRoundBy } from './opened-round.ts';
import { actRow, buildWorld, type World } from './world.ts';

/** A year of 云溪镇 with an announced electronic round and something public of every kind around its projects. */
export interface AnnouncedYear {
  readonly world: World;
  readonly round: ElectronicRound;
  readonly application: TestApplication;
  readonly keyFolder: string;
  /** Projects that the announcement made, by number. */
  readonly projects: readonly { readonly id: string; readonly number: number }[];
}

const marks = (...chosen: readonly number[]) => [
  Array.from({ length: 13 }, (_, i) => (i > 0 && chosen.includes(i) ? 1 : 0)),
];

const ballots = [marks(1, 2, 3), marks(1, 2, 3), marks(1, 2, 3, 12), marks(1, 2)];

/**
 * Builds the year by the program's own acts as far as they reach, and rows for the rest. Four ballots decide,
 * the hall is as small as that; `times` so many of each make a box for measuring.
 */
export async function announceYear(support: TestDatabase, times = 1): Promise<AnnouncedYear> {
  const { database } = support;
  const world = await buildWorld(database);
  const votes = ballots.flatMap((ballot) => Array.from({ length: times }, () => ballot));
  const present = votes.length + 2;
  const round = await buildElectronicRound(database, world, {
    ...{ state: 'casting', slips: present + 2, issued: present, channels: 'electronic' },
  });
  await putBallots(database, round, votes);
  await database
    .updateTable('record.round')
    .set({ due: present + 1, present })
    .execute();
  const { folder } = await vaultFor(round);
  const application = testApplication(support, () => new Date('2026-01-20T03:00:00Z'), {
    keyFolder: folder,
  });
  await openRoundBy(support, world, round, [2, 3]);
  await announce(support, world, round, application);
  const projects = await database
    .selectFrom('record.project')
    .select(['id', 'number'])
    .orderBy('number')
    .execute();
  await livesOn(support, world, projects);
  return { world, round, application, keyFolder: folder, projects };
}

/** From the report to the announcement, signed by the scrutineers and whoever else has to. */
export async function announce(
  support: TestDatabase,
  world: World,
  round: Pick<ElectronicRound, 'roundId'>,
  application: TestApplication,
  besides: readonly (keyof World['people'])[] = [],
): Promise<void> {
  const at = `/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;
  type Who = keyof World['people'];
  const post = async (path: string, who: Who, fields: Record<string, string> = {}) => {
    const response = await application.post(`${at}${path}`, world.people[who].token, fields);
    const found = response.status === 303 || path === '/issue-signing-code';
    if (!found) throw new Error(`${path}: ${await response.text()}`);
    return response;
  };
  // One that is made already stands.
  await application.post(`${at}/make-report`, world.people.clerk.token, {});
  const { id } = await support.database
    .selectFrom('record.count_report')
    .select('id')
    .where('round_id', '=', round.roundId)
    .executeTakeFirstOrThrow();
  for (const who of ['chief', 'scrutineerA', 'scrutineerB', ...besides] as const) {
    const page = await (await post('/issue-signing-code', who)).text();
    const code = /signing-code">\s*(\d{4}) (\d{4})/.exec(page);
    await post('/sign-by-code', 'clerk', {
      ...{ report_id: id, person_id: world.people[who].id, code: `${code?.[1]}${code?.[2]}` },
    });
  }
  await post('/declare-result', 'chair', { report_id: id });
  await post('/announce-result', 'clerk', {
    ...{ number: '第1号', dated: '2026-01-20', title: '关于票决结果的公告', issuer: '大会主席团' },
  });
}

/** Plan, progress, a photo, a paper, a test, a draw: rows as their own stages leave them. */
async function livesOn(
  { database }: TestDatabase,
  world: World,
  projects: AnnouncedYear['projects'],
): Promise<void> {
  const now = new Date('2026-06-01T01:00:00Z');
  const congress_id = world.townshipId;
  const act_id = await actRow(database, congress_id, now);
  const here = { congress_id, act_id };
  const project_id = projects[0]?.id ?? '';
  const planId = randomUUID();
  const published = { published_at: now };
  const [paper, photo] = [await file('application/pdf'), await file('image/jpeg')];
  async function file(media_type: string): Promise<string> {
    const bytes = Buffer.from(`${media_type} of the year`);
    const content_hash = createHash('sha256').update(bytes).digest('hex');
    const id = randomUUID();
    const row = { ...here, id, content_hash, media_type, bytes, size_bytes: bytes.length };
    const published_at = media_type === 'application/pdf' ? now : null;
    await database
      .insertInto('record.attachment')
      .values({ ...row, file_name: '文件', published_at })
      .execute();
    return id;
  }
  await database
    .insertInto('record.project_plan')
    .values({
      ...{ ...here, ...published, id: planId, project_id, number: 1, paper_id: paper },
      ...{ department_id: world.departmentId, person_in_charge: '王明', goal: '按期建成' },
      ...{ safeguards: '专班负责', starts_on: '2026-03-01', finishes_on: '2026-11-30' },
    })
    .execute();
  await database
    .insertInto('record.progress_report')
    .values({
      ...{ ...here, ...published, id: randomUUID(), project_id, month: '2026-05-01' },
      ...{ standing: 'on_plan', percent: 40, quantity: null, paid: '12.5', note: null },
    })
    .execute();
  await database
    .insertInto('record.project_photo')
    .values({
      ...{ ...here, ...published, id: randomUUID(), project_id, attachment_id: photo },
      ...{ occasion: 'progress', place_source: 'none', taken_at: now },
      ...{ subject_id: null, caption: null, latitude: null, longitude: null, place_text: null },
    })
    .execute();
  await database
    .insertInto('record.satisfaction_result')
    .values({
      ...{ ...here, ...published, id: randomUUID(), project_id, round_id: null, part: null },
      ...{ tested_on: '2026-06-01', base: 'present', base_count: 45, satisfied: 30 },
      ...{ fairly_satisfied: 10, dissatisfied: 5, verdict: 'satisfied', why: '满意过半' },
    })
    .execute();
  await lookBack(database, world, projects);
}

async function lookBack(
  database: TestDatabase['database'],
  world: World,
  projects: AnnouncedYear['projects'],
): Promise<void> {
  const now = new Date('2026-09-01T01:00:00Z');
  const here = { congress_id: world.countyId, act_id: await actRow(database, world.countyId, now) };
  const lookback_id = randomUUID();
  const lines = projects.map((one) => `${world.townshipId}\t2026\t${one.number}\t${one.id}`);
  await database
    .insertInto('record.lookback')
    .values({
      ...{ ...here, id: lookback_id, title: '2026年回头看', purpose: '看实效', from_year: 2026 },
      ...{ to_year: 2026, starts_on: '2026-09-01', ends_on: '2026-10-01', sample_size: 1 },
      ...{ strata: 'none', state: 'drawn', reviewed_ids: [world.townshipId] },
      ...{ scope_hash: scopeHash(lines, sha256), scope_published_at: now, published_at: now },
      ...{ report: null, report_hash: null, reported_on: null, continues_id: null },
    })
    .execute();
  await database
    .insertInto('record.lookback_scope')
    .values(
      projects.map((one, index) => ({
        ...{ congress_id: here.congress_id, lookback_id, position: index + 1 },
        ...{ reviewed_id: world.townshipId, project_id: one.id, line: lines[index] ?? '' },
      })),
    )
    .execute();
  const seed = '20260902 07 11 19';
  await database
    .insertInto('record.lookback_draw')
    .values({
      ...{ ...here, id: randomUUID(), lookback_id, number: 1, seed, seed_source: '体育彩票开奖号' },
      ...{ seed_due_at: new Date('2026-09-02T12:00:00Z'), announced_at: now },
      ...{ drawn_at: new Date('2026-09-02T13:00:00Z'), witnesses: ['李一', '王二'], reason: null },
      positions: [...drawSample({ lines, seed, perStratum: 1, strata: 'none' }, sha256)],
    })
    .execute();
}
