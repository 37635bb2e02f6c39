import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type CeremonyStep, ceremonySteps } from '../../../wire/keys.ts';
import { lockCeremony } from './cancel-ceremony.ts';
import { type Ceremony, loadMessage, loadMessages, loadStep } from './ceremony-store.ts';
import {
  assembleKeySet,
  certificateHolds,
  certificatesOf,
  polynomialHolds,
  polynomialsOf,
  shareHolds,
} from './check-messages.ts';
import { alreadySent, messageBad, noCeremony, notAHolder, tooEarly } from './refusals.ts';
import { serverGroup } from './server-group.ts';

/** Chinese names of the steps, for the trail and the clerk's page. */
const stepNames: Readonly<Record<CeremonyStep, string>> = {
  certificate: '生成个人密钥',
  polynomial: '交换材料',
  share: '合成钥匙',
  backup: '备份试读',
};

/**
 * Takes what a holder's device sends in one step, after checking its form and proofs. The last share
 * completes the ceremony.
 *
 * What always holds, however requests meet (the ceremony's row is locked throughout): a holder has at
 * most one message in each step, and it never changes; no step is taken before the whole step before it;
 * nothing is taken after a cancellation; exactly one share is the last, and completes.
 *
 * Refuses, in order, with `no-ceremony`, `not-a-holder`, `already-sent` (another message stands; the same
 * one again is simply taken), `too-early`, `message-bad`. After a refusal nothing has changed.
 */
export function sendStep(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly ceremonyId: string;
    readonly step: CeremonyStep;
    readonly items: readonly string[];
  },
): Promise<Result<{ complete: boolean }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, ceremonyId, step, items } = input;
    const ceremony = await lockCeremony(act, meetingId, ceremonyId);
    if (ceremony === null || ceremony.state === 'cancelled') return refuse(noCeremony);
    const holder = ceremony.holders.find((one) => one.personId === act.personId);
    if (holder === undefined) return refuse(notAHolder);
    const { position, name } = holder;
    const content = JSON.stringify(items);
    const stored = await loadMessage(act.transaction, {
      ...{ congressId: act.congressId, ceremonyId, position, step },
    });
    if (stored === content) return ok({ complete: ceremony.state === 'complete' });
    if (stored !== null) return refuse(alreadySent);
    const fault = await faultOf(act, ceremony, position, step, items);
    if (fault !== null) return refuse(fault);
    await act.transaction
      .insertInto('record.ceremony_message')
      .values({
        congress_id: act.congressId,
        ceremony_id: ceremonyId,
        ...{ position, step, content, act_id: act.id },
      })
      .execute();
    act.record({
      event: 'ceremony-step-sent',
      subjects: { meeting: meetingId, ceremony: ceremonyId, position },
      detail: { name, step: stepNames[step] },
    });
    act.touch(`meeting:${meetingId}`);
    const shares =
      step === 'share' ? await loadStep(act.transaction, act.congressId, ceremony, step) : null;
    if (shares !== null) await complete(act, ceremony, shares);
    return ok({ complete: shares !== null || ceremony.state === 'complete' });
  });
}

async function faultOf(
  act: Act,
  ceremony: Ceremony,
  position: number,
  step: CeremonyStep,
  items: readonly string[],
): Promise<Refusal | null> {
  if (step === 'backup') {
    if (ceremony.state !== 'complete') return tooEarly;
    return items.length === 0 ? null : messageBad;
  }
  if (ceremony.state === 'complete') return noCeremony;
  const before = ceremonySteps[ceremonySteps.indexOf(step) - 1];
  const whole = before === undefined || ceremony.holders.every((one) => one.sent.includes(before));
  if (!whole) return tooEarly;
  if (items.length !== ceremony.keySets.length) return messageBad;
  const holds = await checkerOf(act, ceremony, position, step);
  for (const [set, text] of items.entries()) {
    // Other visitors get their turn between the sets of a large ceremony.
    await new Promise((resolve) => setImmediate(resolve));
    if (!holds(set, text)) return messageBad;
  }
  return null;
}

async function checkerOf(
  act: Act,
  ceremony: Ceremony,
  position: number,
  step: 'certificate' | 'polynomial' | 'share',
): Promise<(set: number, text: string) => boolean> {
  const { size, threshold } = ceremony;
  const group = serverGroup();
  if (step === 'certificate') {
    const others = await loadMessages(act.transaction, act.congressId, ceremony, step);
    const context = { size, threshold, index: position };
    return (set, text) => certificateHolds(group, context, text, others[set] ?? []);
  }
  const signed = await wholeStep(act, ceremony, 'certificate');
  const certificates = (set: number) => certificatesOf(group, threshold, signed[set] ?? []);
  if (step === 'polynomial') {
    return (set, text) => polynomialHolds(group, certificates(set), position, text);
  }
  const polynomials = await wholeStep(act, ceremony, 'polynomial');
  return (set, text) =>
    shareHolds(group, certificates(set), polynomialsOf(polynomials[set] ?? []), position, text);
}

async function wholeStep(act: Act, ceremony: Ceremony, step: CeremonyStep) {
  const messages = await loadStep(act.transaction, act.congressId, ceremony, step);
  if (messages === null) throw new Error(`step ${step} is not whole`);
  return messages;
}

/** All shares are there: puts every key set together and makes it ready for a round. */
async function complete(
  act: Act,
  ceremony: Ceremony,
  shares: readonly (readonly string[])[],
): Promise<void> {
  const group = serverGroup();
  const signed = await wholeStep(act, ceremony, 'certificate');
  const polynomials = await wholeStep(act, ceremony, 'polynomial');
  for (const [index, keySet] of ceremony.keySets.entries()) {
    await new Promise((resolve) => setImmediate(resolve));
    const { trusteesJson, publicKey } = assembleKeySet(
      group,
      keySet.serverKey,
      certificatesOf(group, ceremony.threshold, signed[index] ?? []),
      polynomialsOf(polynomials[index] ?? []),
      shares[index] ?? [],
    );
    await act.transaction
      .updateTable('record.key_set')
      .set({
        trustees_json: trusteesJson,
        public_key: publicKey,
        state: 'ready',
        version: keySet.version + 1,
      })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', keySet.id)
      .execute();
  }
  await act.transaction
    .updateTable('record.ceremony')
    .set({ state: 'complete', version: ceremony.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', ceremony.id)
    .execute();
  act.record({
    event: 'ceremony-completed',
    subjects: { meeting: ceremony.meetingId, ceremony: ceremony.id },
    detail: { key_sets: ceremony.keySets.length, threshold: ceremony.threshold },
  });
}
