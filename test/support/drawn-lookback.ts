import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import sharp from 'sharp';
import type { Tables } from '../../src/database/tables.ts';
import type { Result } from '../../src/rules/refusals.ts';
import { enterDraw } from '../../src/stages/lookback/enter-draw.ts';
import {
  listDraws,
  loadScope,
  type ScopeEntry,
  sampleOf,
} from '../../src/stages/lookback/lookback-store.ts';
import { draftLookback, type Programme } from '../../src/stages/lookback/plan-lookback.ts';
import { publishScope } from '../../src/stages/lookback/publish-scope.ts';
import type { AdoptedWorld } from './adopted.ts';

/** A look-back of the county over the township of the world, with its sample. */
export interface DrawnLookback {
  readonly id: string;
  readonly sample: readonly ScopeEntry[];
}

/** The value of an act that must not be refused. */
export function accepted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.refusals.map((one) => one.message).join(' '));
  return result.value;
}

/** Walks a look-back, the county's unless `by` says otherwise, to its drawn sample by the program's own acts, an hour before `now`. */
export async function drawLookback(
  database: Kysely<Tables>,
  world: AdoptedWorld,
  now: Date,
  other: Partial<Programme> = {},
  by: { readonly congressId: string; readonly personId: string } = {
    ...{ congressId: world.countyId, personId: world.people.countyClerk.id },
  },
): Promise<DrawnLookback> {
  const start = now.getTime() - 3_600_000;
  const request = (kind: string, minutes: number) => ({
    ...{ ...by, actId: randomUUID(), kind, happenedAt: null },
    now: new Date(start + minutes * 60_000),
  });
  const { lookbackId } = accepted(
    await draftLookback(database, request('draft-lookback', 0), {
      ...{ title: '2026年民生实事项目回头看', purpose: '看当年的实事还在不在、好不好用' },
      ...{ reviewedIds: [world.townshipId], fromYear: 2026, toYear: 2026 },
      ...{ startsOn: '2028-03-01', endsOn: '2028-06-30', perStratum: 3, strata: 'congress' },
      ...{ continuesId: null, ...other },
    }),
  );
  accepted(
    await publishScope(database, request('publish-scope', 1), {
      ...{ lookbackId, version: 1, seedSource: '当众掷骰子' },
      seedDueAt: new Date(start + 10 * 60_000),
    }),
  );
  accepted(
    await enterDraw(database, request('enter-draw', 20), {
      ...{ lookbackId, version: 2, seed: '3 5 1 6 2 4' },
      drawnAt: new Date(start + 15 * 60_000),
      witnesses: ['甲（县司法局）', '乙（县公证处）'],
    }),
  );
  const scope = await loadScope(database, by.congressId, lookbackId);
  const draws = await listDraws(database, by.congressId, lookbackId);
  return { id: lookbackId, sample: sampleOf(scope, draws) };
}

/** What a look-back asks by itself, and the question of the template that it leaves out. */
export const ownQuestion = '夜里八点路灯亮不亮？';
export const leftOut = { code: 'deliberated', reason: '会议记录另有核对' };

/** Gives a look-back these questions, as its draft had them. */
export async function askByItself(database: Kysely<Tables>, lookbackId: string): Promise<void> {
  const own = { code: 'own-1', part: 'project', method: 'site', text: ownQuestion };
  const questions = JSON.stringify({ own: [{ ...own, hint: '八点以后去' }], leftOut: [leftOut] });
  await database
    .updateTable('record.lookback')
    .set({ questions })
    .where('id', '=', lookbackId)
    .execute();
}

/** A photo as a phone makes it, with place and time in it. */
export async function phonePhoto(background: string): Promise<Buffer> {
  return await sharp({ create: { width: 1_200, height: 900, channels: 3, background } })
    .withExif({
      IFD0: { Model: 'phone of somebody' },
      IFD2: { DateTimeOriginal: '2028:03:05 10:11:12' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 30/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
}

/** Puts a photo of its acceptance to a project of the township, as the stage `delivery` leaves it. */
export async function acceptancePhotoRow(
  database: Kysely<Tables>,
  world: AdoptedWorld,
  projectId: string,
  actId: string,
  takenAt: Date | null = new Date('2026-12-10T02:00:00Z'),
): Promise<string> {
  const here = { congress_id: world.townshipId, act_id: actId };
  const [id, attachmentId] = [randomUUID(), randomUUID()];
  const bytes = await sharp({
    create: { width: 1_200, height: 900, channels: 3, background: '#5a7d5a' },
  })
    .jpeg()
    .toBuffer();
  await database
    .insertInto('record.attachment')
    .values({
      ...{ ...here, id: attachmentId, content_hash: 'a'.repeat(64), media_type: 'image/jpeg' },
      ...{ file_name: '验收.jpg', size_bytes: bytes.length, bytes },
    })
    .execute();
  await database
    .insertInto('record.project_photo')
    .values({
      ...{ ...here, id, project_id: projectId, attachment_id: attachmentId },
      ...{ occasion: 'acceptance', caption: '村口第一盏灯', place_source: 'none' },
      ...{ taken_at: takenAt, published_at: new Date('2026-12-10T03:00:00Z') },
    })
    .execute();
  return id;
}
