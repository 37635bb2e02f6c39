import { expect } from 'vitest';
import type { TestApplication } from './application.ts';
import type { TestDatabase } from './database.ts';
import type { TestMeeting } from './satisfaction-meeting.ts';

/** A satisfaction test, or a round about adjustments, on paper, walked through by the pages. */
export interface PaperTest {
  /** The path of its round. */
  readonly round: string;
  readonly roundId: string;
  /** Sends a form of the round that must succeed; answers where it leads. */
  readonly done: (
    path: string,
    token: string,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<string>;
}

/** The votes of one batch: of each line, how many gave each of three marks. */
export type BatchOfGrades = readonly (readonly [number, number, number])[];

/** Creates a test of all projects; `fields` adds to the form, such as sub-items. */
export async function createPaperTest(
  application: TestApplication,
  meeting: TestMeeting,
  fields: Readonly<Record<string, string>> = {},
): Promise<PaperTest> {
  const base = `/c/${meeting.congressId}/m/${meeting.meetingId}`;
  const body = new FormData();
  for (const project of meeting.projects) body.append('projects', project);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return await createPaperRound(application, meeting, `${base}/tests`, body);
}

/** Creates a round by sending its form as the clerk. */
export async function createPaperRound(
  application: TestApplication,
  meeting: Pick<TestMeeting, 'clerk'>,
  path: string,
  body: FormData,
): Promise<PaperTest> {
  body.set('act_id', crypto.randomUUID());
  const made = await application.app.request(`http://localhost${path}`, {
    method: 'POST',
    body,
    headers: {
      'sec-fetch-site': 'same-origin',
      origin: 'http://localhost',
      cookie: `piaojue=${meeting.clerk.token}`,
    },
  });
  expect(made.status, made.status === 303 ? '' : await made.text()).toBe(303);
  const round = made.headers.get('location') ?? '';
  return {
    round,
    roundId: round.split('/r/')[1] ?? '',
    done: async (path, token, sent = {}) => {
      const response = await application.post(`${round}${path}`, token, sent);
      expect(
        response.status,
        `${path}: ${response.status === 303 ? '' : await response.text()}`,
      ).toBe(303);
      return response.headers.get('location') ?? '';
    },
  };
}

/** From printing to the beginning of the count: so many papers go out and come back. */
export async function castPapers(
  test: PaperTest,
  meeting: TestMeeting,
  papers: number,
  method: 'papers' | 'tally',
): Promise<void> {
  const clerk = meeting.clerk.token;
  await test.done('/print-papers', clerk, { printed: String(papers + 5), colour: '浅绿' });
  await test.done('/open-round', clerk);
  await test.done('/issue-papers', clerk, { issued: String(papers), spoiled: '0' });
  await test.done('/close-round', clerk);
  await test.done('/return-papers', meeting.scrutineer.token, { returned: String(papers) });
  await test.done('/begin-count', meeting.scrutineer.token, { method });
}

/** Binds a batch and takes it for a teller; answers the path of the entry. */
export async function takeBatch(
  database: TestDatabase,
  test: PaperTest,
  meeting: TestMeeting,
  papers: number,
): Promise<readonly [string, string]> {
  await test.done('/count/batches', meeting.clerk.token, { papers: String(papers) });
  const { id } = await database.database
    .selectFrom('count.batch as batch')
    .innerJoin('count.counting as counting', 'counting.id', 'batch.counting_id')
    .select('batch.id')
    .where('counting.round_id', '=', test.roundId)
    .orderBy('counting.number', 'desc')
    .orderBy('batch.number', 'desc')
    .executeTakeFirstOrThrow();
  const entries: string[] = [];
  for (const teller of meeting.tellers) {
    const taken = await test.done('/count/claim', teller.token, { batch_id: id });
    entries.push(taken.slice(test.round.length));
  }
  const [first = '', second = ''] = entries;
  return [first, second];
}

/** Both tellers enter the tally sheet of a batch alike. */
export async function enterTallies(
  database: TestDatabase,
  test: PaperTest,
  meeting: TestMeeting,
  batch: { readonly papers: number; readonly votes: BatchOfGrades },
  codes: readonly [string, string, string] = ['satisfied', 'fairly_satisfied', 'dissatisfied'],
): Promise<void> {
  const entries = await takeBatch(database, test, meeting, batch.papers);
  const fields: Record<string, string> = { void: '0' };
  for (const [index, votes] of batch.votes.entries()) {
    for (const [position, code] of codes.entries()) {
      fields[`votes-${index + 1}-${code}`] = String(votes[position]);
    }
  }
  for (const [index, entry] of entries.entries()) {
    const token = meeting.tellers[index]?.token ?? '';
    await test.done(`${entry}/tally`, token, fields);
    await test.done(`${entry}/finish`, token);
  }
}

/** From the end of the count to the declaration; the sheet asks the chief scrutineer alone to sign. */
export async function declareTest(
  application: TestApplication,
  database: TestDatabase,
  test: PaperTest,
  meeting: TestMeeting,
): Promise<void> {
  const clerk = meeting.clerk.token;
  await test.done('/count/finish', clerk);
  await test.done('/make-report', clerk);
  const { id } = await database.database
    .selectFrom('record.count_report')
    .select('id')
    .where('round_id', '=', test.roundId)
    .where('state', '<>', 'fallen')
    .executeTakeFirstOrThrow();
  const page = await application.post(`${test.round}/issue-signing-code`, meeting.chief.token, {});
  const code = /signing-code">\s*(\d{4}) (\d{4})/.exec(await page.text());
  await test.done('/sign-by-code', clerk, {
    ...{ report_id: id, person_id: meeting.chief.id, code: `${code?.[1]}${code?.[2]}` },
  });
  await test.done('/declare-result', meeting.chair.token, { report_id: id });
}
