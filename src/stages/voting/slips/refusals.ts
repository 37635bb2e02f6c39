import { type ElectronicState, electronicMachine } from '../../../rules/electronic-channel.ts';
import { type RoundState, roundMachine } from '../../../rules/lifecycle.ts';
import type { Refusal } from '../../../rules/refusals.ts';

/** Happens when a step with slips comes too early or too late; says what is true and what to do. */
export function wrongSlipStep(state: ElectronicState, name: string): Refusal {
  const { situations, advice } = electronicMachine;
  return {
    code: 'wrong-state',
    message: `${situations[state]}，不能${name}。${advice[state]}`,
  };
}

/** Happens when a step of the voting itself is tried in a round that is not open, as when interrupted. */
export function roundNotOpen(state: RoundState, name: string): Refusal {
  const { situations, advice } = roundMachine;
  return { code: 'wrong-state', message: `${situations[state]}，不能${name}。${advice[state]}` };
}

/** Happens when the round has no keys yet, so that there is nothing that slips could belong to. */
export const noKeysYet: Refusal = {
  code: 'no-keys',
  message: '本轮还没有钥匙，不能办理票码。请先由监票人制作钥匙。',
};

/** Happens when a request is not what the slip page sends. */
export const malformedSlips: Refusal = {
  code: 'slips-malformed',
  message: '发送的内容不完整，没有接收。请刷新票码页后再试。',
};

/** Happens when a scanned slip stands in no published list of this round. */
export function notListed(count: number): Refusal {
  return {
    code: 'slip-not-listed',
    message: `有 ${count} 份票码不在本轮公布的清单上，全部没有登记。请核对票码的颜色和轮次。`,
  };
}

/** Happens when one slip is sent twice. */
export const slipRepeated: Refusal = {
  code: 'slip-repeated',
  message: '同一份票码扫描了两次，全部没有登记。请刷新票码页后重新扫描。',
};

/** Happens when a slip was voided before. */
export function voidBefore(count: number): Refusal {
  return {
    code: 'slip-already-void',
    message: `有 ${count} 份票码以前已经作废，全部没有登记。请刷新票码页，只扫描还没有作废的。`,
  };
}

/** Happens when a slip was used to vote: nothing can be taken out of the box. */
export function slipUsed(count: number): Refusal {
  return {
    code: 'slip-used',
    message: `有 ${count} 份票码已经投过票，不能作废，全部没有登记。票已投入的不能更换。`,
  };
}

/** Happens when the set-up of a round is asked for before it has slips. */
export const noSlipsYet: Refusal = {
  code: 'no-slips',
  message: '本轮还没有公布票码，没有可以核对的。请先由总监票人制作票码。',
};
