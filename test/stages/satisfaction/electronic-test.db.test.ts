import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyArchive } from '../../../src/ballot/verify/verify-archive.ts';
import { decideSatisfaction } from '../../../src/rules/outcome/satisfaction.ts';
import { closeRound, loadRound } from '../../../src/stages/voting/index.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { announce } from '../../support/announced-year.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { checkedBundle } from '../../support/checked-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { putBallots, vaultFor } from '../../support/electronic-box.ts';
import { buildElectronicRound, type ElectronicRound } from '../../support/electronic-round.ts';
import { filesOfRound, giveShares, requestIn } from '../../support/opened-round.ts';
import { countPapers } from '../../support/paper-count.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let round: ElectronicRound;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  await support.drop();
});

const grade = (index: number) => [0, 1, 2].map((one) => (one === index ? 1 : 0));
/** Three ballots on three projects: 满意 3 of 3; 2 and 1; 1, 1 and 1. */
const votes = [
  [grade(0), grade(0), grade(0)],
  [grade(0), grade(0), grade(1)],
  [grade(0), grade(1), grade(2)],
];

const at = () => `/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;

describe('a satisfaction test on papers and phones', () => {
  test('asks one question a project with exactly three answers, and no blank', async () => {
    round = await buildElectronicRound(support.database, world, {
      ...{ state: 'casting', slips: 6, issued: 4, channels: 'hybrid', form: 'grades' },
      projects: world.projects.slice(0, 3),
    });
    expect(round.test.election.election.questions).toEqual(
      world.projects.slice(0, 3).map(({ number, title }) => ({
        ...{ answers: ['满意', '基本满意', '不满意'], blank: false, min: 1, max: 1 },
        question: `${number}. ${title}`,
      })),
    );
    const { folder } = await vaultFor(round);
    application = testApplication(support, undefined, { keyFolder: folder });
  });

  test('opens, adds up apart and together, and its archive is verified', async () => {
    await putBallots(support.database, round, votes);
    const place = { meetingId: world.meetingId, roundId: round.roundId };
    const closed = await closeRound(support.database, requestIn(world, 'close-round'), place);
    expect(closed.ok).toBe(true);
    await countPapers(support.database, world, round.roundId, [
      { 1: 'dissatisfied', 2: 'satisfied' },
      { 1: 'satisfied', 2: 'satisfied', 3: 'satisfied' },
    ]);
    const sealed = await application.post(`${at()}/sign-paper-sheet`, world.people.chief.token, {});
    expect(sealed.status).toBe(303);
    await giveShares(support, world, round, [2, 3]);
    const counted = await loadRound(
      support.database,
      world.townshipId,
      world.meetingId,
      round.roundId,
    );
    expect(counted?.state).toBe('counted');
    expect(counted?.electronic?.totals?.items[2]?.grades).toEqual({
      ...{ satisfied: 1, fairly_satisfied: 1, dissatisfied: 1 },
    });
    expect(counted?.paper?.totals?.items[2]).toMatchObject({
      ...{ abstain: 1, grades: { satisfied: 1, fairly_satisfied: 0, dissatisfied: 0 } },
    });
    const files = await filesOfRound(support, world, round);
    const { failures } = verifyArchive(files.bytes, { strongProofs: files.proofs });
    expect(failures).toEqual([]);
  });

  test('is reported with each channel and the sum', async () => {
    const made = await application.post(`${at()}/make-report`, world.people.clerk.token, {});
    expect(made.status, await made.clone().text()).toBe(303);
    const { content } = await support.database
      .selectFrom('record.count_report')
      .select('content')
      .executeTakeFirstOrThrow();
    expect(content).toMatchObject({
      form: 'grades',
      projects: [],
      satisfaction: {
        base: 'members',
        baseCount: 47,
        lines: [
          { satisfied: 4, fairly_satisfied: 0, dissatisfied: 1, ungraded: 0 },
          { satisfied: 4, fairly_satisfied: 1, dissatisfied: 0, ungraded: 0 },
          { satisfied: 2, fairly_satisfied: 1, dissatisfied: 1, ungraded: 1, doubtful: true },
        ],
      },
      channels: [
        { name: 'paper', valid: 2, projects: [{ for: null }, { for: null }, { for: null }] },
        { name: 'electronic', valid: 3 },
      ],
    });
    // Whoever has the public figures decides the same.
    const again = decideSatisfaction({
      ...{ kind: 'satisfaction', base: 'members', baseCount: 47 },
      rows: [{ title: '一', counts: [4, 0, 1] }],
    });
    expect(again.rows[0]?.verdict).toBe('不满意');
    const page = await application.get(`${at()}/result`, world.people.clerk.token);
    expect(await page.text()).toContain('其中电子（三等次）');
  });

  test('is in the auditor’s bundle of its projects’ year with its archive, and is derived again', async () => {
    await announce(support, world, round, application, [
      'tellerA',
      'tellerB',
      'tellerC',
      'tellerD',
    ]);
    const scope = { congressId: world.townshipId, yearId: world.yearId, year: 2026 };
    const { bytes, report } = await checkedBundle(support.database, scope);
    const files = unzipSync(bytes);
    // This world wrote its projects as adopted: that no vote is here is all there is to say.
    expect(report.failures.filter(({ check }) => check !== 'baselines')).toEqual([]);
    const notes = Object.fromEntries(report.checks.map(({ id, note }) => [id, note]));
    expect(notes.outcomes).toContain('0轮票决，1轮测评、3条结果');
    expect(notes.archives).toBe('1份选票档案');
    expect(files[`archives/${round.uuid}.bel`]).toBeDefined();
    const result = JSON.parse(
      strFromU8(files[`results/${round.roundId}.json`] ?? new Uint8Array()),
    );
    expect(result).toMatchObject({
      round: { kind: 'satisfaction' },
      outcome: { kind: 'satisfaction', baseCount: 47, rows: [{ counts: [4, 0, 1] }, {}, {}] },
    });
    // Nothing of a meeting that only held a test tells its list of candidates.
    expect(strFromU8(files['record/candidate-lists.jsonl'] ?? new Uint8Array())).toBe('');
  });
});
