import type { Refusal } from '../../rules/refusals.ts';

/** Happens when a programme is not one of this congress. */
export const noSuchLookback: Refusal = {
  code: 'no-such-lookback',
  message: '没有这个回头看方案，请从“回头看”列表重新进入。',
};

/** Happens when a row was changed by somebody else since the page was made. */
export const staleLookback: Refusal = {
  code: 'stale-form',
  message: '这里的情况刚刚被别人更新过。请看清现在的情况后再操作，您刚才的操作没有执行。',
};

/** Happens when a step is not the one that comes now. */
export function wrongState(message: string): Refusal {
  return { code: 'wrong-state', message };
}

/** Happens when a project is not in the drawn sample. */
export const notInSample: Refusal = {
  code: 'not-in-sample',
  message: '这个项目不在本次抽样名单里。请从抽样名单进入。',
};

/** Happens when a redraw waits for its seed and it is not certain that this project will be drawn again. */
export const redrawPending: Refusal = {
  code: 'redraw-pending',
  message:
    '这次回头看正在重抽，新的种子还没有产生，这个项目不一定抽中。请等抽出新名单以后再核查；已经做的核查都保留。',
};
