import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { proposalReasonNames } from '../../../rules/next-supervision.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { noSuchProject } from '../refusals.ts';
import { listInside } from '../supervision/handling.ts';
import { lockProject } from '../worker.ts';
import { listYearEnds, type YearEnd } from './next-year-store.ts';

const notProposed: Refusal = {
  code: 'not-proposed',
  message: '这个项目现在没有列入重点督办的建议，可能已经办理过。请刷新页面再看。',
};

/** The project with its proposal, held until the act commits. */
async function proposed(
  act: Act,
  projectId: string,
): Promise<Result<YearEnd & { readonly proposal: NonNullable<YearEnd['proposal']> }>> {
  if (!(await lockProject(act, projectId))) return refuse(noSuchProject);
  const today = chinaDate(act.happenedAt);
  const [one] = await listYearEnds(act.transaction, act.congressId, today, projectId);
  const proposal = one?.proposal ?? null;
  return one === undefined || proposal === null ? refuse(notProposed) : ok({ ...one, proposal });
}

async function writeDecision(
  act: Act,
  { projectId, proposal }: { readonly projectId: string; readonly proposal: { forYear: number } },
  decided:
    | { readonly decision: 'accepted'; readonly reason: string; readonly handlingId: string }
    | { readonly decision: 'declined'; readonly reason: string; readonly handlingId: null },
): Promise<string> {
  const id = randomUUID();
  await act.transaction
    .insertInto('record.key_supervision')
    .values({
      ...{ congress_id: act.congressId, id, project_id: projectId, for_year: proposal.forYear },
      ...{ decision: decided.decision, reason: decided.reason, handling_id: decided.handlingId },
      ...{ decided_on: chinaDate(act.happenedAt), act_id: act.id },
    })
    .execute();
  return id;
}

/**
 * Accepts the proposal: the project is under supervised handling from now on, with the reason of the proposal.
 *
 * Refuses, in order, with `no-such-project`, `not-proposed`, `due-too-early`.
 */
export function acceptProposal(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly ledBy: string; readonly dueOn: string },
): Promise<Result<{ handlingId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await proposed(act, input.projectId);
    if (!found.ok) return found;
    const { proposal, number } = found.value;
    const reason = `${proposal.forYear}年重点督办：${proposal.reasons
      .map((one) => proposalReasonNames[one])
      .join('，')}`;
    const listed = await listInside(act, {
      ...{ projectId: input.projectId, reason, ledBy: input.ledBy, dueOn: input.dueOn },
    });
    if (!listed.ok) return listed;
    const { handlingId } = listed.value;
    const decision = await writeDecision(act, found.value, {
      ...{ decision: 'accepted', reason, handlingId },
    });
    act.record({
      event: 'key-supervision-accepted',
      subjects: { project: input.projectId, decision, handling: handlingId },
      detail: { number, year: proposal.forYear },
    });
    return ok({ handlingId });
  });
}

/** Declines the proposal with its reason. Refuses with `no-such-project`, `not-proposed`. */
export function declineProposal(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly reason: string },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await proposed(act, input.projectId);
    if (!found.ok) return found;
    const { projectId, reason } = input;
    const decision = await writeDecision(act, found.value, {
      ...{ decision: 'declined', reason, handlingId: null },
    });
    act.record({
      event: 'key-supervision-declined',
      subjects: { project: projectId, decision },
      detail: { number: found.value.number, year: found.value.proposal.forYear, reason },
    });
    act.touch(`project:${projectId}`);
    return ok({ projectId });
  });
}
