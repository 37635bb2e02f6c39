import type { Refusal } from '../../../rules/refusals.ts';

/** Happens when the box is not closed yet. */
export const boxNotClosed: Refusal = {
  code: 'box-not-closed',
  message: '电子票箱还没有封箱，不能开箱。请先宣布投票结束，封箱。',
};

/** Happens when the electronic channel or the whole round is void. */
export const boxVoid: Refusal = {
  code: 'box-void',
  message: '本轮或者本轮的电子票已经作废。作废的票箱任何时候都不开箱。',
};

/** Happens when the totals are published already. */
export const boxOpened: Refusal = {
  code: 'already-opened',
  message: '票箱已经开箱，结果已经公布，不再收开箱份额。请看会场大屏幕。',
};

/** Happens in a hybrid round before the chief signed the sheet of the papers. */
export const paperSheetUnsigned: Refusal = {
  code: 'paper-sheet-unsigned',
  message: '纸质票的合计表还没有封定，不能开电子票箱。请先完成纸质票计票，由总监票人封定合计表。',
};

/** Happens when a scrutineer gives a share before the server's own one is public. */
export const openingNotBegun: Refusal = {
  code: 'opening-not-begun',
  message: '还没有开始开箱：系统的份额要先公布。请等总监票人或者工作人员按“开始开箱”。',
};

/** Happens when the server's key is neither in its folder nor in the copy, or is another one. */
export const serverKeyMissing: Refusal = {
  code: 'server-key-missing',
  message:
    '找不到本轮的系统钥匙，不能开箱。请系统管理员检查 KEY_DIR 和 KEY_COPY_DIR，从备份恢复钥匙文件后再试。',
};

/** Happens when the device belongs to nobody who holds a key of this round. */
export const notAHolder: Refusal = {
  code: 'not-a-holder',
  message: '您没有本轮的钥匙，不能参加开箱。请与工作人员核对持钥匙人名单。',
};

/** Happens when the share is not written as the protocol says, or is somebody else's. */
export const shareMalformed: Refusal = {
  code: 'share-malformed',
  message: '开箱份额的格式不对，没有接收。请用本系统公布的开箱页重新制作。',
};

/** Happens when the strong proofs are those of another owner. */
export const shareOfAnother: Refusal = {
  code: 'share-of-another',
  message: '这份开箱份额不是您那一把钥匙的，没有接收。请用自己的设备和钥匙重新制作。',
};

/** Happens when this key has given another share. */
export const shareGiven: Refusal = {
  code: 'share-given',
  message: '您的开箱份额已经收到并公布，不用再交。',
};

/** Happens when the weak proof holds and the strong one is missing or wrong. */
export const shareWithoutStrongProof: Refusal = {
  code: 'strong-proof',
  message:
    '开箱份额没有成立的强证明，不能排除总数是伪造的，没有接收。请用本系统公布的开箱页重新制作。',
};

/** Happens when the files of the box do not verify; nothing is published then. `what` is a sentence. */
export function archiveFails(what: string): Refusal {
  return {
    code: 'archive-fails',
    message: `票箱文件核验不通过，没有公布结果。${what}请保存现场，由系统管理员和总监票人查明；查不明的，宣布本轮无效。`,
  };
}

/** Happens when the share does not open the tally that the ballots add up to. */
export const shareWrong: Refusal = {
  code: 'share-wrong',
  message: '开箱份额与票箱内的合计不符，没有接收。请刷新开箱页，重新核验票箱文件后再试。',
};
