import type { Refusal } from '../../../rules/refusals.ts';

/** Happens when the rule sheet does not regulate the keys of an electronic vote. */
export const noKeysChapter: Refusal = {
  code: 'no-keys-chapter',
  message: '票决办法没有规定电子票的钥匙。请先在票决办法中选择电子票并填写“电子票决”一页。',
};

/** Happens when a meeting has a ceremony of this kind already. */
export const ceremonyRunning: Refusal = {
  code: 'ceremony-running',
  message: '已经召集过一次制作钥匙。需要重做的，请先停止那一次并写明原因。',
};

/** Happens when somebody chosen is not nominated, or is named twice. */
export const holdersUnfit: Refusal = {
  code: 'holders-unfit',
  message: '持有钥匙的只能是本次会议已提名的总监票人、监票人，每人一把。请重新选择。',
  field: 'holders',
};

/** Happens when the rule sheet asks for more or fewer holders than were chosen. */
export function holdersCount(needed: number): Refusal {
  return {
    code: 'holders-count',
    message: `票决办法规定由 ${needed} 名监票人持有钥匙，请正好选择 ${needed} 名。人数不够的请先提名。`,
    field: 'holders',
  };
}

/** Happens when too few could open the box, or too many would be needed. */
export const thresholdUnfit: Refusal = {
  code: 'threshold-unfit',
  message:
    '票决办法规定的开箱人数不能用：至少两人才能开箱，持有钥匙的人数至少是开箱人数的两倍减一。请修改票决办法。',
};

/** Happens in production when nobody named a second place for the server's keys. */
export const keyCopyMissing: Refusal = {
  code: 'key-copy-missing',
  message:
    '服务器的钥匙只有一处存放，损坏后任何人都不能开箱，因此没有继续。请系统管理员设置 KEY_COPY_DIR（另一块磁盘上的文件夹），重新启动后再办理。',
};

/** Happens when the server's key file of a round is nowhere to be found. */
export const keyFileMissing: Refusal = {
  code: 'key-file-missing',
  message:
    '找不到服务器的钥匙文件，这组钥匙不能再用。请系统管理员从备用文件夹恢复，或停止这次制作、重新召集。',
};

/** Happens when the meeting has no such ceremony, or it was given up meanwhile. */
export const noCeremony: Refusal = {
  code: 'no-ceremony',
  message: '没有正在进行的钥匙制作，或者已经停止。请刷新页面，看现在的情况。',
};

/** Happens when somebody sends who holds no key. */
export const notAHolder: Refusal = {
  code: 'not-a-holder',
  message: '您不在这一次的持钥匙人名单中，不需要办理这一步。',
};

/** Happens when another message of this step stands already: usually from another device. */
export const alreadySent: Refusal = {
  code: 'already-sent',
  message:
    '您的这一步已由另一台设备或另一个页面办理。请回到那台设备继续；找不到的，请工作人员停止这次制作、重新召集。',
};

/** Happens when a step comes before the others have sent theirs. */
export const tooEarly: Refusal = {
  code: 'too-early',
  message: '上一步还没有到齐，请稍候，页面会自动继续。',
};

/** Happens when a message does not hold; says nothing of what is in it. */
export const messageBad: Refusal = {
  code: 'message-bad',
  message: '这台设备发来的材料没有通过核对，没有接收。请重新打开钥匙页；仍不行的换一台设备。',
};

/** Happens when no key set of a complete, real ceremony is left. */
export const noKeysReady: Refusal = {
  code: 'no-keys-ready',
  message: '没有可用的钥匙。请先召集监票人制作钥匙（演练的钥匙不能用于正式票决）。',
};

/** Happens when somebody has not proved that the backup can be read. */
export function backupMissing(names: readonly string[]): Refusal {
  return {
    code: 'backup-missing',
    message: `${names.join('、')}还没有保存并试读钥匙备份。丢失一台设备会影响开箱，请先在钥匙页完成。`,
  };
}

/** Happens when holders are no longer the scrutineers of the meeting. */
export function holdersChanged(names: readonly string[]): Refusal {
  return {
    code: 'holders-changed',
    message: `${names.join('、')}持有钥匙，但不在现在的监票人名单中。请改用纸质票，或者停止这次制作、重新召集。`,
  };
}

/** Happens when keys are taken for a form that electronic ballots cannot prove. */
export const formNotElectronic: Refusal = {
  code: 'form-not-electronic',
  message: '这种选票形式不能用电子票，请用纸质票。',
};

/** Happens when a set-up is composed before the slips are published. */
export const slipsMissing: Refusal = {
  code: 'slips-missing',
  message: '票码还没有公布，不能核对设置。请先由总监票人制作票码。',
};

/** Happens when the set-up that was compared is not the one that stands. */
export const setupChanged: Refusal = {
  code: 'setup-changed',
  message: '您核对的不是现在的设置。请重新打开钥匙页，重新核对指纹。',
};

/** Happens when somebody who has said "same" wants to say otherwise. */
export const alreadyConfirmed: Refusal = {
  code: 'already-confirmed',
  message: '您已经核对过这份设置。发现不对的，请立即告诉工作人员，由工作人员退回设置。',
};

/** Happens when a sealed set-up is to be taken back. */
export const alreadySealed: Refusal = {
  code: 'already-sealed',
  message: '设置已经封定并公布，不能退回。请宣布本轮无效，写明原因，另建一轮。',
};
