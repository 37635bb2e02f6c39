import type { Kysely } from 'kysely';
import { fingerprintOf } from '../../ballot/fingerprint/fingerprint.ts';
import type { Tables } from '../../database/tables.ts';
import { revealingTotals } from '../../rules/closing.ts';
import type { CountTotals } from '../../rules/count-totals.ts';
import { countedParts, countVoidSlips, type Round } from '../voting/index.ts';
import type { ReportChannel, ReportElectronic } from './report-content.ts';

/** Chinese names of the channels, as reports and pages write them. */
export const channelNames = { paper: '纸质票', electronic: '电子票' } as const;

/** The channels of a round apart, the void ones with their figures alone. */
export function channelsOf(round: Round, paper: CountTotals | null): ReportChannel[] {
  const asksAll = round.form === 'each';
  const counted = countedParts(round, paper).map(({ figures, totals }): ReportChannel => {
    return {
      name: figures.name === 'paper' ? 'paper' : 'electronic',
      state: 'counted',
      issued: figures.issued,
      returned: figures.returned,
      valid: totals.valid,
      void: totals.void,
      projects: totals.items.map((item) => ({
        number: item.number,
        for: item.grades === undefined ? item.for : null,
        against: asksAll ? item.against : null,
        abstain: asksAll ? item.abstain : null,
        ...(item.grades === undefined ? {} : { grades: item.grades }),
      })),
    };
  });
  const none = { valid: null, void: null, projects: [] };
  if (round.paper?.state === 'void') {
    const { issued, returned } = round.paper;
    counted.push({ name: 'paper', state: 'void', issued, returned, ...none });
  }
  if (round.electronic?.state === 'void') {
    const { issued, ballots } = round.electronic;
    counted.push({ name: 'electronic', state: 'void', issued, returned: ballots, ...none });
  }
  return counted;
}

/** The part of a report about the electronic ballots; null where they are void or there are none. */
export async function electronicPartOf(
  database: Kysely<Tables>,
  round: Round,
): Promise<ReportElectronic | null> {
  const { electronic } = round;
  const election = electronic?.election;
  if (electronic?.state !== 'counted' || election === null || election === undefined) return null;
  const { uuid, setupHash, archiveHash, proofsHash, paperSheetHash } = election;
  if (setupHash === null) throw new Error('an opened box has a set-up');
  return {
    uuid,
    fingerprint: fingerprintOf(setupHash),
    setupHash,
    slipsMade: electronic.made,
    slipsIssued: electronic.issued,
    slipsVoid: await countVoidSlips(database, { congressId: round.congressId, uuid }),
    ballots: electronic.ballots,
    blank: electronic.totals?.blank ?? null,
    ...{ archiveHash, proofsHash, paperSheetHash },
  };
}

/** Sentences about totals that reveal single choices by themselves, channel by channel. */
export function revealingWarnings(round: Round, paper: CountTotals | null): readonly string[] {
  if (round.electronic === null) return [];
  return countedParts(round, paper).flatMap(({ figures, totals }) => {
    const name = channelNames[figures.name === 'paper' ? 'paper' : 'electronic'];
    return revealingTotals(name, { ballots: totals.valid, items: totals.items });
  });
}
