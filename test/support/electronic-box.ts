import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { strongProofsJson } from '../../src/ballot/tally/strong-proofs.ts';
import type { Tables } from '../../src/database/tables.ts';
import { loadArchive } from '../../src/stages/voting/board/archive-store.ts';
import { type KeyVault, openKeyVault } from '../../src/stages/voting/key-vault.ts';
import { readClosedBox } from '../../src/stages/voting/opening/box-of-archive.ts';
import { cast, giveShare, must } from './ballot-rounds.ts';
import type { ElectronicRound } from './electronic-round.ts';

/** Marks of one ballot: one list for each question. */
export type BallotMarks = readonly (readonly number[])[];

/** Puts ballots into the box as casting does, one slip after the other from `first` on. */
export async function putBallots(
  database: Kysely<Tables>,
  round: ElectronicRound,
  votes: readonly BallotMarks[],
  first = 0,
): Promise<readonly string[]> {
  const trackers: string[] = [];
  for (const [index, marks] of votes.entries()) {
    const ballot = cast(round.test, first + index, marks);
    const credential = String(must(round.test.slips[first + index]).publicKey);
    await database
      .updateTable('box.slip')
      .set({ ballot: ballot.json, tracker: ballot.tracker })
      .where('uuid', '=', round.uuid)
      .where('credential', '=', credential)
      .execute();
    trackers.push(ballot.tracker);
  }
  return trackers;
}

/** A vault of its own with the server's key of this round. */
export async function vaultFor(
  round: ElectronicRound,
): Promise<{ readonly vault: KeyVault; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-keys-'));
  const vault = openKeyVault(folder, null);
  await vault.write({
    uuid: round.uuid,
    decryption: must(round.test.secrets.get(1)),
    receipt: round.receiptSecret,
  });
  return { vault, folder };
}

/** The share of an owner for the closed box on the board, as a scrutineer's device sends it. */
export async function shareOf(database: Kysely<Tables>, round: ElectronicRound, owner: number) {
  const { tally } = readClosedBox(await loadArchive(database, round.uuid));
  const share = giveShare(round.test, owner, tally);
  return { partialDecryption: share.text, strongProofs: strongProofsJson([share.strong]) };
}
