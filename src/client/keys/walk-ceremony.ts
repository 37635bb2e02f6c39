import { createSeed } from '../../ballot/ceremony/personal-keys.ts';
import type { CeremonySeen, CeremonyStep, KeysSeen } from '../../wire/keys.ts';
import { newActId } from '../parts/act-id.ts';
import { heldKeys, saveKeys } from '../parts/key-store.ts';
import { callStation, type StationLink } from '../parts/station.ts';
import {
  type CeremonyMemory,
  forgetCeremony,
  keepCeremony,
  recallCeremony,
  type SentItems,
} from './ceremony-memory.ts';
import type { HolderPlace, StepMade } from './ceremony-work.ts';
import { runTask } from './run-task.ts';

/** Where this device stands after a look at the ceremony. */
export type Walk =
  /** Nothing to do here now; the others are waited for, or there is no part for us. */
  | { readonly kind: 'resting' }
  /** Something was sent: look again at once. */
  | { readonly kind: 'moved' }
  /** Not sent, the network is away: try again soon. */
  | { readonly kind: 'offline'; readonly sentence: string }
  /** Cannot go on here; says why and what to do. */
  | { readonly kind: 'stopped'; readonly sentence: string };

const stopped = (sentence: string): Walk => ({ kind: 'stopped', sentence });

const notStored =
  '这个浏览器不让保存数据（可能是无痕模式），钥匙会丢失。请换普通窗口或换一台设备。';
const elsewhere =
  '您的钥匙正在另一台设备或另一个浏览器上制作，请回到那里继续。制作完成后，可以用备份恢复到这台设备。';
const shared = '这台设备上已有另一名监票人的钥匙。一台设备只能存放一个人的钥匙，请换一台设备。';
const altered =
  '服务器给出的材料与您发出的不一致，已停止，没有继续。请立即告诉其他监票人和工作人员，停止这次制作。';

/** Does what comes next in the ceremony, if it is this device's turn. */
export async function walkCeremony(link: StationLink, seen: KeysSeen): Promise<Walk> {
  const { ceremony } = seen;
  if (ceremony === null || ceremony.position === null) return { kind: 'resting' };
  const { ceremonyId, position } = ceremony;
  let memory = recallCeremony(ceremonyId);
  const held = heldKeys().filter((key) => key.ceremonyId === ceremonyId);
  if (ceremony.state === 'cancelled') {
    forgetCeremony(ceremonyId);
    return { kind: 'resting' };
  }
  const strange = memory !== null && memory.position !== position;
  if (strange || held.some((key) => key.position !== position)) return stopped(shared);
  if (held.length === ceremony.keySets.length) return { kind: 'resting' };
  if (memory === null) {
    const begun = ceremony.holders[position - 1]?.sent.includes('certificate') ?? false;
    if (begun) return ceremony.state === 'complete' ? { kind: 'resting' } : stopped(elsewhere);
    memory = begin(ceremony, position);
    if (memory === null) return stopped(notStored);
  }
  if (ceremony.state === 'complete') return await finish(seen, ceremony, memory);
  return await nextStep(link, ceremony, memory);
}

function begin(ceremony: CeremonySeen, position: number): CeremonyMemory | null {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const memory: CeremonyMemory = {
    ceremonyId: ceremony.ceremonyId,
    position,
    seeds: ceremony.keySets.map(() => createSeed(random)),
    ...{ certificates: null, certificate: null, polynomial: null, share: null },
  };
  return kept(memory) ? memory : null;
}

function kept(memory: CeremonyMemory): boolean {
  try {
    keepCeremony(memory);
    return true;
  } catch {
    return false;
  }
}

function placeOf({ size, threshold }: CeremonySeen, { position }: CeremonyMemory): HolderPlace {
  return { size, threshold, index: position };
}

async function nextStep(
  link: StationLink,
  ceremony: CeremonySeen,
  memory: CeremonyMemory,
): Promise<Walk> {
  const sent = ceremony.holders[memory.position - 1]?.sent ?? [];
  const { certificates, inputs } = ceremony;
  const place = placeOf(ceremony, memory);
  const { seeds } = memory;
  if (!sent.includes('certificate')) {
    const make = async (): Promise<StepMade> => ({
      kind: 'made',
      items: await runTask('certificates', { place, seeds }),
    });
    return await send(link, memory, 'certificate', make);
  }
  if (certificates === null) return { kind: 'resting' };
  if (!sent.includes('polynomial')) {
    const signed = { ...memory, certificates };
    const make = () => runTask('polynomials', { place, seeds, certificates });
    return await send(link, signed, 'polynomial', make);
  }
  if (JSON.stringify(memory.certificates) !== JSON.stringify(certificates)) return stopped(altered);
  if (inputs === null || sent.includes('share')) return { kind: 'resting' };
  const make = () => runTask('shares', { place, seeds, certificates, inputs });
  return await send(link, memory, 'share', make);
}

type MadeStep = Exclude<CeremonyStep, 'backup'>;

/** Makes a message once, keeps it, and sends what is kept. */
async function send(
  link: StationLink,
  memory: CeremonyMemory,
  step: MadeStep,
  make: () => Promise<StepMade>,
): Promise<Walk> {
  let items = memory[step];
  if (items === null) {
    const made = await make();
    if (made.kind === 'not-ours') return stopped(altered);
    if (made.kind === 'blamed') return await blame(link, memory, made.positions);
    // Another tab of this browser may have begun meanwhile: its seeds are in the storage, ours are not.
    if (recallCeremony(memory.ceremonyId)?.seeds.join() !== memory.seeds.join())
      return { kind: 'moved' };
    items = { actId: newActId(), items: made.items };
    if (!kept({ ...memory, [step]: items })) return stopped(notStored);
  }
  return await post(link, memory.ceremonyId, step, items);
}

async function post(
  link: StationLink,
  ceremonyId: string,
  step: MadeStep,
  { actId, items }: SentItems,
): Promise<Walk> {
  const body = { actId, ceremonyId, items };
  const answer = await callStation(link, 'POST', `/station/ceremony/${step}`, body);
  if (answer.ok) return { kind: 'moved' };
  const { code, message } = answer.refusal;
  if (code === 'offline') return { kind: 'offline', sentence: message };
  // Cancelled meanwhile, or the others are not so far after all: the next look tells.
  if (code === 'no-ceremony' || code === 'too-early') return { kind: 'resting' };
  return stopped(message);
}

async function blame(
  link: StationLink,
  { ceremonyId }: CeremonyMemory,
  positions: readonly number[],
): Promise<Walk> {
  const body = { actId: newActId(), ceremonyId, positions };
  const answer = await callStation(link, 'POST', '/station/ceremony/blame', body);
  if (answer.ok) return { kind: 'moved' };
  return { kind: 'offline', sentence: answer.refusal.message };
}

/** All shares are in: checks the published keys whole and saves ours. */
async function finish(
  seen: KeysSeen,
  ceremony: CeremonySeen,
  memory: CeremonyMemory,
): Promise<Walk> {
  const { share, certificates, seeds, position, ceremonyId } = memory;
  if (share === null || certificates === null) return stopped(elsewhere);
  const { trustees, rehearsal } = ceremony;
  if (trustees === null) return stopped(altered);
  const place = placeOf(ceremony, memory);
  const shares = share.items;
  const made = await runTask('finish', { place, seeds, certificates, shares, trustees });
  if (made === null) return stopped(altered);
  const keys = made.flatMap((key, set) => {
    const uuid = ceremony.keySets[set]?.uuid;
    return uuid === undefined
      ? []
      : [
          {
            ...{ uuid, ceremonyId, position, rehearsal, ...key },
            ...{ meeting: seen.meeting, holder: seen.name },
            ...{ confirmedSetup: null, usedTally: null },
          },
        ];
  });
  try {
    saveKeys(keys);
  } catch {
    return stopped(notStored);
  }
  forgetCeremony(ceremonyId);
  return { kind: 'moved' };
}
