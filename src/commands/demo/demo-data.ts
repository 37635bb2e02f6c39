import type { CandidateLine, RollLine } from '../../documents/index.ts';

/**
 * What the rehearsal stands on. The candidates are the ten livelihood projects that 浙江温州鹿城区
 * 山福镇 (47 deputies, ten places) published on 2018-04-16 (温州人大) and two that 宁海县 published in
 * February 2023 (宁海新闻网); place and people are invented.
 */
const projects = [
  ['低保暖心', '为431户684名低保对象购买保险。', '社会保障'],
  ['停车位与公交站台', '新增停车位200个以上、公交站台10个以上。', '交通'],
  ['道路提升', '镇区道路提升改造。', '交通'],
  ['联网公路', '建设联网公路6公里以上。', '交通'],
  ['红色领航', '建设党群服务用房约500平方米。', '文化'],
  ['地质灾害防治', '搬迁1处，实施治理工程13处。', '安全'],
  ['文化惠民', '建设1个城市书房。', '文化'],
  ['雪亮工程', '建设3座铁塔。', '安全'],
  ['农田水利', '整治3条河、渠道1000米、机耕路2000米，工程15处。', '农业'],
  ['城镇美化', '建设30个美丽庭院、5个公园。', '环境'],
  ['城区公厕', '新建5座、改建5座公厕。', '环境'],
  ['幸福老年助餐', '建设8个村级食堂。', '养老'],
] as const;

/** Numbers that the texts above name as a total, by title. */
const quantities: Readonly<Record<string, { readonly quantity: string; readonly unit: string }>> = {
  低保暖心: { quantity: '431', unit: '户' },
  联网公路: { quantity: '6', unit: '公里' },
  红色领航: { quantity: '500', unit: '平方米' },
  文化惠民: { quantity: '1', unit: '个' },
  雪亮工程: { quantity: '3', unit: '座' },
  幸福老年助餐: { quantity: '8', unit: '个' },
};

/** The twelve candidates of the rehearsal. */
export const demoCandidates: readonly CandidateLine[] = projects.map(
  ([title, content, category], index) => ({
    number: index + 1,
    content: {
      title,
      content,
      ...quantities[title],
      place: '云溪镇',
      beneficiaries: null,
      totalTenThousandYuan: String(60 + index * 15),
      funding: '镇财政、上级补助',
      department: null,
      finish: '年内完成',
      category,
    },
  }),
);

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏';
const given = ['建国', '秀英', '志强', '桂兰', '明', '丽华', '国平', '小红', '振华'];
const villages = ['云溪村', '上庄村', '石岭村', '东岸村', '镇中心小学', '卫生院', '农机站'];

/** The 47 invented deputies of the rehearsal, in three delegations. */
export const demoRoll: readonly RollLine[] = [...surnames].slice(0, 47).map((surname, index) => ({
  order: index + 1,
  delegation: `第${['一', '二', '三'][index % 3]}代表团`,
  name: `${surname}${given[index % given.length]}`,
  sex: index % 3 === 1 ? '女' : '男',
  unitAndPosition: `${villages[index % villages.length]}`,
  constituency: `第${(index % 12) + 1}选区`,
  deputyNumber: `YX${String(index + 1).padStart(3, '0')}`,
  phone: null,
  note: null,
}));
