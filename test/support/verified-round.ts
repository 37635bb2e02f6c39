import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { type VerifyOptions, verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { cast, group, makeRound, must, openBox, question } from './ballot-rounds.ts';
import { labelsOf, rebuild, rememberingGroup } from './mutants.ts';

/** A small opened round for tests of the verifier, and single changes of its records. */

export const round = makeRound('verify', {
  questions: [question(2, 1, 1, true), question(2, 0, 1)],
  slips: 4,
  ceremony: [3, 2],
});
export const votes = [
  [
    [0, 1, 0],
    [0, 1],
  ],
  [
    [1, 0, 0],
    [0, 0],
  ],
];
export const ballots = votes.map((marks, slip) => cast(round, slip, marks).json);
export const box = closeBox(round.election, round.archive, ballots);
export const opened = openBox(round, box, [1, 2, 3]);
export const { bytes, strongProofs } = opened;
export const { records } = opened.archive;
export const labels = labelsOf(records, round.setup);
export const at = (label: string) => labels.indexOf(label);
export const textOf = (label: string) => must(records[at(label)]).text;

/** Changed archives share almost all powers with the sound one. */
const remembering = rememberingGroup(group);
export const verify = (file: Uint8Array, options: VerifyOptions = {}) =>
  verifyArchive(file, { group: remembering, strongProofs, ...options });
export const codesOf = (file: Uint8Array, options: VerifyOptions = {}) =>
  [...new Set(verify(file, options).failures.map(({ code }) => code))].sort();
/** The archive with another text for one record, hashed again. */
export const changed = (
  label: string,
  change: (text: string) => string,
  options: VerifyOptions = {},
) => {
  const file = rebuild(records, at(label), change(textOf(label)), strongProofs);
  return codesOf(file.bytes, { strongProofs: file.strongProofs, ...options });
};
