import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyArchive } from '../../../src/ballot/verify/verify-archive.ts';
import { decideInput } from '../../../src/rules/outcome/decide-input.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import {
  createDecisionRound,
  loadProject,
  requestAdjustment,
} from '../../../src/stages/delivery/index.ts';
import { declareResult, listReports, makeReport } from '../../../src/stages/result/index.ts';
import { loadPublicOutcome } from '../../../src/stages/result/public-outcome.ts';
import {
  findSealedElection,
  loadRoundForReaders,
} from '../../../src/stages/voting/casting/casting-store.ts';
import { closeRound } from '../../../src/stages/voting/index.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { putBallots, vaultFor } from '../../support/electronic-box.ts';
import { buildElectronicRound, type ElectronicRound } from '../../support/electronic-round.ts';
import { done, filesOfRound, giveShares, requestIn } from '../../support/opened-round.ts';
import { countPapers } from '../../support/paper-count.ts';

/** A township's congress of 47 decides two adjustments on papers and phones together, then one on phones alone. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let round: ElectronicRound;
let adjustments: readonly string[];

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  adjustments = [await suspension(0), await suspension(1)];
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  await support.drop();
});

async function suspension(index: number): Promise<string> {
  const made = await requestAdjustment(support.database, requestIn(world, 'request-adjustment'), {
    ...{ projectId: world.projects[index]?.id ?? '', kind: 'suspend', reason: '地质条件变化。' },
    ...{ requestedBy: world.departmentId, proposed: null, paper: null, organisationIds: null },
    congressIds: [world.townshipId],
  });
  return done(made).adjustmentId;
}

/** Signs and declares a report of the round; signing is what `result` is tested for. */
async function declare(reportId: string): Promise<void> {
  for (const [table, state] of [
    ['record.count_report', 'signed'],
    ['record.round', 'certified'],
  ] as const) {
    await support.database
      .updateTable(table)
      .set({ state })
      .where('id', '=', table === 'record.round' ? round.roundId : reportId)
      .execute();
  }
  const declared = { ...place(), reportId, declaredBy: 'clerk_recorded' as const };
  done(await declareResult(support.database, requestIn(world, 'declare-result'), declared));
}

const answer = (index: number) => [0, 1, 2].map((one) => (one === index ? 1 : 0));
const at = () => `/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;
const place = () => ({ meetingId: world.meetingId, roundId: round.roundId });

describe('adjustments decided on papers and phones', () => {
  test('ask one question each: for, against or abstain, with what it is about beside it', async () => {
    const matters = adjustments.map((adjustmentId, index) => ({
      ...{ adjustmentId, id: world.projects[index]?.id ?? '', number: index + 1 },
      title: `第${index + 1}号“${world.projects[index]?.title}”：暂停实施`,
    }));
    round = await buildElectronicRound(support.database, world, {
      ...{ state: 'casting', slips: 28, issued: 24, channels: 'hybrid', form: 'each' },
      projects: matters,
    });
    await support.database
      .updateTable('record.adjustment')
      .set({ round_id: round.roundId })
      .where('id', 'in', [...adjustments])
      .execute();
    expect(round.test.election.election.questions).toEqual(
      matters.map(({ number, title }) => ({
        ...{ answers: ['赞成', '反对', '弃权'], blank: false, min: 1, max: 1 },
        question: `${number}. ${title}`,
      })),
    );
    const { folder } = await vaultFor(round);
    application = testApplication(support, undefined, { keyFolder: folder });
    const sealed = await findSealedElection(support.database, round.uuid);
    if (sealed === null) throw new Error('the box of the round is sealed');
    const read = await loadRoundForReaders(support.database, sealed);
    expect(read.candidates.map((one) => one.content)).toEqual(
      Array(2).fill('理由：地质条件变化。'),
    );
    // While the phones vote, nothing else decides.
    const again = await createDecisionRound(support.database, requestIn(world, 'create'), {
      ...{ meetingId: world.meetingId, sittingId: world.sittingId },
      adjustmentIds: [adjustments[0] ?? ''],
    });
    expect(again.ok ? '' : again.refusals[0].code).toBe('in-round');
  });

  test('are opened and added up, and the archive of the box is verified', async () => {
    const votes = Array.from({ length: 23 }, (_, index) => [answer(0), answer(index < 21 ? 0 : 1)]);
    await putBallots(support.database, round, votes);
    done(await closeRound(support.database, requestIn(world, 'close-round'), place()));
    await countPapers(support.database, world, round.roundId, [
      { 1: 'for', 2: 'for' },
      { 1: 'against' },
    ]);
    const sealed = await application.post(`${at()}/sign-paper-sheet`, world.people.chief.token, {});
    expect(sealed.status).toBe(303);
    await giveShares(support, world, round, [2, 3]);
    const files = await filesOfRound(support, world, round);
    const { failures } = verifyArchive(files.bytes, { strongProofs: files.proofs });
    expect(failures).toEqual([]);
  });

  test('are carried with 24 of 47 deputies, and only what carried changes its project', async () => {
    const { reportId } = done(
      await makeReport(support.database, requestIn(world, 'make-report'), place()),
    );
    await declare(reportId);
    const decisions = await support.database
      .selectFrom('record.decision')
      .select(['due', 'votes_for', 'votes_against', 'votes_abstain', 'carried', 'report_id'])
      .where('subject', '=', 'adjustment')
      .orderBy('votes_for', 'desc')
      .execute();
    const rested = { due: 47, report_id: reportId };
    expect(decisions).toEqual([
      { ...rested, votes_for: 24, votes_against: 1, votes_abstain: 0, carried: true },
      { ...rested, votes_for: 22, votes_against: 2, votes_abstain: 1, carried: false },
    ]);
    const states = await Promise.all(
      world.projects
        .slice(0, 2)
        .map(({ id }) => loadProject(support.database, world.townshipId, id)),
    );
    expect(states.map((one) => one?.state)).toEqual(['suspended', 'adopted']);
    const page = await application.get(`${at()}/report/${reportId}`, world.people.clerk.token);
    expect(await page.text()).toContain('1号1·1·0');
  });

  test('come out the same for whoever has the public figures', async () => {
    const file = await loadPublicOutcome(support.database, world.townshipId, round.roundId);
    const parsed = parseOutcomeInput(JSON.parse(JSON.stringify(file)));
    expect(parsed.ok ? decideInput(parsed.value) : parsed.refusals).toMatchObject({
      ...{ valid: true, threshold: 24 },
      projects: [{ adopted: true }, { adopted: false }],
    });
  });
});

describe('an adjustment decided on phones alone', () => {
  const others = () => world.projects.slice(2, 4);

  test('is asked, opened and decided without any paper; a deputy more in the hall does not vote', async () => {
    const [carried = '', rejected = ''] = [await suspension(2), await suspension(3)];
    adjustments = [carried, rejected];
    const matters = others().map(({ id, title }, index) => ({
      ...{ id, number: index + 1, title: `${title}：暂停实施` },
      adjustmentId: adjustments[index] ?? '',
    }));
    // A meeting has one living ceremony at a time: the keys of the round before are of no more use.
    await support.database
      .updateTable('record.ceremony')
      .set({ state: 'cancelled', state_reason: '本轮已经开箱。' })
      .execute();
    round = await buildElectronicRound(support.database, world, {
      ...{ state: 'casting', slips: 28, issued: 26, channels: 'electronic', form: 'each' },
      number: 2,
      projects: matters,
    });
    await support.database
      .updateTable('record.adjustment')
      .set({ round_id: round.roundId })
      .where('id', 'in', [...adjustments])
      .execute();
    // Of 47 deputies 24 say yes to the first; to the second one of them abstains: that is not more than half.
    const votes = Array.from({ length: 25 }, (_, index) => [
      answer(index === 24 ? 1 : 0),
      answer(index === 24 ? 1 : index === 23 ? 2 : 0),
    ]);
    await putBallots(support.database, round, votes);
    done(await closeRound(support.database, requestIn(world, 'close-round'), place()));
    await giveShares(support, world, round, [2, 3]);
    const { reportId } = done(
      await makeReport(support.database, requestIn(world, 'make-report'), place()),
    );
    await declare(reportId);
    const decisions = await support.database
      .selectFrom('record.decision')
      .select(['due', 'votes_for', 'votes_against', 'votes_abstain', 'carried', 'method'])
      .where('report_id', '=', reportId)
      .orderBy('votes_for', 'desc')
      .execute();
    const counted = { due: 47, votes_against: 1, method: 'ballot' };
    expect(decisions).toEqual([
      { ...counted, votes_for: 24, votes_abstain: 0, carried: true },
      { ...counted, votes_for: 23, votes_abstain: 1, carried: false },
    ]);
  });

  test('changes its project, and its page, report and public figures know of no paper', async () => {
    const states = await Promise.all(
      others().map(({ id }) => loadProject(support.database, world.townshipId, id)),
    );
    expect(states.map((one) => one?.state)).toEqual(['suspended', 'adopted']);
    const [report] = await listReports(support.database, world.townshipId, round.roundId);
    expect(report?.content.channels?.map(({ name }) => name)).toEqual(['electronic']);
    const page = await application.get(`${at()}/report/${report?.id}`, world.people.clerk.token);
    const text = await page.text();
    expect(text).toContain('未通过');
    expect(text).not.toContain('纸质票');
    const file = await loadPublicOutcome(support.database, world.townshipId, round.roundId);
    const parsed = parseOutcomeInput(JSON.parse(JSON.stringify(file)));
    expect(parsed.ok ? decideInput(parsed.value) : parsed.refusals).toMatchObject({
      ...{ valid: true, threshold: 24 },
      projects: [{ adopted: true }, { adopted: false }],
    });
  });
});
