import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendEvent, archiveBytes } from '../../src/ballot/archive/archive.ts';
import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { checkBallot } from '../../src/ballot/check-ballot.ts';
import { deriveCredential } from '../../src/ballot/credential.ts';
import { openElection } from '../../src/ballot/election.ts';
import { sha256Bytes } from '../../src/ballot/hash.ts';
import { prepareBallot, signBallot } from '../../src/ballot/prepare-ballot.ts';
import { choiceCount, type Marks, type Question } from '../../src/ballot/question.ts';
import { type RandomSource, randomBelow, shuffle } from '../../src/ballot/random.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import {
  group,
  holdRound,
  makeRound,
  must,
  openBox,
  question,
  seeded,
} from '../support/ballot-rounds.ts';
import { inFolder, tool, toolVerifies } from '../support/belenios-tool.ts';

/**
 * Both directions with the live tool. Randomised: the seed is printed, and PIAOJUE_SEED repeats a run.
 */
const seed = process.env.PIAOJUE_SEED ?? String(Date.now());
process.stdout.write(`PIAOJUE_SEED=${seed}\n`);

/** Any marks that a question allows, abstaining included. */
function randomMarks({ answers, blank, min, max }: Question, random: RandomSource): Marks {
  const abstain = blank && randomBelow(5, random) === 0;
  const total = abstain ? 0 : min + randomBelow(max - min + 1, random);
  const marks = shuffle(
    answers.map((_, i) => (i < total ? 1 : 0)),
    random,
  );
  return blank ? [abstain ? 1 : 0, ...marks] : marks;
}

const threeAnswers: Question = { ...question(3, 1, 1), answers: ['赞成', '反对', '弃权'] };

const forms: readonly (readonly [string, readonly Question[]])[] = [
  ['at most three of five', [question(5, 0, 3)]],
  ['at most three of five, or abstain', [question(5, 1, 3, true)]],
  ['exactly three of five', [question(5, 3, 3)]],
  ['exactly three of five, or abstain', [question(5, 3, 3, true)]],
  ['from two to four of five', [question(5, 2, 4)]],
  ['from two to four of five, or abstain', [question(5, 2, 4, true)]],
  [
    'one question for each category',
    [question(3, 0, 1), question(4, 1, 2, true), question(2, 2, 2)],
  ],
  ['for, against, abstain on each project', [threeAnswers, threeAnswers, threeAnswers]],
];

describe('archives of ours', () => {
  test.each(forms)(
    '%s: the tool accepts it, with one key and with two of three',
    async (name, questions) => {
      for (const ceremony of [undefined, [3, 2] as const]) {
        const random = seeded(`${seed}|${name}`);
        const round = makeRound(`${seed}|${name}|${ceremony?.join()}`, {
          questions,
          slips: 5,
          ...(ceremony === undefined ? {} : { ceremony }),
        });
        const votes = Array.from({ length: 4 }, () =>
          questions.map((one) => randomMarks(one, random)),
        );
        const owners =
          ceremony === undefined ? [1] : [1, ...shuffle([2, 3, 4], random).slice(0, 2)];
        const opened = holdRound(round, votes, owners);
        const plain = questions.map((one, i) =>
          Array.from({ length: choiceCount(one) }, (_, j) =>
            votes.reduce((sum, vote) => sum + (vote[i]?.[j] ?? 0), 0),
          ),
        );
        expect(opened.totals).toEqual(plain);
        const { strongProofs } = opened;
        expect(verifyArchive(opened.bytes, { strongProofs, group }).failures).toEqual([]);
        const { uuid } = round.election.election;
        expect(await toolVerifies(uuid, opened.bytes)).toMatchObject({ ok: true });
      }
    },
  );

  test('the tool accepts them before the first ballot, without any, and with all shares given', async () => {
    const round = makeRound(`${seed}|empty`, {
      questions: [question(3, 0, 2)],
      slips: 3,
      ceremony: [3, 2],
    });
    const { uuid } = round.election.election;
    const setUp = archiveBytes(round.archive);
    expect(await toolVerifies(uuid, setUp)).toMatchObject({ ok: true });
    expect(verifyArchive(setUp, { group, stage: 'setup' }).failures).toEqual([]);
    const opened = openBox(round, closeBox(round.election, round.archive, []), [1, 2, 3, 4]);
    expect(await toolVerifies(uuid, opened.bytes)).toMatchObject({ ok: true });
    const { strongProofs } = opened;
    expect(verifyArchive(opened.bytes, { strongProofs, group }).failures).toEqual([]);
  });
});

/** An election that the tool sets up, its slips, and where it lies. */
async function setUpByTool(folder: string, template: unknown, threshold: boolean) {
  const run = async (words: readonly string[], input = '') => {
    const answer = await tool(folder, words, input);
    if (!answer.ok) throw new Error(`${words.join(' ')}: ${answer.err}`);
    return answer.out;
  };
  const named = ['--group', 'BELENIOS-2048'];
  const list = async (ending: string) =>
    (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const uuid = (await run(['setup', 'generate-token'])).trim();
  await run(['setup', 'generate-credentials', '--uuid', uuid, ...named, '--count', '5']);
  await write('public_creds.json', await read(must((await list('.pubcreds'))[0])));
  const slips = (await read(must((await list('.privcreds'))[0]))).trim().split('\n');
  if (threshold) await holdCeremonyByTool(run, list, read, write);
  await run(['setup', 'generate-trustee-key', ...named]);
  await write('public_keys.jsons', await read(must((await list('.pubkey'))[0])));
  await run(['setup', 'make-trustees']);
  await write('questions.json', JSON.stringify(template));
  const words = [
    'setup',
    'make-election',
    '--uuid',
    uuid,
    ...named,
    '--template',
    'questions.json',
  ];
  await run(words);
  const json = (await read('election.json')).trim();
  await run(['archive', 'init']);
  const addEvent = (type: string, input: string) =>
    run(['archive', 'add-event', `--type=${type}`], input);
  const bytes = () => readFile(join(folder, `${uuid}.bel`));
  const credentials = slips.map((line) => must(line.split(/\s+/)[1]));
  return { uuid, json, credentials, run, list, addEvent, bytes, write };
}

async function holdCeremonyByTool(
  run: (words: readonly string[], input?: string) => Promise<string>,
  list: (ending: string) => Promise<string[]>,
  read: (name: string) => Promise<string>,
  write: (name: string, text: string) => Promise<void>,
) {
  const step = (number: string, words: readonly string[], input = '') =>
    run(
      [
        'setup',
        'generate-trustee-key-threshold',
        '--group',
        'BELENIOS-2048',
        '--step',
        number,
        ...words,
      ],
      input,
    );
  for (let i = 0; i < 3; i += 1) await step('1', []);
  const keys = await list('.key');
  const joined = async (names: readonly string[]) => (await Promise.all(names.map(read))).join('');
  await write('certs.jsons', await joined(keys.map((key) => key.replace('.key', '.cert'))));
  const certs = ['--certs', 'certs.jsons'];
  await step('2', certs);
  let polynomials = '';
  for (const key of keys)
    polynomials += await step('3', [...certs, '--key', key, '--threshold', '2']);
  await write('polynomials.jsons', polynomials);
  await step('4', [...certs, '--polynomials', 'polynomials.jsons']);
  let outputs = '';
  for (const key of keys) {
    outputs += await step(
      '5',
      [...certs, '--key', key],
      await read(key.replace('.key', '.vinput')),
    );
  }
  const made = await step('6', [...certs, '--polynomials', 'polynomials.jsons'], outputs);
  await write('threshold.json', made);
}

describe('elections of the tool', () => {
  const template = {
    description: '民生实事',
    name: '票决',
    questions: [
      { answers: ['甲', '乙', '丙'], blank: true, min: 1, max: 2, question: '第一类' },
      { answers: ['丁', '戊'], min: 0, max: 1, question: '第二类' },
    ],
    administrator: 'A',
    credential_authority: 'B',
  };

  test.each([
    ['one key', false],
    ['two of three trustees besides', true],
  ])(
    '%s: we accept its ballots, it accepts ours, and we verify the whole',
    async (_, threshold) => {
      await inFolder(async (folder) => {
        const set = await setUpByTool(folder, template, threshold);
        const opened = openElection(set.json, group);
        if (!opened.ok) throw new Error(`${opened.code} ${opened.path}`);
        const { questions } = opened.value.election;
        const random = seeded(`${seed}|tool`);
        const votes = set.credentials.map(() => questions.map((one) => randomMarks(one, random)));
        for (const [i, credential] of set.credentials.entries()) {
          const marks = must(votes[i]);
          let json = '';
          if (i % 2 === 0) {
            await set.write('slip', credential);
            await set.write('marks', JSON.stringify(marks));
            const words = [
              'election',
              'generate-ballot',
              '--privcred',
              'slip',
              '--ballot',
              'marks',
            ];
            json = (await set.run(words)).trim();
          } else {
            const { publicKey, secret } = deriveCredential(group, set.uuid, credential);
            const prepared = prepareBallot(
              opened.value,
              publicKey,
              marks,
              sha256Bytes(`${seed}|${i}`),
            );
            json = signBallot(opened.value, prepared, secret, random).json;
          }
          expect(checkBallot(opened.value, json).problems).toEqual([]);
          await set.addEvent('Ballot', json);
        }
        await set.addEvent('EndBallots', '');
        await set.addEvent(
          'EncryptedTally',
          await set.run(['election', 'compute-encrypted-tally']),
        );
        const shared = threshold ? await set.list('.key') : [];
        for (const [i, key] of shared.slice(0, 2).entries()) {
          const words = ['election', 'decrypt-threshold', '--key', key];
          const dkey = [
            '--decryption-key',
            key.replace('.key', '.dkey'),
            '--trustee-id',
            String(i + 2),
          ];
          await set.addEvent('PartialDecryption', await set.run([...words, ...dkey]));
        }
        const single = ['--privkey', must((await set.list('.privkey'))[0]), '--trustee-id', '1'];
        await set.addEvent('PartialDecryption', await set.run(['election', 'decrypt', ...single]));
        await set.addEvent('Result', await set.run(['election', 'compute-result']));
        const bytes = await set.bytes();
        expect(await toolVerifies(set.uuid, bytes)).toMatchObject({ ok: true });
        const found = verifyArchive(bytes, { group, plainBelenios: true });
        expect(found.failures).toEqual([]);
        expect(found.warnings.map(({ code }) => code)).toEqual(['total-weakly-proven']);
        const totals = questions.map((one, q) =>
          Array.from({ length: choiceCount(one) }, (__, j) =>
            votes.reduce((sum, vote) => sum + (vote[q]?.[j] ?? 0), 0),
          ),
        );
        expect(found.report.totals).toEqual(totals);
      });
    },
  );

  test('a vote changed later counts once, as the tool counts it', async () => {
    await inFolder(async (folder) => {
      const set = await setUpByTool(folder, template, false);
      const opened = openElection(set.json, group);
      if (!opened.ok) throw new Error(opened.path);
      const { publicKey, secret } = deriveCredential(group, set.uuid, must(set.credentials[0]));
      const ballots = [
        [
          [0, 1, 1, 0],
          [1, 0],
        ],
        [
          [0, 0, 0, 1],
          [0, 1],
        ],
      ].map((marks, i) => {
        const prepared = prepareBallot(
          opened.value,
          publicKey,
          marks,
          sha256Bytes(`${seed}|again|${i}`),
        );
        return signBallot(opened.value, prepared, secret, seeded(`${seed}|${i}`)).json;
      });
      for (const json of ballots) await set.addEvent('Ballot', json);
      await set.addEvent('EndBallots', '');
      await set.addEvent('EncryptedTally', await set.run(['election', 'compute-encrypted-tally']));
      const single = ['--privkey', must((await set.list('.privkey'))[0]), '--trustee-id', '1'];
      await set.addEvent('PartialDecryption', await set.run(['election', 'decrypt', ...single]));
      await set.addEvent('Result', await set.run(['election', 'compute-result']));
      const bytes = await set.bytes();
      const plain = verifyArchive(bytes, { group, plainBelenios: true });
      expect(plain.failures).toEqual([]);
      expect(plain.report.totals).toEqual([
        [0, 0, 0, 1],
        [0, 1],
      ]);
      expect(plain.warnings.map(({ code }) => code)).toContain('revoted');
      const ours = verifyArchive(bytes, { group }).failures.map(({ code }) => code);
      expect(ours).toContain('credential-twice');
    });
  });
});

test('the referee itself refuses a changed result', async () => {
  const round = makeRound(`${seed}|referee`, { questions: [question(2, 0, 1)], slips: 2 });
  const box = closeBox(round.election, round.archive, []);
  const opened = openBox(round, box, [1]);
  const { uuid } = round.election.election;
  expect(await toolVerifies(uuid, opened.bytes)).toMatchObject({ ok: true });
  const records = opened.archive.records.slice(0, -2);
  const before = { ...opened.archive, records, height: opened.archive.height - 1 };
  const lastEvent = must(records[records.length - 1]).hash;
  const changed = appendEvent({ ...before, lastEvent }, 'Result', ['{"result":[[1,0]]}']);
  expect(await toolVerifies(uuid, archiveBytes(changed))).toMatchObject({ ok: false });
});
