import { randomUUID } from 'node:crypto';
import type { Result } from '../../src/rules/refusals.ts';
import { loadArchive } from '../../src/stages/voting/board/archive-store.ts';
import { closeRound } from '../../src/stages/voting/close-round.ts';
import { beginOpening } from '../../src/stages/voting/opening/begin-opening.ts';
import { readClosedBox } from '../../src/stages/voting/opening/box-of-archive.ts';
import { giveShare } from '../../src/stages/voting/opening/give-share.ts';
import { openBox } from '../../src/stages/voting/opening/open-box.ts';
import {
  type BoardFiles,
  filesOf,
  loadProofsText,
} from '../../src/stages/voting/opening/verify-board.ts';
import type { ActRequest } from '../../src/trail/perform-act.ts';
import type { TestDatabase } from './database.ts';
import { shareOf, vaultFor } from './electronic-box.ts';
import type { ElectronicRound } from './electronic-round.ts';
import type { World } from './world.ts';

/** The request of an act in the invented township. */
export function requestIn(
  world: World,
  kind: string,
  personId = world.people.clerk.id,
): ActRequest {
  const congressId = world.townshipId;
  return {
    ...{ congressId, actId: randomUUID(), kind, personId, happenedAt: null },
    now: new Date(),
  };
}

/** Who holds the key of this owner: 2 is the chief's, 1 the server's. */
export function holderOf(world: World, owner: number): string {
  const { chief, scrutineerA, scrutineerB } = world.people;
  return [chief, scrutineerA, scrutineerB][owner - 2]?.id ?? '';
}

/** The value of what must have succeeded. */
export function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(result.refusals.map((one) => `${one.code} ${one.message}`).join('\n'));
}

/** Closes a box and opens it with the keys of these owners, by the product's own acts. */
export async function openRoundBy(
  { database }: TestDatabase,
  world: World,
  round: ElectronicRound,
  owners: readonly number[],
): Promise<void> {
  const place = { meetingId: world.meetingId, roundId: round.roundId };
  done(await closeRound(database, requestIn(world, 'close-round'), place));
  await giveShares({ database }, world, round, owners);
}

/** Begins the opening of a closed box and gives the shares of these owners. */
export async function giveShares(
  { database }: Pick<TestDatabase, 'database'>,
  world: World,
  round: ElectronicRound,
  owners: readonly number[],
): Promise<void> {
  const place = { meetingId: world.meetingId, roundId: round.roundId };
  const { vault } = await vaultFor(round);
  done(await beginOpening(database, requestIn(world, 'begin-opening'), vault, place));
  for (const owner of owners) {
    const personId = holderOf(world, owner);
    const share = await shareOf(database, round, owner);
    const request = requestIn(world, 'give-share', personId);
    done(await giveShare(database, request, { ...place, ...share }));
    const origin = { congressId: world.townshipId, personId, now: new Date() };
    done(await openBox(database, origin, place));
  }
}

/** The two files of a round as anybody downloads them. */
export async function filesOfRound(
  { database }: Pick<TestDatabase, 'database'>,
  world: World,
  round: ElectronicRound,
): Promise<BoardFiles> {
  const archive = await loadArchive(database, round.uuid);
  const place = { congressId: world.townshipId, uuid: round.uuid };
  const { owners } = readClosedBox(archive);
  const { election } = round.test.setup;
  return filesOf(archive, await loadProofsText(database, place, election, owners));
}
