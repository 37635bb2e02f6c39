import type { Refusal } from '../../../rules/refusals.ts';
import type { BoxState, CastRefusalCode } from '../../../wire/ballot.ts';

function refusal(code: CastRefusalCode, message: string): Refusal {
  return { code, message };
}

export const wrongRound = refusal(
  'wrong-round',
  '这张票码不是本轮的。请核对票码的颜色和轮次，重新扫描本轮的票码。',
);

const stateRefusals: Readonly<Record<Exclude<BoxState, 'open'>, Refusal>> = {
  waiting: refusal(
    'not-open',
    '还没有开始投票。请留在本页，主持人宣布开始后会自动打开，不需要刷新。',
  ),
  interrupted: refusal(
    'interrupted',
    '投票暂时中断，这张选票没有投入票箱。请留在本页，恢复后会自动投递。',
  ),
  closed: refusal('closed', '投票已经结束，票箱已封，这张选票没有投入票箱。'),
  void: refusal('round-void', '本轮电子投票已经作废，这张选票没有投入票箱。请听主持人安排。'),
};

/** Why the box takes nothing in this state; null when it is open. */
export function refusalOfState(state: BoxState): Refusal | null {
  return state === 'open' ? null : stateRefusals[state];
}

export const slipUnknown = refusal(
  'slip-unknown',
  '本轮公布的票码里没有这一张，选票没有投入票箱。请举手告诉监票人，换一张票码。',
);

export const slipVoid = refusal(
  'slip-void',
  '这张票码已经作废，选票没有投入票箱。请举手告诉监票人，换一张票码。',
);

export const slipUsed = refusal(
  'slip-used',
  '这张票码已经投过票，一张票码只能投一次，这张选票没有投入票箱。若不是您本人投的，请立即举手告诉监票人。',
);

/** The ballot's own fault, with the sentence of the check that failed. */
export function ballotInvalid(sentence: string): Refusal {
  return refusal(
    'ballot-invalid',
    `选票没有通过核验，没有投入票箱：${sentence}请重新扫描票码再投一次；仍然不行的，请到共用投票台投票。`,
  );
}

export const busy = refusal(
  'busy',
  '此刻投票的人太多，服务器还没有收下这张选票。请不要关闭页面，稍后会自动重新发送。',
);

export const receiptsBroken = refusal(
  'receipts-broken',
  '服务器的回执钥匙读不到，不能开出收票回执，因此没有收下这张选票。请立即告诉工作人员。',
);
