/** The words in which figures of a year's procedure are entered, read from files and shown. */

/** The ways by which suggestions come in, in the order in which pages show them. */
export const channels = [
  ['online', '网络'],
  ['phone', '电话'],
  ['post', '信件'],
  ['in_person', '来访'],
  ['deputies', '代表提出'],
  ['station', '代表联络站'],
  ['gathering', '座谈走访'],
  ['departments', '部门提出'],
  ['other', '其他'],
] as const;

/** A way by which suggestions came in. */
export type Channel = (typeof channels)[number][0];

/** Where a candidate may come from. */
export const originKinds = [
  ['residents', '群众'],
  ['deputies', '代表'],
  ['government', '政府'],
  ['departments', '部门'],
  ['assigned', '上级交办'],
] as const;

/** Where a candidate came from. */
export type OriginKind = (typeof originKinds)[number][0];

/** Whether a candidate was begun when it was voted on; `unknown` is "no data". */
export const statesWhenVoted = [
  ['unknown', '不清楚'],
  ['not_started', '未开工'],
  ['started', '已开工'],
  ['finished', '已完工'],
] as const;

/** How far a candidate was when it was voted on. */
export type StateWhenVoted = (typeof statesWhenVoted)[number][0];

/** What is entered of a year's procedure; null is "no data". */
export interface FiguresContent {
  readonly solicitationStartsOn: string | null;
  readonly solicitationEndsOn: string | null;
  readonly noticeOn: string | null;
  readonly papersOn: string | null;
  readonly deliberationMinuted: boolean | null;
  readonly planPublishedOn: string | null;
  readonly channels: readonly { readonly channel: Channel; readonly suggestions: number }[];
  readonly source: string;
}
