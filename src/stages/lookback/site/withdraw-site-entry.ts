import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { recordedByActor, withdrawEntry } from '../../../trail/withdraw-entry.ts';
import { underCheck } from '../checklist/checklist.ts';
import { wrongState } from '../refusals.ts';

/** What is recorded on the way to a project: what was seen there, and what residents said. */
export type SiteEntry = 'site-check' | 'talk';

const tables = { 'site-check': 'record.site_check', talk: 'record.resident_talk' } as const;
const days = { 'site-check': 'checked_on', talk: 'talked_on' } as const;
const events = { 'site-check': 'site-check-withdrawn', talk: 'talk-withdrawn' } as const;

const noSuchEntry: Refusal = {
  code: 'no-such-entry',
  message: '没有这条记录，或者已经撤回。请刷新页面查看。',
};
const notYours: Refusal = {
  code: 'not-recorded-by-you',
  message: '这条记录是别人写的。请由写的人或者工作人员撤回。',
};
const reported = wrongState(
  '报告已经形成，里面的核查和走访不能撤回。情况有变的，请再核查一次，以最近一次为准。',
);

interface Withdrawal {
  readonly lookbackId: string;
  readonly projectId: string;
  readonly kind: SiteEntry;
  readonly entryId: string;
  readonly byClerk: boolean;
  readonly reason: string;
}

/**
 * Takes back a site check or a talk that was recorded wrongly, by whoever recorded it or by a clerk. Staff see
 * it with the reason; checklist, report and bundle count the others alone. A right one is recorded anew.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (not drawn, reported or closed), `no-such-entry`,
 * `not-recorded-by-you`.
 */
export function withdrawSiteEntry(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Withdrawal,
): Promise<Result<{ entryId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await underCheck(act, input.lookbackId);
    if (!found.ok) return found;
    const { lookback, scope } = found.value;
    if (lookback.state === 'reported') return refuse(reported);
    const { kind, entryId, projectId, reason } = input;
    const day = await dayOf(act, input);
    if (day === null) return refuse(noSuchEntry);
    if (!input.byClerk && !(await recordedByActor(act, tables[kind], entryId))) {
      return refuse(notYours);
    }
    if (!(await withdrawEntry(act, tables[kind], entryId, reason))) return refuse(noSuchEntry);
    const entry = scope.find((one) => one.projectId === projectId);
    act.record({
      event: events[kind],
      subjects: { lookback: lookback.id, project: projectId, check: entryId },
      detail: { title: lookback.title, subject: entry?.title ?? '', day, reason },
    });
    return ok({ entryId });
  });
}

/** The day of an entry of this project in this look-back; null when there is none. */
async function dayOf(act: Act, { kind, ...of }: Withdrawal): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`
    select ${sql.ref(days[kind])}::text as day from ${sql.table(tables[kind])}
     where congress_id = ${act.congressId} and lookback_id = ${of.lookbackId}
       and project_id = ${of.projectId} and id = ${of.entryId}`.execute(act.transaction);
  return rows[0]?.day ?? null;
}
