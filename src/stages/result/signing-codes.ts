import { randomInt, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { mayTryCode } from '../../people/index.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { sha256 } from '../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadRound } from '../voting/index.ts';
import { alreadySigned, noReport, noSuchRound, notASigner } from './refusals.ts';
import { currentReport, listReports, loadSigners } from './report-store.ts';

/** How long a signing code may be used, in milliseconds. */
const signingCodeLife = 15 * 60_000;

/** What the database keeps of a code; the report's id salts it. */
function hashSigningCode(reportId: string, code: string): string {
  return sha256(`${reportId}\n${code}`);
}

/**
 * Gives a signer a one-time code of eight digits on their own device; an older unused one ends. The
 * code goes to the page only: `hand` receives it, a repeated request shows none.
 *
 * Refuses with `no-such-round`, `no-report`, `not-a-signer`, `already-done`.
 */
export async function issueSigningCode(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ codeId: string; code: string | null }>> {
  let code: string | null = null;
  const result = await performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, roundId));
    if (report === null) return refuse(noReport);
    const signers = await loadSigners(act.transaction, act.congressId, meetingId, report);
    const signer = signers.find((one) => one.personId === act.personId);
    if (signer === undefined) return refuse(notASigner);
    if (signer.signature !== null) return refuse(alreadySigned);
    await endUnused(act, report.id, signer.personId);
    code = String(randomInt(0, 100_000_000)).padStart(8, '0');
    const codeId = randomUUID();
    await act.transaction
      .insertInto('people.signing_code')
      .values({
        congress_id: act.congressId,
        id: codeId,
        report_id: report.id,
        person_id: signer.personId,
        code_hash: hashSigningCode(report.id, code),
        expires_at: new Date(act.recordedAt.getTime() + signingCodeLife),
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'signing-code-issued',
      subjects: { round: roundId, report: report.id, person: signer.personId },
      detail: { name: signer.name },
    });
    return ok({ codeId });
  });
  return result.ok ? ok({ ...result.value, code }) : result;
}

async function endUnused(act: Act, reportId: string, personId: string): Promise<void> {
  await act.transaction
    .updateTable('people.signing_code')
    .set({ expires_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('report_id', '=', reportId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Counts a try at the living code of a signer, outside of the act that judges it: what an act refuses leaves
 * no trace. False when it was tried too often; then only a new one, taken on the signer's own device, signs.
 */
export async function maySign(
  database: Kysely<Tables>,
  { congressId, now }: Pick<ActRequest, 'congressId' | 'now'>,
  of: { readonly reportId: string; readonly personId: string },
): Promise<boolean> {
  const living = await database
    .selectFrom('people.signing_code')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('report_id', '=', of.reportId)
    .where('person_id', '=', of.personId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return living === undefined || (await mayTryCode(database, `signing ${living.id}`, now));
}

/** Uses up a code: true once, while it lives, for the person and report that it was made for. */
export async function useSigningCode(
  act: Act,
  reportId: string,
  personId: string,
  code: string,
): Promise<boolean> {
  const used = await act.transaction
    .updateTable('people.signing_code')
    .set({ used_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('report_id', '=', reportId)
    .where('person_id', '=', personId)
    .where('code_hash', '=', hashSigningCode(reportId, code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', act.recordedAt)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}
