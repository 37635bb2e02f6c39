import PgBoss from 'pg-boss';

/** The schema in which the job queue keeps its tables. */
export const jobSchema = 'jobs';

/** The queue of the job that looks for what is due. */
export const reminderQueue = 'reminders';

/** The queue of the job that sums residents' ratings up for the trail. */
export const ratingQueue = 'rating-summaries';

/** The queue of the job that erases what residents wrote, once it is due. */
export const erasureQueue = 'resident-words';

/**
 * Makes the tables and queues of the job queue, or brings them to the shape of its newest release. Runs as
 * the owner: the application's role may not make tables.
 */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    ...{ connectionString: ownerUrl, schema: jobSchema, application_name: 'piaojue-migrate' },
    ...{ supervise: false, max: 1 },
  });
  const faults: Error[] = [];
  boss.on('error', (error) => void faults.push(error));
  await boss.start();
  await boss.createQueue(reminderQueue);
  await boss.createQueue(ratingQueue);
  await boss.createQueue(erasureQueue);
  await boss.stop({ graceful: false, wait: true });
  const [fault] = faults;
  if (fault !== undefined) throw fault;
}
