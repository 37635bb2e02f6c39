/**
 * How an invented township goes about its projects. Each way but the first is one kind of formalism
 * (形式主义), so that the indicators have something to ask about and something to leave alone.
 */
export type Manner =
  | 'healthy'
  | 'no-surplus'
  | 'unanimous'
  | 'hurried'
  | 'silent-after-the-vote'
  | 'money-ahead-of-work'
  | 'changed-without-decision'
  | 'opinions-unanswered'
  | 'everyone-satisfied';

/** An invented township of the demo county. */
export interface DemoTownship {
  readonly name: string;
  readonly deputies: number;
  readonly manner: Manner;
}

/** The fifteen townships of 示例县; 云溪镇 is the one of the rehearsal. */
export const demoTownships: readonly DemoTownship[] = [
  { name: '石桥镇', deputies: 62, manner: 'healthy' },
  { name: '东岸镇', deputies: 58, manner: 'healthy' },
  { name: '青坪镇', deputies: 71, manner: 'no-surplus' },
  { name: '柳湾镇', deputies: 49, manner: 'healthy' },
  { name: '双河镇', deputies: 66, manner: 'unanimous' },
  { name: '高岭乡', deputies: 45, manner: 'silent-after-the-vote' },
  { name: '南屏镇', deputies: 74, manner: 'healthy' },
  { name: '白沙镇', deputies: 53, manner: 'money-ahead-of-work' },
  { name: '上河乡', deputies: 44, manner: 'hurried' },
  { name: '金谷镇', deputies: 69, manner: 'healthy' },
  { name: '竹园乡', deputies: 47, manner: 'changed-without-decision' },
  { name: '北渡镇', deputies: 57, manner: 'healthy' },
  { name: '梅溪镇', deputies: 63, manner: 'opinions-unanswered' },
  { name: '长亭乡', deputies: 46, manner: 'everyone-satisfied' },
  { name: '云溪镇', deputies: 47, manner: 'healthy' },
];

/** The project years of the demo county. */
export const demoYears: readonly number[] = [2024, 2025, 2026];
