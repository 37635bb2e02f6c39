import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyArchive } from '../../../src/ballot/verify/verify-archive.ts';
import { closeRound, loadRound } from '../../../src/stages/voting/index.ts';
import { signPaperSheet } from '../../../src/stages/voting/opening/sign-paper-sheet.ts';
import { toolVerifies } from '../../support/belenios-tool.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type BallotMarks, putBallots } from '../../support/electronic-box.ts';
import {
  buildElectronicRound,
  type ElectronicRoundOptions,
} from '../../support/electronic-round.ts';
import {
  done,
  filesOfRound,
  giveShares,
  openRoundBy,
  requestIn,
} from '../../support/opened-round.ts';
import { countPapers } from '../../support/paper-count.ts';
import { buildWorld, type World } from '../../support/world.ts';

/** Archives that the server made by itself, from the sealed set-up to the result, for the referee. */
let support: TestDatabase;
let world: World;
beforeEach(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
});
afterEach(() => support.drop());

const chooses = (blank: boolean, ...chosen: readonly number[]): BallotMarks => [
  Array.from({ length: blank ? 13 : 12 }, (_, i) =>
    chosen.includes(blank ? i : i + 1) && (i > 0 || !blank) ? 1 : 0,
  ),
];
const abstains: BallotMarks = [Array.from({ length: 13 }, (_, i) => (i === 0 ? 1 : 0))];
const each = (...marks: readonly number[]): BallotMarks =>
  Array.from({ length: 12 }, (_, item) => {
    const mark = marks[item % marks.length] ?? 0;
    return [0, 1, 2].map((option) => (option === mark ? 1 : 0));
  });

interface Case {
  readonly name: string;
  readonly options: Partial<ElectronicRoundOptions>;
  readonly votes: readonly BallotMarks[];
  /** Votes for the first projects. */
  readonly expected: readonly number[];
}

const cases: readonly Case[] = [
  {
    name: 'at most N, with abstaining',
    options: { form: 'upto' },
    votes: [chooses(true, 1, 2), chooses(true, 1), abstains],
    expected: [2, 1, 0],
  },
  {
    name: 'exactly N',
    options: { form: 'exactly', most: 2 },
    votes: [chooses(false, 1, 2), chooses(false, 1, 3), chooses(false, 1, 2)],
    expected: [3, 2, 1],
  },
  {
    name: 'for, against or abstain on each',
    options: { form: 'each' },
    votes: [each(0), each(0, 1), each(0, 2)],
    expected: [3, 1, 3],
  },
];

describe('an archive that the server made', () => {
  test.each(cases)(
    'passes the referee: $name',
    async ({ options, votes, expected }) => {
      const round = await buildElectronicRound(support.database, world, {
        ...{ state: 'casting', slips: 5, issued: 4 },
        ...options,
      });
      await putBallots(support.database, round, votes);
      await openRoundBy(support, world, round, [2, 4]);
      const { bytes, proofs } = await filesOfRound(support, world, round);
      const answer = await toolVerifies(round.uuid, bytes);
      expect(answer.err).toContain('all checks passed');
      expect(verifyArchive(bytes, { strongProofs: proofs }).failures).toEqual([]);
      const loaded = await loadRound(
        support.database,
        world.townshipId,
        world.meetingId,
        round.roundId,
      );
      const items = loaded?.electronic?.totals?.items.map((item) => item.for);
      expect(items?.slice(0, 3)).toEqual(expected);
    },
    240_000,
  );

  test('passes the referee: hybrid, the papers counted first', async () => {
    const round = await buildElectronicRound(support.database, world, {
      ...{ state: 'casting', slips: 5, issued: 4, channels: 'hybrid' },
    });
    await putBallots(support.database, round, [chooses(true, 1), chooses(true, 1), abstains]);
    const place = { meetingId: world.meetingId, roundId: round.roundId };
    done(await closeRound(support.database, requestIn(world, 'close-round'), place));
    await countPapers(support.database, world, round.roundId, [{ '1': 'for' }, { '2': 'for' }]);
    const chief = requestIn(world, 'sign-paper-sheet', world.people.chief.id);
    done(await signPaperSheet(support.database, chief, place));
    await giveShares(support, world, round, [3, 4]);
    const { bytes } = await filesOfRound(support, world, round);
    expect((await toolVerifies(round.uuid, bytes)).err).toContain('all checks passed');
  });
});
