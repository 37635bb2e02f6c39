import type { VoteChapter } from '../document.ts';
import { common, published, type SettingsOf } from './setting.ts';

/** Wizard page 应选与候选: how many, how many more, by which channel, who votes, what it is called. */
export const placesSettings: SettingsOf<
  VoteChapter,
  'term' | 'places' | 'candidates' | 'leastSurplus' | 'noSurplusReason' | 'channels' | 'whoMayVote'
> = {
  term: {
    step: 'places',
    kind: 'choice',
    label: '用语',
    help: '办法、选票和公告上怎样称呼这项表决。',
    options: {
      ballot: { label: '票决' },
      vote: { label: '表决' },
      deliberation: { label: '审议监督', help: '甘肃省的用语。' },
    },
    source: published('各地多用“票决”；甘肃省2025年规定用“审议监督”'),
    initial: ({ province }) => (province?.startsWith('甘肃') ? 'deliberation' : 'ballot'),
  },
  places: {
    step: 'places',
    kind: 'number',
    label: '应选项目数',
    help: '本次会议最多票决确定多少项。常设办法可以不填，由每次会议确定。',
    least: 1,
    most: 500,
    unit: '项',
    mayBeEmpty: true,
    source: published('见诸报道的有12选10、13选10、15选12、20选10、10选8、5选4、2选1等'),
    initial: ({ places }) => places ?? null,
  },
  candidates: {
    step: 'places',
    kind: 'number',
    label: '候选项目数',
    help: '提交大会的候选项目数，一般应多于应选项目数。常设办法可以不填。',
    least: 1,
    most: 500,
    unit: '项',
    mayBeEmpty: true,
    source: published('见诸报道的有12选10、13选10、15选12、20选10、10选8、5选4、2选1等'),
    initial: ({ candidates }) => candidates ?? null,
  },
  leastSurplus: {
    step: 'places',
    kind: 'number',
    label: '最低差额比例',
    help: '候选项目数比应选项目数多出的部分，占应选项目数的百分比；低于这个比例时提醒，并至少差额1项。',
    least: 0,
    most: 100,
    unit: '%',
    mayBeEmpty: false,
    source: common('多为10%至20%，或至少1项'),
    initial: () => 20,
  },
  noSurplusReason: {
    step: 'places',
    kind: 'text',
    label: '不设差额的理由',
    help: '只有候选项目不多于应选项目时才填。理由会印在办法上，并列入形式主义风险提示。',
    longest: 300,
    lines: false,
    mayBeEmpty: true,
    source: common('差额是通例；等额须说明理由'),
    initial: () => '',
    relevantWhen: ({ places, candidates }) =>
      places !== null && candidates !== null && candidates <= places,
  },
  channels: {
    step: 'places',
    kind: 'choice',
    label: '投票方式',
    help: '电子方式须同时规定钥匙与票码。',
    options: {
      paper: { label: '纸质选票' },
      electronic: { label: '电子选票', help: '凭票码在手机或写票处的平板上投票。' },
      hybrid: { label: '纸质选票与电子选票并用', help: '每人只领一种，分别计票后合并。' },
      keypad: { label: '会场表决器', help: '使用会场自有设备，结果录入本系统。' },
    },
    source: common('纸质选票最普遍；浙江省乡镇的表决方式由议事规则规定（工作条例第二十四条）'),
    initial: ({ channels }) => channels,
  },
  whoMayVote: {
    step: 'places',
    kind: 'choice',
    label: '谁可以投票',
    help: '列席人员签到也不计入，不发选票。',
    options: {
      'checked-in': { label: '本次全体会议已签到的代表；不得委托他人投票，不设流动票箱' },
    },
    source: common('各地选举和表决办法的通例'),
    initial: () => 'checked-in',
  },
};
