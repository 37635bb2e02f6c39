import type { Kysely } from 'kysely';
import PgBoss from 'pg-boss';
import { erasureQueue, jobSchema, ratingQueue, reminderQueue } from '../../database/jobs.ts';
import type { Tables } from '../../database/tables.ts';
import { deliverySources, type ReminderSource, remind } from '../../stages/delivery/index.ts';
import {
  eraseOldWords,
  forgetSources,
  problemsDue,
  summariseRatings,
} from '../../stages/satisfaction/index.ts';

/** Everything that may be due, one list for each stage. */
export const reminderSources: readonly ReminderSource[] = [...deliverySources, problemsDue];

/** How often the queue is looked at, in seconds: nothing here is urgent. */
const lookEvery = 30;

/** A job of the queue: what it does, and when besides the start of the server. */
interface Job {
  readonly queue: string;
  readonly cron: string;
  readonly run: () => Promise<void>;
}

/**
 * Starts the durable jobs, each once when the server starts and then by its plan (cron, Asia/Shanghai): twice a
 * day everything that is due is looked for, once an hour residents' ratings are summed up in the trail and counts
 * of networks forgotten, every night what residents wrote is erased where its time is over. A job that was begun
 * by a server that died is done by the next one; a job that fails is tried five times, a minute apart. Throws
 * when the queue cannot be reached at the start. `stop` waits up to ten seconds for what is running.
 */
export async function startJobs(options: {
  readonly database: Kysely<Tables>;
  readonly applicationUrl: string;
  readonly now: () => Date;
  readonly log: (line: string) => void;
  /** How long words and phones of residents are kept after their matter was closed. */
  readonly residentWordsDays: number;
}): Promise<{ readonly stop: () => Promise<void> }> {
  const { database, applicationUrl, now, log, residentWordsDays } = options;
  const jobs: readonly Job[] = [
    {
      ...{ queue: reminderQueue, cron: '20 7,13 * * *' },
      run: async () => {
        const count = await remind(database, reminderSources, now());
        if (count > 0) log(`reminders: ${count}`);
      },
    },
    {
      ...{ queue: ratingQueue, cron: '5 * * * *' },
      run: async () => {
        await forgetSources(database, now());
        const count = await summariseRatings(database, now());
        if (count > 0) log(`summaries of ratings: ${count}`);
      },
    },
    {
      ...{ queue: erasureQueue, cron: '40 3 * * *' },
      run: async () => {
        const count = await eraseOldWords(database, now(), residentWordsDays);
        if (count > 0) log(`words of residents erased: ${count}`);
      },
    },
  ];
  const boss = new PgBoss({
    ...{ connectionString: applicationUrl, schema: jobSchema, application_name: 'piaojue-jobs' },
    ...{ migrate: false, max: 2 },
  });
  boss.on('error', (error) => log(`jobs: ${error.message}`));
  await boss.start();
  for (const { queue, cron, run } of jobs) {
    // Asked for before the first look, so that it does not wait for the next one.
    await boss.send(queue, {}, { retryLimit: 5, retryDelay: 60 });
    await boss.work(queue, { pollingIntervalSeconds: lookEvery }, run);
    await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai' });
  }
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }) };
}
