import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { appendEvent } from '../../../ballot/archive/archive.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { sha256Hex } from '../../../ballot/hash.ts';
import {
  decryptPartially,
  ownedJson,
  partialDecryptionJson,
} from '../../../ballot/tally/partial-decryption.ts';
import { proveStrongly, strongProofsJson } from '../../../ballot/tally/strong-proofs.ts';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { appendRecords, loadArchive, publishStrongProofs } from '../board/archive-store.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesPaper } from '../electronic-channel.ts';
import type { KeyVault } from '../key-vault.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import type { Round } from '../round-store.ts';
import { keysChapterOf } from '../slips/keys-chapter.ts';
import { slipBoxBlocksOpening } from '../slips/slip-box.ts';
import { readClosedBox, statementOf } from './box-of-archive.ts';
import { loadOpening, serverOwner } from './opening-store.ts';
import {
  boxNotClosed,
  boxOpened,
  boxVoid,
  paperSheetUnsigned,
  serverKeyMissing,
} from './refusals.ts';

/** What the slips still ask for before the box of a round is opened, or null. */
export async function whatSlipsAsk(
  database: Kysely<Tables>,
  round: Round,
): Promise<Refusal | null> {
  return slipBoxBlocksOpening(round, { keys: await keysChapterOf(database, round) });
}

/** Why the box of a round cannot be opened now; null when it can. */
export function whatBlocksOpening(round: Round): Refusal | null {
  const { electronic } = round;
  if (electronic === null || electronic.election === null) return noElectronic;
  if (electronic.state === 'void' || round.state === 'void' || round.state === 'cancelled') {
    return boxVoid;
  }
  if (electronic.state === 'counted') return boxOpened;
  if (electronic.state !== 'closed' || round.state !== 'closed') return boxNotClosed;
  return null;
}

/**
 * Begins the opening (开箱计票): the server computes its own share of the tally from the key vault and
 * publishes it first, with strong proofs, before any scrutineer gives one ("Beyond Belenios", 1 and 9).
 *
 * Refuses with `no-such-round`, `no-electronic`, `box-void`, `already-opened`, `box-not-closed`, what
 * the slips ask for (`reserve-not-voided`, `slip-box-not-scanned`, `slip-box-unbalanced`), `paper-sheet-unsigned`, `already-done`, `server-key-missing`.
 */
export function beginOpening(
  database: Kysely<Tables>,
  request: ActRequest,
  vault: KeyVault,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const blocked = whatBlocksOpening(round) ?? (await whatSlipsAsk(act.transaction, round));
    if (blocked !== null) return refuse(blocked);
    if (livesPaper(round) && round.electronic?.election?.paperSheetHash === null) {
      return refuse(paperSheetUnsigned);
    }
    const opening = await loadOpening(act.transaction, round);
    if (opening?.begun === true) {
      return refuse({
        code: 'already-done',
        message: '系统的份额已经公布。请各持钥匙的监票人在自己的设备上开箱。',
      });
    }
    return await publishServerShare(act, round, vault);
  });
}

async function publishServerShare(
  act: Act,
  round: Round,
  vault: KeyVault,
): Promise<Result<{ roundId: string }>> {
  const uuid = round.electronic?.election?.uuid ?? '';
  const secrets = await vault.read(uuid);
  if (secrets === null) return refuse(serverKeyMissing);
  const archive = await loadArchive(act.transaction, uuid);
  const box = readClosedBox(archive);
  // Powers of the secret by BigInt alone: OpenSSL is for public exponents.
  const statement = { ...statementOf(box, serverOwner), group: createGroup() };
  const { group, publicKey } = statement;
  if (group.powerOfG(secrets.decryption) !== publicKey) return refuse(serverKeyMissing);
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const decryption = decryptPartially(statement, secrets.decryption, random);
  const text = partialDecryptionJson(decryption);
  const strong = proveStrongly(
    statement,
    serverOwner,
    secrets.decryption,
    decryption,
    text,
    random,
  );
  const hash = sha256Hex(text);
  const owned = ownedJson({ owner: serverOwner, payload: hash });
  const place = { congressId: act.congressId, uuid };
  const grown = appendEvent(archive, 'PartialDecryption', [text, owned]);
  await appendRecords(act.transaction, place, archive.records.length, grown);
  await publishStrongProofs(act.transaction, place, strong, strongProofsJson([strong]));
  act.record({
    event: 'opening-begun',
    subjects: { meeting: round.meetingId, round: round.id, share: hash },
    detail: { title: round.title, ballots: box.ballots },
  });
  act.touch(`round:${round.id}`);
  act.touch(`meeting:${round.meetingId}`);
  return ok({ roundId: round.id });
}
