import type { Result } from './refusals.ts';
import { type StateMachine, step, verbsFrom } from './state-machine.ts';

/** States of the electronic channel of a round, beside the round's own (ballots.md, Life of a round). */
export const electronicStates = [
  'preparing',
  'keyed',
  'slips',
  'sealed',
  'issuing',
  'casting',
  'closed',
  'counted',
  'void',
] as const;

export type ElectronicState = (typeof electronicStates)[number];

/** Acts on the electronic channel, in their order. */
export const electronicVerbs = [
  'take-keys',
  'publish-slips',
  'seal',
  'reject-setup',
  'start-issuing',
  'begin-casting',
  'close-box',
  'open-box',
  'void',
] as const;

export type ElectronicVerb = (typeof electronicVerbs)[number];

/** Chinese names of the states of the electronic channel. */
export const electronicStateNames: Readonly<Record<ElectronicState, string>> = {
  preparing: '等待钥匙',
  keyed: '等待票码',
  slips: '正在核对指纹',
  sealed: '设置已封定',
  issuing: '正在发票码',
  casting: '正在投票',
  closed: '票箱已封，等待开箱',
  counted: '已开箱',
  void: '作废',
};

/**
 * The machine of an electronic channel (ballots.md, Life of a round; Beyond Belenios 3 and 4): keys,
 * then slips, then the fingerprint compared by everybody seals the set-up. One "different" sends it
 * back to the start with other keys; a sealed one stands on the public board and is void, not taken back.
 * Slips that nobody took are voided before casting begins.
 */
export const electronicMachine: StateMachine<ElectronicState, ElectronicVerb> = {
  moves: {
    'take-keys': { preparing: 'keyed' },
    'publish-slips': { keyed: 'slips' },
    seal: { slips: 'sealed' },
    'reject-setup': { keyed: 'preparing', slips: 'preparing' },
    'start-issuing': { sealed: 'issuing' },
    'begin-casting': { issuing: 'casting' },
    'close-box': { casting: 'closed' },
    'open-box': { closed: 'counted' },
    void: {
      preparing: 'void',
      keyed: 'void',
      slips: 'void',
      sealed: 'void',
      issuing: 'void',
      casting: 'void',
      closed: 'void',
      counted: 'void',
    },
  },
  situations: {
    preparing: '本轮还没有钥匙',
    keyed: '本轮已有钥匙，还没有票码',
    slips: '票码已经公布，正在核对设置指纹',
    sealed: '设置已经封定，还没有开始发票码',
    issuing: '正在发票码',
    casting: '正在投票',
    closed: '电子票箱已封，还没有开箱',
    counted: '电子票箱已经开箱',
    void: '电子票已经作废',
  },
  advice: {
    preparing: '请先由监票人制作钥匙。',
    keyed: '请先由总监票人制作票码。',
    slips: '请先由各监票人核对设置指纹。',
    sealed: '请先宣布开始，发放票码。',
    issuing: '请先登记发出的票码，作废未发出的票码。',
    casting: '请先结束投票。',
    closed: '请先由监票人共同开箱。',
    counted: '结果有疑问的，任何人都可以下载票箱文件重新核验。',
    void: '请另建一轮，重新投票。',
  },
  verbNames: {
    'take-keys': '使用钥匙',
    'publish-slips': '公布票码',
    seal: '封定设置',
    'reject-setup': '退回设置',
    'start-issuing': '开始发票码',
    'begin-casting': '开始投票',
    'close-box': '封箱',
    'open-box': '开箱',
    void: '作废电子票',
  },
};

/**
 * Moves the electronic channel of a round by a verb.
 *
 * Refuses: `already-done`, `wrong-state`.
 */
export function advanceElectronic(
  state: ElectronicState,
  verb: ElectronicVerb,
): Result<ElectronicState> {
  return step(electronicMachine, state, verb);
}

/** The verbs that the channel's state allows. */
export function possibleElectronicVerbs(state: ElectronicState): readonly ElectronicVerb[] {
  return verbsFrom(electronicMachine, state);
}
