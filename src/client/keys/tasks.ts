import type { SetupTexts } from '../../ballot/archive/archive.ts';
import { createGroup, type Group } from '../../ballot/group/group.ts';
import type { RandomSource } from '../../ballot/random.ts';
import { type BackupContent, createBackup, openBackup } from './backup-format.ts';
import {
  finishKeys,
  type HolderPlace,
  makeCertificates,
  makePolynomials,
  makeShares,
} from './ceremony-work.ts';
import { checkSetup, type OwnKnowledge } from './check-setup.ts';

let made: Group | null = null;
const group = () => {
  made ??= createGroup();
  return made;
};

/** Randomness of the browser; there on plain HTTP too. */
const random: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length));

/** What is heavy, by name; the page stays quick because a worker does it. */
export const tasks = {
  certificates: (input: { place: HolderPlace; seeds: readonly string[] }) =>
    makeCertificates(group(), input.place, input.seeds, random),
  polynomials: (input: {
    place: HolderPlace;
    seeds: readonly string[];
    certificates: readonly (readonly string[])[];
  }) => makePolynomials(group(), input.place, input.seeds, input.certificates, random),
  shares: (input: {
    place: HolderPlace;
    seeds: readonly string[];
    certificates: readonly (readonly string[])[];
    inputs: readonly string[];
  }) => makeShares(group(), input.place, input.seeds, input, random),
  finish: (input: {
    place: HolderPlace;
    seeds: readonly string[];
    certificates: readonly (readonly string[])[];
    shares: readonly string[];
    trustees: readonly string[];
  }) => finishKeys(group(), input.place, input.seeds, input),
  setup: (input: { texts: SetupTexts; own: OwnKnowledge }) =>
    checkSetup(group(), input.texts, input.own),
  seal: (input: { content: BackupContent; passphrase: string }) =>
    createBackup(input.content, input.passphrase, random),
  unseal: (input: { text: string; passphrase: string }) => openBackup(input.text, input.passphrase),
} as const;

/** The tasks as a caller knows them. */
export type Tasks = typeof tasks;
