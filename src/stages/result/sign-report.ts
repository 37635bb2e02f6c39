import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { roleNames } from '../../rules/access.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { storeAttachment } from '../../trail/store-attachment.ts';
import { loadRound, type Round } from '../voting/index.ts';
import { certifyWhenComplete } from './certify-report.ts';
import { alreadySigned, noReport, noSuchRound, notASigner, reportFallen } from './refusals.ts';
import { currentReport, listReports, loadSigners, type Report } from './report-store.ts';
import type { Signer } from './signers.ts';
import { maySign, useSigningCode } from './signing-codes.ts';
import type { Scan } from './store-scan.ts';

/** Where a signature goes: the round and the very report that the page showed. */
export interface SigningPlace {
  readonly meetingId: string;
  readonly roundId: string;
  readonly reportId: string;
  readonly personId: string;
}

/** Loads the report that stands and the signer; refuses when the page showed another report. */
async function findSigner(
  act: Act,
  place: SigningPlace,
): Promise<Result<{ round: Round; report: Report; signer: Signer }>> {
  const round = await loadRound(act.transaction, act.congressId, place.meetingId, place.roundId);
  if (round === null) return refuse(noSuchRound);
  const report = currentReport(await listReports(act.transaction, act.congressId, place.roundId));
  if (report === null) return refuse(noReport);
  if (report.id !== place.reportId) return refuse(reportFallen);
  const signers = await loadSigners(act.transaction, act.congressId, place.meetingId, report);
  const signer = signers.find((one) => one.personId === place.personId);
  if (signer === undefined) return refuse(notASigner);
  if (signer.signature !== null) return refuse(alreadySigned);
  return ok({ round, report, signer });
}

async function writeSignature(
  act: Act,
  report: Report,
  signer: Signer,
  signature: { way: 'code' | 'hand' | 'refused' | 'absent'; reason?: string; scanId?: string },
): Promise<string> {
  const id = randomUUID();
  await act.transaction
    .insertInto('record.report_signature')
    .values({
      congress_id: act.congressId,
      id,
      report_id: report.id,
      person_id: signer.personId,
      name: signer.name,
      role: signer.role,
      way: signature.way,
      reason: signature.reason ?? null,
      scan_id: signature.scanId ?? null,
      act_id: act.id,
    })
    .execute();
  return id;
}

const tooManyTries: Refusal = {
  code: 'too-many-tries',
  message: '这个签字码试得太多，已经不能用了。请签字人在自己的手机上重新取得签字码。',
  field: 'code',
};

/**
 * Signs by a one-time code on the count desk's device. After five tries a code is worth nothing, the right one
 * included.
 *
 * Refuses with `too-many-tries`, `no-such-round`, `no-report`, `stale-form` (another report stands),
 * `not-a-signer`, `already-done`, `wrong-code` (unknown, used or expired).
 */
export async function signByCode(
  database: Kysely<Tables>,
  request: ActRequest,
  input: SigningPlace & { code: string },
): Promise<Result<{ signatureId: string }>> {
  if (!(await maySign(database, request, input))) return refuse(tooManyTries);
  return await performAct(database, request, async (act) => {
    const found = await findSigner(act, input);
    if (!found.ok) return found;
    const { round, report, signer } = found.value;
    if (!(await useSigningCode(act, report.id, signer.personId, input.code))) {
      return refuse({
        code: 'wrong-code',
        message: '签字码不对、已经用过或已过期。请签字人在自己的手机上重新取得签字码。',
        field: 'code',
      });
    }
    const signatureId = await writeSignature(act, report, signer, { way: 'code' });
    act.record({
      event: 'report-signed',
      subjects: { round: round.id, report: report.id, person: signer.personId, hash: report.hash },
      detail: { name: signer.name, role: roleNames[signer.role], way: '签字码' },
    });
    const certified = await certifyWhenComplete(act, input.meetingId, round, report.id);
    return certified.ok ? ok({ signatureId }) : certified;
  });
}

/**
 * Stores the scan of a report signed by hand for one signer; it counts once a second person has
 * confirmed it. The person who types the hash that is printed on the paper proves that the paper is
 * of this very report.
 *
 * Refuses as `signByCode`, and with `hash-differs`.
 */
export function signByHand(
  database: Kysely<Tables>,
  request: ActRequest,
  input: SigningPlace & { scan: Scan; printedHash: string },
): Promise<Result<{ signatureId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findSigner(act, input);
    if (!found.ok) return found;
    const { round, report, signer } = found.value;
    const printed = input.printedHash.replace(/\s/g, '').toLowerCase();
    if (printed.length < 12 || !report.hash.startsWith(printed)) {
      return refuse({
        code: 'hash-differs',
        message:
          '短码与现在的报告单不一致。请确认手签的是最新打印的报告单，再按纸面下方的短码填写。',
        field: 'printed_hash',
      });
    }
    const scanId = await storeAttachment(act, input.scan);
    const signatureId = await writeSignature(act, report, signer, { way: 'hand', scanId });
    act.record({
      event: 'report-signed',
      subjects: {
        round: round.id,
        report: report.id,
        person: signer.personId,
        scan: scanId,
        hash: report.hash,
      },
      detail: { name: signer.name, role: roleNames[signer.role], way: '手写签字，待第二人核对' },
    });
    act.touch(`round:${round.id}`);
    return ok({ signatureId });
  });
}

/**
 * A second person confirms that the scan shows this signature on this report.
 *
 * Refuses with `no-such-round`, `no-report`, `stale-form`, `no-such-signature`, `same-person` (who
 * stored the scan cannot confirm it).
 */
export function confirmSignature(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; signatureId: string; confirmerName: string },
): Promise<Result<{ signatureId: string }>> {
  return performAct(database, request, async (act) => {
    const round = await loadRound(act.transaction, act.congressId, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, input.roundId));
    if (report === null) return refuse(noReport);
    const signature = report.signatures.find((one) => one.id === input.signatureId);
    if (signature === undefined || signature.way !== 'hand' || signature.confirmed) {
      return refuse({
        code: 'no-such-signature',
        message: '没有等待核对的这个手写签字，请刷新页面。',
      });
    }
    const stored = await act.transaction
      .selectFrom('record.report_signature as signature')
      .innerJoin('record.act as act', (join) =>
        join
          .onRef('act.congress_id', '=', 'signature.congress_id')
          .onRef('act.id', '=', 'signature.act_id'),
      )
      .select('act.recorded_by')
      .where('signature.congress_id', '=', act.congressId)
      .where('signature.id', '=', signature.id)
      .executeTakeFirstOrThrow();
    if (stored.recorded_by === act.personId) {
      return refuse({
        code: 'same-person',
        message: '扫描件是您上传的，须由另一个人核对确认。',
      });
    }
    await act.transaction
      .updateTable('record.report_signature')
      .set({ confirmed_by: act.personId, confirmed_at: act.happenedAt })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', signature.id)
      .execute();
    act.record({
      event: 'signature-confirmed',
      subjects: { round: round.id, report: report.id, signature: signature.id },
      detail: { confirmer: input.confirmerName, name: signature.name },
    });
    const certified = await certifyWhenComplete(act, input.meetingId, round, report.id);
    return certified.ok ? ok({ signatureId: signature.id }) : certified;
  });
}

/**
 * Minutes a refusal or an absence with its reason.
 *
 * Refuses as `signByCode`, and with `chief-must-sign`: without the chief scrutineer there is no
 * report.
 */
export function minuteMissingSignature(
  database: Kysely<Tables>,
  request: ActRequest,
  input: SigningPlace & { way: 'refused' | 'absent'; reason: string },
): Promise<Result<{ signatureId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findSigner(act, input);
    if (!found.ok) return found;
    const { round, report, signer } = found.value;
    if (signer.role === 'chief_scrutineer') {
      return refuse({
        code: 'chief-must-sign',
        message: '总监票人必须签字。总监票人确实不能履职的，由会议另行通过总监票人后再签。',
        field: 'person_id',
      });
    }
    const { way, reason } = input;
    const signatureId = await writeSignature(act, report, signer, { way, reason });
    act.record({
      event: 'signature-missing-minuted',
      subjects: { round: round.id, report: report.id, person: signer.personId },
      detail: {
        name: signer.name,
        role: roleNames[signer.role],
        way: way === 'refused' ? '拒绝' : '不在场，没有',
        reason,
      },
    });
    const certified = await certifyWhenComplete(act, input.meetingId, round, report.id);
    return certified.ok ? ok({ signatureId }) : certified;
  });
}
