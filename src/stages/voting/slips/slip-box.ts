import { z } from 'zod';
import type { Refusal } from '../../../rules/refusals.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { slipsBlockOpening } from '../../../rules/slip-balance.ts';
import type { Act } from '../../../trail/perform-act.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';

const figure = z.number().int().min(0);

const slipBoxShape = z.object({
  /** Slips that could not be found when casting began. */
  missing: figure.default(0),
  /** Slips exchanged for papers. */
  exchanged: figure.default(0),
  /** Reserve slips that could not be found after closing; null while nobody said so. */
  reserveMissing: figure.nullable().default(null),
  /** Objections such as "already used, but not by me". */
  objections: figure.default(0),
  /** The last scan of the slip box (票码箱). */
  scan: z
    .object({
      usedWithBallot: figure,
      usedWithoutBallot: figure,
      unusedWithBallot: figure,
      unusedWithoutBallot: figure,
      ballots: figure,
      ballotsWithoutSlip: z.number().int(),
      missing: z.number().int(),
      verdict: z.enum([
        'balanced',
        'unused-has-ballot',
        'more-ballots-than-issued',
        'ballots-without-slip',
      ]),
    })
    .nullable()
    .default(null),
});

/** What is known of a round's slips beside the common figures: counts alone. */
export type SlipBox = Readonly<z.output<typeof slipBoxShape>>;

/** Reads the counts of a round's slips. */
export function slipBoxOf(election: ElectionOfRound): SlipBox {
  return slipBoxShape.parse(election.slipBox ?? {});
}

/** Reserve slips that are neither handed out, nor void, nor stated missing. */
export function openReserve(election: ElectionOfRound): number {
  const { reserve, issuedLate, voidedAfter } = election;
  const missing = slipBoxOf(election).reserveMissing ?? 0;
  return (reserve ?? 0) - issuedLate - (voidedAfter ?? 0) - missing;
}

/** What of an election's own row a step with slips may set. */
export interface ElectionStep {
  readonly reserve?: number;
  readonly issued_late?: number;
  readonly voided_before?: number;
  readonly voided_after?: number;
  readonly slip_box?: string;
}

/** Writes counts to the row of a round's election; its lock is held, so nobody is beside. */
export async function writeElection(
  act: Act,
  round: Round,
  election: ElectionOfRound,
  step: ElectionStep,
): Promise<void> {
  await act.transaction
    .updateTable('record.electronic_channel')
    .set({ ...step, act_id: act.id, version: election.version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('round_id', '=', round.id)
    .executeTakeFirstOrThrow();
  act.touch(`round:${round.id}`);
  act.touch(`meeting:${round.meetingId}`);
}

/**
 * What the slips still ask for before the electronic box of a round is opened, or null: the opening
 * calls it first. In this order: `reserve-not-voided`, `slip-box-not-scanned`, `slip-box-unbalanced`.
 * `document` is the rule sheet that the round was prepared under; one that is silent asks for the scan.
 */
export function slipBoxBlocksOpening(
  round: Round,
  document: Pick<RuleSheetDocument, 'keys'>,
): Refusal | null {
  const election = round.electronic?.election ?? null;
  if (election === null) return null;
  const box = slipBoxOf(election);
  return slipsBlockOpening({
    scanRule: document.keys?.slipBoxScan ?? 'always',
    objections: box.objections,
    verdict: box.scan?.verdict ?? null,
    reserveOpen: openReserve(election),
  });
}
