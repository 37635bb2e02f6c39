import type { Kysely } from 'kysely';
import {
  type LabelledTownship,
  labelledTownship,
} from '../../src/commands/indicators/synthetic-townships.ts';
import type { Tables } from '../../src/database/tables.ts';
import { defaultRuleSheet } from '../../src/rules/rule-sheet/default-sheet.ts';
import { actRow, buildWorld, personWithRole, type World, type WorldPerson } from './world.ts';
import { type WrittenCongress, writeCongress, writeYear } from './write-year.ts';

/** A township of the county with what the generator knows of it. */
export interface ReviewedTownship extends WrittenCongress {
  readonly name: string;
  readonly yearId: string;
  readonly labelled: LabelledTownship;
}

/** The world with eight more townships whose year 2025 is written, and a city over a county of two. */
export interface ReviewWorld extends World {
  readonly townships: readonly ReviewedTownship[];
  readonly cityId: string;
  readonly cityCountyId: string;
  readonly cityViewer: WorldPerson;
}

/** The day on which these years are looked at. */
export const reviewDay = '2026-01-31';
/** The same day as a clock of the application. */
export const reviewNow = new Date('2026-01-31T03:00:00Z');
/** The sheet of every township. */
export const reviewSheet = defaultRuleSheet({ level: 'township' });

const names = ['东岭镇', '西岭镇', '上塘乡', '下塘乡', '新河镇', '古渡镇', '青石乡', '白沙镇'];

async function township(
  database: Kysely<Tables>,
  parentId: string,
  name: string,
  labelled: LabelledTownship,
): Promise<ReviewedTownship> {
  const sheet = reviewSheet;
  const congress = await writeCongress(database, { parentId, kind: 'township', name, sheet });
  const { yearId } = await writeYear(database, congress, labelled.record);
  return { ...congress, name, yearId, labelled };
}

/** Builds it: healthy and formalistic townships in turn, half of whose ways differ. */
export async function buildReviewWorld(database: Kysely<Tables>): Promise<ReviewWorld> {
  const world = await buildWorld(database);
  const townships: ReviewedTownship[] = [];
  for (const [index, name] of names.entries()) {
    const label = index % 2 === 0 ? 'healthy' : 'formalistic';
    const labelled = labelledTownship(3 + Math.floor(index / 2), label);
    townships.push(await township(database, world.countyId, name, labelled));
  }
  const place = { sheet: reviewSheet, parentId: world.installationId };
  const city = await writeCongress(database, { ...place, kind: 'city', name: '示例市' });
  const county = await writeCongress(database, {
    ...{ ...place, parentId: city.congressId, kind: 'county', name: '临溪县' },
  });
  await township(database, county.congressId, '高坪镇', labelledTownship(21, 'healthy'));
  await township(database, county.congressId, '双桥镇', labelledTownship(22, 'formalistic'));
  const now = new Date('2026-01-20T01:00:00Z');
  const cityViewer = await personWithRole(database, {
    ...{ congressId: city.congressId, name: '市级', role: 'city_viewer', meetingId: null, now },
    actId: await actRow(database, city.congressId, now),
  });
  const cityId = city.congressId;
  return { ...world, townships, cityId, cityCountyId: county.congressId, cityViewer };
}
