/** Chinese words for what was found at the site. */
export const worksNames = {
  works: '完好可用',
  partly: '部分能用',
  broken: '坏了不能用',
  gone: '已经没有了',
} as const;

/** Chinese words for whether somebody maintains it. */
export const maintainedNames = {
  yes: '有人管护',
  unclear: '说不清谁管护',
  no: '无人管护',
} as const;

/** What residents of one project said, added up. */
export interface TalkSums {
  readonly residents: number;
  readonly satisfied: number;
  readonly fairly: number;
  readonly dissatisfied: number;
}

/** The talks of a project as a report says them. */
export function talksInWords({ residents, satisfied, fairly, dissatisfied }: TalkSums): string {
  return `走访 ${residents} 人：满意 ${satisfied}，基本满意 ${fairly}，不满意 ${dissatisfied}`;
}
