import type { Kysely } from 'kysely';
import PgBoss from 'pg-boss';
import { jobSchema, reminderQueue } from '../../database/jobs.ts';
import type { Tables } from '../../database/tables.ts';
import { deliverySources, type ReminderSource, remind } from '../../stages/delivery/index.ts';

/** Everything that may be due, one list for each stage. */
export const reminderSources: readonly ReminderSource[] = [...deliverySources];

/** How often the queue is looked at, in seconds: nothing here is urgent. */
const lookEvery = 30;

/**
 * Starts the durable jobs: twice a day, and once when the server starts, everything that is due is
 * looked for. A job that was begun by a server that died is done by the next one.
 */
export async function startReminderJobs(options: {
  readonly database: Kysely<Tables>;
  readonly applicationUrl: string;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}): Promise<{ readonly stop: () => Promise<void> }> {
  const { database, applicationUrl, now, log } = options;
  const boss = new PgBoss({
    ...{ connectionString: applicationUrl, schema: jobSchema, application_name: 'piaojue-jobs' },
    ...{ migrate: false, max: 2 },
  });
  boss.on('error', (error) => log(`jobs: ${error.message}`));
  await boss.start();
  // Asked for before the first look, so that it does not wait for the next one.
  await boss.send(reminderQueue, {}, { retryLimit: 5, retryDelay: 60 });
  await boss.work(reminderQueue, { pollingIntervalSeconds: lookEvery }, async () => {
    const count = await remind(database, reminderSources, now());
    if (count > 0) log(`reminders: ${count}`);
  });
  await boss.schedule(reminderQueue, '20 7,13 * * *', {}, { tz: 'Asia/Shanghai' });
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }) };
}
