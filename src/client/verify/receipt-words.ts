import type { ReceiptVerdict } from './check-receipt.ts';

/** What a verdict on a receipt means, and what to do, with the tone of its notice. */
export function receiptWords(
  verdict: ReceiptVerdict,
): readonly [tone: 'ok' | 'warn' | 'stop', words: string] {
  if (verdict.kind === 'in-the-box') {
    return ['ok', `回执是真的，选票在票箱里。核对码：${verdict.tracker}`];
  }
  if (verdict.kind === 'dropped') {
    return [
      'stop',
      `这证明有人丢了一张票：服务器签名承认收到，档案里却没有。核对码：${verdict.tracker}。请保存回执和档案，立即交给总监票人和监督小组。`,
    ];
  }
  if (verdict.kind === 'not-closed') {
    return [
      'warn',
      `回执是真的。这份档案还没有封箱，选票要到封箱以后才能找到。核对码：${verdict.tracker}`,
    ];
  }
  const words = {
    unreadable: '这不是收票回执的文字。请从头到尾完整复制一次。',
    'key-unreadable': '回执公钥不对。它是一长串数字，请完整复制。',
    'other-round': '这张回执是另一轮投票的，与这份档案无关。',
    'other-key':
      '这把回执公钥不是选举文件里写明的那一把，不能用来查这一轮的回执。请到公开票箱页复制；那里给的就是这一把的，请立即告诉总监票人：有人换过回执公钥。',
    'not-signed': '回执的签名不成立：不是本轮服务器签的，什么也不能证明。',
  };
  return ['warn', words[verdict.kind]];
}
