import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { dayInWords } from '../../rules/days.ts';
import { lastDayOfObjection, objectionIsOver } from '../../rules/objection.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeeting, loadMeetingRuleSheet } from '../meeting/index.ts';
import { destroyKeySets, type KeyVault, listRounds, type Round } from '../voting/index.ts';
import { listAnnouncements } from './announce-result.ts';

/** Days of objection where the rule sheet says nothing. */
const commonDays = 15;

/**
 * Destroys the server's secret keys of a meeting, those of reserve rounds that nobody needed included
 * ("Beyond Belenios", 9): from then on not even all scrutineers together can open one ballot. Minuted
 * with those present.
 *
 * Refuses with `no-keys`, `round-open` (an electronic round is neither announced nor void),
 * `meeting-open` (nothing was announced and the meeting goes on), `objections-open` (the last day of
 * objection is not over).
 */
export function destroyKeys(
  database: Kysely<Tables>,
  request: ActRequest,
  vault: KeyVault,
  input: { meetingId: string; today: string; witnesses: string },
): Promise<Result<{ keys: number }>> {
  return performAct(database, request, async (act) => {
    const rounds = await listRounds(act.transaction, act.congressId, input.meetingId);
    const electronic = rounds.filter((round) => round.electronic !== null);
    const blocked = await whatKeepsKeys(act, input, electronic);
    if (blocked !== null) return refuse(blocked);
    const destroyed = await destroyKeySets(act, vault, input.meetingId);
    if (destroyed.keys === 0) {
      return refuse({ code: 'no-keys', message: '这次会议没有还在保存的钥匙，不用再销毁。' });
    }
    const { keys, reserve } = destroyed;
    act.record({
      event: 'keys-destroyed',
      subjects: { meeting: input.meetingId, keys, reserve },
      detail: { keys, reserve, witnesses: input.witnesses },
    });
    for (const round of electronic) act.touch(`round:${round.id}`);
    act.touch(`meeting:${input.meetingId}`);
    return ok({ keys });
  });
}

async function whatKeepsKeys(
  act: Act,
  { meetingId, today }: { readonly meetingId: string; readonly today: string },
  rounds: readonly Round[],
): Promise<Refusal | null> {
  const open = rounds.find((round) => !['announced', 'void', 'cancelled'].includes(round.state));
  if (open !== undefined) {
    const message = `“${open.title}”还没有公告，钥匙还不能销毁。请先办完这一轮。`;
    return { code: 'round-open', message };
  }
  const dates: string[] = [];
  for (const round of rounds) {
    const announced = await listAnnouncements(act.transaction, act.congressId, round.id);
    dates.push(...announced.map((one) => one.dated));
  }
  const last = dates.sort().at(-1);
  if (last === undefined) {
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meeting?.state === 'ended') return null;
    const message = '还没有公告，会议也没有闭会，钥匙可能还要用，不能销毁。';
    return { code: 'meeting-open', message };
  }
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
  const days = sheet?.document.keys?.objectionDays ?? commonDays;
  if (objectionIsOver(last, days, today)) return null;
  const until = dayInWords(lastDayOfObjection(last, days));
  const message = `公告后的异议期到${until}为止，期满以前不能销毁钥匙。请在期满以后办理。`;
  return { code: 'objections-open', message };
}
