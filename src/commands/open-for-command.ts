import { type OpenDatabase, openDatabase } from '../database/open-database.ts';
import { readSettings, type Settings } from '../settings.ts';

/** Opens the database for a command, beside a running application; says what is wrong and ends else. */
export async function openForCommand(): Promise<{ settings: Settings; opened: OpenDatabase }> {
  const settings = readSettings(process.env);
  if (!settings.ok) {
    for (const refusal of settings.refusals) console.error(refusal.message);
    process.exit(2);
  }
  const opened = await openDatabase(settings.value, { purpose: 'command', log: console.error });
  if (!opened.ok) {
    for (const refusal of opened.refusals) console.error(refusal.message);
    process.exit(1);
  }
  return { settings: settings.value, opened: opened.value };
}
