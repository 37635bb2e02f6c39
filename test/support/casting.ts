import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { parseReceipt, verifyReceipt } from '../../src/ballot/receipt.ts';
import type { Tables } from '../../src/database/tables.ts';
import type { ElectronicState } from '../../src/rules/electronic-channel.ts';
import { openKeyVault } from '../../src/stages/voting/key-vault.ts';
import { group, must } from './ballot-rounds.ts';
import type { ElectronicRound } from './electronic-round.ts';

/** Puts the server's keys of a round where the ballot site looks for them; gives the folder. */
export async function writeKeyFile(
  round: ElectronicRound,
  folder = mkdtempSync(join(tmpdir(), 'piaojue-keys-')),
): Promise<string> {
  const written = await openKeyVault(folder, null).write({
    uuid: round.uuid,
    decryption: must(round.test.secrets.get(1)),
    receipt: round.receiptSecret,
  });
  if (!written.ok) throw new Error('the key file was not written');
  return folder;
}

/** Marks for the round that `buildElectronicRound` makes with the form "at most": chosen numbers. */
export function marksFor(round: ElectronicRound, chosen: readonly number[]): number[][] {
  return round.test.election.election.questions.map(({ answers, blank }) => [
    ...(blank ? [chosen.length === 0 ? 1 : 0] : []),
    ...answers.map((_, index) => (chosen.includes(index + 1) ? 1 : 0)),
  ]);
}

/** Whether a receipt's text was signed for this tracker by the round's receipt key. */
export function isReceiptOf(round: ElectronicRound, text: string, tracker: string): boolean {
  const receipt = parseReceipt(text);
  return (
    receipt.ok &&
    receipt.value.tracker === tracker &&
    receipt.value.uuid === round.uuid &&
    verifyReceipt(group, group.powerOfG(round.receiptSecret), receipt.value)
  );
}

/** Trackers in the box, sorted. */
export async function trackersInBox(database: Kysely<Tables>, uuid: string): Promise<string[]> {
  const rows = await database
    .selectFrom('box.slip')
    .select('tracker')
    .where('uuid', '=', uuid)
    .where('tracker', 'is not', null)
    .execute();
  return rows.map(({ tracker }) => tracker ?? '').sort();
}

/** Everything that the tables of record, trail, box and board hold, to show that nothing changed. */
export async function everything(database: Kysely<Tables>): Promise<string> {
  const tables = ['box.slip', 'box.test_ballots', 'record.act', 'trail.entry', 'record.round'];
  const contents = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ row: string }>`
        select row_to_json(one)::text as row from ${sql.table(table)} one order by 1`.execute(
        database,
      );
      return rows.map(({ row }) => row).join('\n');
    }),
  );
  return contents.join('\n\n');
}

/** Moves the states of a round's channel and of the round, as the acts of other stages would. */
export async function setStates(
  database: Kysely<Tables>,
  round: ElectronicRound,
  states: { channel?: ElectronicState; round?: Tables['record.round']['state'] },
): Promise<void> {
  const { channel, round: state } = states;
  if (channel !== undefined) {
    await database
      .updateTable('record.round_channel')
      .set({ state: channel })
      .where('round_id', '=', round.roundId)
      .where('channel', '=', 'electronic')
      .execute();
  }
  if (state !== undefined) {
    await database
      .updateTable('record.round')
      .set({ state })
      .where('id', '=', round.roundId)
      .execute();
  }
}
