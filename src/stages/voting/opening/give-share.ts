import type { Kysely } from 'kysely';
import { appendEvent } from '../../../ballot/archive/archive.ts';
import { sha256Hex } from '../../../ballot/hash.ts';
import {
  checkPartialDecryption,
  ownedJson,
  type PartialDecryption,
  parsePartialDecryption,
} from '../../../ballot/tally/partial-decryption.ts';
import {
  checkStrongProofs,
  parseStrongProofs,
  type StrongProofs,
} from '../../../ballot/tally/strong-proofs.ts';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { appendRecords, loadArchive, publishStrongProofs } from '../board/archive-store.ts';
import { loadLockedRound } from '../box-lock.ts';
import { noSuchRound } from '../refusals.ts';
import { whatBlocksOpening } from './begin-opening.ts';
import { type ClosedBoxRead, readClosedBox, statementOf } from './box-of-archive.ts';
import { loadOpening } from './opening-store.ts';
import {
  notAHolder,
  openingNotBegun,
  shareGiven,
  shareMalformed,
  shareOfAnother,
  shareWithoutStrongProof,
  shareWrong,
} from './refusals.ts';

/** A share as a scrutineer's device sends it. */
export interface GivenShare {
  readonly meetingId: string;
  readonly roundId: string;
  /** Text of the partial decryption (specification §4.18). */
  readonly partialDecryption: string;
  /** Text of the strong proofs: a list with the one entry of this share. */
  readonly strongProofs: string;
}

/**
 * Takes the share of a scrutineer: verified against the tally that the server recomputes itself, then
 * written to the board at once, so that nobody can withhold a total that they already know ("Beyond
 * Belenios", 1 and 9). The very same share sent again is answered as the first time.
 *
 * Refuses with `no-such-round`, `no-electronic`, `box-void`, `already-opened`, `box-not-closed`,
 * `not-a-holder`, `opening-not-begun`, `share-given`, `share-malformed`, `share-of-another`,
 * `strong-proof`, `share-wrong`.
 */
export function giveShare(
  database: Kysely<Tables>,
  request: ActRequest,
  input: GivenShare,
): Promise<Result<{ given: number; needed: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const blocked = whatBlocksOpening(round);
    if (blocked !== null) return refuse(blocked);
    const opening = await loadOpening(act.transaction, round);
    const holder = opening?.holders.find((one) => one.personId === act.personId);
    if (opening === null || holder === undefined) return refuse(notAHolder);
    if (!opening.begun) return refuse(openingNotBegun);
    const uuid = round.electronic?.election?.uuid ?? '';
    const archive = await loadArchive(act.transaction, uuid);
    const hash = sha256Hex(input.partialDecryption);
    const { needed, given } = opening;
    if (opening.owners.includes(holder.owner)) {
      const same = archive.records.some((record) => record.hash === hash);
      return same ? ok({ given, needed }) : refuse(shareGiven);
    }
    const checked = checkShare(readClosedBox(archive), holder.owner, input);
    if (!checked.ok) return checked;
    const place = { congressId: act.congressId, uuid };
    const owned = ownedJson({ owner: holder.owner, payload: hash });
    const grown = appendEvent(archive, 'PartialDecryption', [input.partialDecryption, owned]);
    await appendRecords(act.transaction, place, archive.records.length, grown);
    await publishStrongProofs(act.transaction, place, checked.value, input.strongProofs);
    act.record({
      event: 'share-given',
      subjects: { meeting: round.meetingId, round: round.id, owner: holder.owner, share: hash },
      detail: { name: holder.name, owner: holder.owner, given: given + 1, needed },
    });
    act.touch(`round:${round.id}`);
    act.touch(`meeting:${round.meetingId}`);
    return ok({ given: given + 1, needed });
  });
}

/** Checks form, owner, proofs and strong proofs of a share against the recomputed tally. */
function checkShare(
  box: ClosedBoxRead,
  owner: number,
  { partialDecryption, strongProofs }: GivenShare,
): Result<StrongProofs> {
  const { election } = box.opened;
  const decryption = parsePartialDecryption(election, partialDecryption);
  if (!decryption.ok) return refuse(shareMalformed);
  const list = parseStrongProofs(election, strongProofs);
  if (!list.ok) return refuse(shareMalformed);
  const [strong, ...others] = list.value;
  if (strong === undefined) return refuse(shareWithoutStrongProof);
  if (others.length > 0) return refuse(shareMalformed);
  if (strong.owner !== owner) return refuse(shareOfAnother);
  if (strong.partialDecryption !== sha256Hex(partialDecryption)) return refuse(shareMalformed);
  return checkProofs(box, owner, decryption.value, strong);
}

function checkProofs(
  box: ClosedBoxRead,
  owner: number,
  decryption: PartialDecryption,
  strong: StrongProofs,
): Result<StrongProofs> {
  const statement = statementOf(box, owner);
  if (checkPartialDecryption(statement, decryption).length > 0) return refuse(shareWrong);
  return checkStrongProofs(statement, decryption, strong).length > 0
    ? refuse(shareWithoutStrongProof)
    : ok(strong);
}
