import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBox } from '../src/ballot/archive/close-box.ts';
import { sha256Hex } from '../src/ballot/hash.ts';
import { cast, makeRound, openBox, question } from '../test/support/ballot-rounds.ts';

/** An archive for measuring, and where it lies: alone in its folder, as the tool wants it. */
export interface BigArchive {
  readonly folder: string;
  /** `<uuid>.bel`; the strong proofs lie beside it. */
  readonly file: string;
}

/**
 * An opened round of so many ballots, each with so many answers of which any number may be marked; the
 * server's key and two of three scrutineers'. Made once (a minute) and kept in the folder for temporary files.
 */
export async function bigArchive(ballots: number, answers: number): Promise<BigArchive> {
  const name = `piaojue-bench-${ballots}x${answers}`;
  const folder = join(tmpdir(), name);
  const noted = join(tmpdir(), `${name}.txt`);
  try {
    return { folder, file: await readFile(noted, 'utf8') };
  } catch {
    process.stdout.write(`making ${ballots} ballots of ${answers} answers …\n`);
  }
  const round = makeRound(name, {
    questions: [question(answers, 0, answers)],
    slips: ballots,
    ceremony: [3, 2],
  });
  const chosen = (voter: number) => sha256Hex(`${name}|${voter}`);
  const votes = Array.from({ length: ballots }, (_, voter) =>
    Array.from({ length: answers }, (_, j) => (chosen(voter).charCodeAt(j) % 2 === 0 ? 1 : 0)),
  );
  const jsons = votes.map((marks, voter) => cast(round, voter, [marks]).json);
  const opened = openBox(round, closeBox(round.election, round.archive, jsons), [1, 2, 4]);
  const { uuid } = round.election.election;
  const file = `${uuid}.bel`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${uuid}.proofs.json`), opened.strongProofs);
  await writeFile(join(folder, file), opened.bytes);
  await writeFile(`${noted}.new`, file);
  await rename(`${noted}.new`, noted);
  return { folder, file };
}
