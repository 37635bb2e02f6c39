import type { VoteChapter } from '../document.ts';
import { common, published, type SettingsOf } from './setting.ts';

/** Wizard page 结果公布与其他: the announcement, and what the congress adds of its own. */
export const resultSettings: SettingsOf<
  VoteChapter,
  'announcement' | 'announcementDays' | 'otherProvisions'
> = {
  announcement: {
    step: 'result',
    kind: 'choice',
    label: '结果以什么公布',
    help: '乡镇没有常委会，以主席团公告公布。',
    options: {
      presidium: { label: '主席团公告' },
      'standing-committee': { label: '常委会公告' },
      'working-committee': { label: '人大街道工委公告', help: '只用于街道。' },
    },
    source: published('陕西省规定（2025）：主席团公告；县级也有用常委会公告的'),
    initial: ({ level }) =>
      (
        ({
          city: 'standing-committee',
          county: 'standing-committee',
          township: 'presidium',
          street: 'working-committee',
        }) as const
      )[level],
  },
  announcementDays: {
    step: 'result',
    kind: 'number',
    label: '宣布后几日内公告',
    help: '0表示当日；一般不超过7日。',
    least: 0,
    most: 60,
    unit: '日',
    mayBeEmpty: false,
    source: common('“及时”公布：当日，至迟7日'),
    initial: () => 0,
  },
  otherProvisions: {
    step: 'result',
    kind: 'text',
    label: '其他规定',
    help: '每行一条，原样写入办法。系统只负责印出，不据此计票。',
    longest: 2_000,
    lines: true,
    mayBeEmpty: true,
    source: common('由各地自定'),
    initial: () => '',
  },
};
