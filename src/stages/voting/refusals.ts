import type { Refusal } from '../../rules/refusals.ts';

/** Happens when somebody else changed the round since the page was made. */
export const staleRound: Refusal = {
  code: 'stale-form',
  message: '这一轮的情况刚刚被别人更新过。请看清现在的情况后再操作，您刚才的操作没有执行。',
};

/** Happens when the round does not exist in this meeting. */
export const noSuchRound: Refusal = {
  code: 'no-such-round',
  message: '这次会议没有这一轮票决，请从会议页面重新进入。',
};

/** Happens when no rule sheet applies to the meeting. */
export const noRuleSheet: Refusal = {
  code: 'no-rule-sheet',
  message: '这次会议还没有票决办法。请先拟定票决办法，再建立票决轮次。',
};

/** Happens when the candidates were not sealed. */
export const noSealedList: Refusal = {
  code: 'no-sealed-list',
  message: '候选项目名单还没有封存。请先核对并封存候选项目，再建立票决轮次。',
};

/** Happens when the papers were printed under another version of the rule sheet. */
export const papersOutdated: Refusal = {
  code: 'papers-outdated',
  message: '票决办法在建立这一轮之后修改过，已印的选票作废。请取消这一轮，重新建立并印票。',
};

/** Happens when the batch is not in the counting that is open, perhaps because it was withdrawn. */
export const noSuchBatch: Refusal = {
  code: 'no-such-batch',
  message: '没有这一捆选票，可能已经退回重捆。请从计票页面重新选择。',
};

/** Happens when nobody adopted the list of scrutineers. */
export const scrutineersNotAdopted: Refusal = {
  code: 'scrutineers-not-adopted',
  message: '监票人、计票人名单还没有经会议通过。请先登记通过名单的表决结果，再发票。',
};

/** Happens when a step of the papers is tried in a round of electronic ballots only. */
export const noPaper: Refusal = {
  code: 'no-paper',
  message: '本轮不用纸质票，没有这一步。请看本轮页面上的“下一步”。',
};

/** Happens when a step of the electronic ballots is tried in a round of papers only. */
export const noElectronic: Refusal = {
  code: 'no-electronic',
  message: '本轮不用电子票，没有这一步。请看本轮页面上的“下一步”。',
};

/** Happens when a step of the papers comes too early or too late. */
export function wrongPaperStep(expected: string): Refusal {
  return {
    code: 'wrong-state',
    message: `现在不能做这一步：${expected}。请看本轮页面上的“下一步”。`,
  };
}
