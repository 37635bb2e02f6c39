import { describe, expect, test } from 'vitest';
import {
  figuresTemplate,
  judgementsTemplate,
  originsTemplate,
  planTemplate,
  readFiguresFile,
  readJudgementsFile,
  readOriginsFile,
  readPlanFile,
  readProgressFile,
  readResultsFile,
  resultsTemplate,
  type TableReading,
} from '../../src/documents/index.ts';
import { makeWorkbook, type Written } from '../support/workbook.ts';

const known = new Map([
  [1, '村内路灯亮化'],
  [2, '农村桥梁改造'],
]);
const named = [...known].map(([number, title]) => ({ number, title }));
const day = (number: number) => ({ number, format: 'yyyy/m/d' });

function rowsOf<Row>(reading: TableReading<Row>): readonly Row[] {
  expect(reading).toMatchObject({ ok: true });
  return reading.ok ? reading.rows : [];
}

/** Where each bad cell stands and what is said of it; the first is named in the refusal too. */
function faultsOf(reading: TableReading<unknown>): readonly string[] {
  expect(reading.ok).toBe(false);
  if (reading.ok) return [];
  const [first] = reading.cells;
  if (first !== undefined) {
    expect(reading.refusals[0].message).toContain(`第 ${first.row} 行 ${first.column}`);
  }
  return reading.cells.map((one) => `${one.row} ${one.column} ${one.reason}`);
}

describe('plans', () => {
  const headings = [
    ...['编号', '项目名称', '责任单位', '责任人', '总目标', '保障措施', '开工日期', '完成日期'],
    ...['节点', '节点日期', '节点比重(%)', '资金来源', '金额(万元)', '目标年度', '年度目标'],
  ];
  const street = ['1', '村内路灯亮化', '镇城建办', '张伟', '装灯', '专账', '2026-03-01'];
  const two: readonly (readonly Written[])[] = [
    [...street, '2026-10-31', '立杆', '2026-06-30', '60', '镇财政', '60', '', ''],
    ['', '', '', '', '', '', '', '', '通电', '2026-10-31', '40', '村自筹', '25.5', '', ''],
  ];

  test('of several rows are read as one, with everything that the form asks', async () => {
    const [plan, ...others] = rowsOf(
      await readPlanFile(makeWorkbook([{ rows: [headings, ...two] }]), known),
    );
    expect(others).toEqual([]);
    expect(plan).toEqual({
      ...{ number: 1, department: '镇城建办', personInCharge: '张伟', goal: '装灯' },
      ...{ safeguards: '专账', startsOn: '2026-03-01', finishesOn: '2026-10-31', goals: [] },
      milestones: [
        { title: '立杆', dueOn: '2026-06-30', weight: 60 },
        { title: '通电', dueOn: '2026-10-31', weight: 40 },
      ],
      funding: [
        { origin: '镇财政', amount: '60' },
        { origin: '村自筹', amount: '25.5' },
      ],
    });
  });

  test('with merged cells, Excel dates, full-width digits, 万元 in cells and a total are read right', async () => {
    const bytes = makeWorkbook([
      {
        rows: [
          ['云溪镇2026年民生实事实施计划'],
          headings,
          [
            ...['０１号', '村内路灯亮化', '镇城建办', '张伟', '装灯', '专账', day(46082)],
            ...[day(46691), '立杆', '2026.6.30', '６０%', '镇财政', '1,060万元', '2026', '立杆'],
          ],
          [
            ...[null, null, null, null, null, null, null, null],
            ...['通电', '2027年10月31日', { number: 0.4, format: '0%' }, null, null, 2027, '通电'],
          ],
          ['合计', null, null, null, null, null, null, null, null, null, null, null, 1060],
        ],
        merges: ['A1:O1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'L3:L4', 'M3:M4'],
      },
    ]);
    const reading = await readPlanFile(bytes, known);
    const [plan] = rowsOf(reading);
    expect(plan).toMatchObject({
      ...{ number: 1, startsOn: '2026-03-01', finishesOn: '2027-10-31' },
      funding: [{ origin: '镇财政', amount: '1060' }],
      goals: [{ year: 2026 }, { year: 2027 }],
    });
    expect(reading.ok && reading.leftOut).toEqual(['第 5 行“合计 1060”']);
  });

  test('that cannot be are refused at their cells', async () => {
    const rows: readonly (readonly Written[])[] = [
      [...street, '2025-10-31', '立', '6月', '0.6', '镇财政', '', '', ''],
      ['', '', '县水利局', '', '', '', '', '', '', '', '', '镇财政', '3', '26', ''],
      ['9', '某项目', '办', '张', '好', '专账', '2026-02-30', '2026-12-31', '完工', '46023'],
      ['2', '村内路灯亮化', '办', '张', '好', '专账', '2026-02-01', '2026-12-31'],
      ['1', '', '办', '张', '好', '专账', '2026-02-01', '2026-12-31', '完工', '2026-12-01', '99'],
    ];
    const faults = faultsOf(
      await readPlanFile(makeWorkbook([{ rows: [headings, ...rows] }]), known),
    );
    expect(faults).toEqual([
      '2 H（完成日期） 完成日期早于开工日期，请改正。',
      '2 I（节点） 请写 2 到 120 个字的名称。',
      '2 J（节点日期） 请写到日，如 2026年3月1日 或 2026-03-01。',
      '2 K（节点比重） 比重应填 1 到 100 的整数，如 20 或 20%。',
      '2 M（金额） 没有填写。',
      '3 C（承办单位） 与第 2 行同一个项目写的不同。请只写一次，或写成一样的。',
      '3 L（资金来源） 这个来源写了两次，请合成一条。',
      '3 N（目标年度） 请填年份，如 2026。',
      '3 O（年度目标） 没有填写。',
      '4 A（编号） 这一年没有编号为 9 的项目。请核对编号和年度。',
      '4 G（开工日期） 没有这一天，请改正。',
      '4 J（节点日期） 请写到日，如 2026年3月1日 或 2026-03-01。',
      '4 K（节点比重） 比重应填 1 到 100 的整数，如 20 或 20%。',
      '5 A（编号） 至少写一个节点。只有一步的，写“完工”，比重 100。',
      '5 B（项目名称） 第 2 号项目是“农村桥梁改造”。请核对编号和名称是不是错了行。',
      '6 A（编号） 与第 2 行的编号相同。同一个项目的各行要连在一起。',
      '6 K（节点比重） 各节点的比重合计是 99，应为 100。请调整。',
    ]);
  });

  test('in another unit, or without any, are refused', async () => {
    const inYuan = headings.map((one) => (one === '金额(万元)' ? '金额(元)' : one));
    const bare = headings.map((one) => (one === '金额(万元)' ? '金额' : one));
    const file = (first: readonly string[]) => makeWorkbook([{ rows: [first, ...two] }]);
    const other = await readPlanFile(file(inYuan), known);
    expect(other).toMatchObject({ ok: false, refusals: [{ code: 'other-unit' }] });
    expect(faultsOf(await readPlanFile(file(bare), known))[0]).toContain('没有写明单位是不是万元');
    const wrong = await readPlanFile(
      makeWorkbook([
        {
          rows: [
            ['编号', '名字'],
            ['1', 'x'],
          ],
        },
      ]),
      known,
    );
    expect(wrong).toMatchObject({ ok: false, refusals: [{ code: 'no-header' }] });
  });
});

describe('figures of older years', () => {
  const headings = [
    '年度',
    '征集开始',
    '征集结束',
    '网络',
    '屋场会',
    '审议记录',
    '公示日期',
    '来源',
  ];

  test('are read with no data where a cell is empty, Excel dates and totals included', async () => {
    const rows = rowsOf(
      await readFiguresFile(
        makeWorkbook([
          {
            rows: [
              headings,
              ['２０２３年', day(44805), '2022/10/15', 12, '０', '有', '', '2022年台账'],
              [2024, null, null, null, '7', null, '2023年11月20日', '2023年台账'],
              ['注：以上数字来自台账'],
            ],
          },
        ]),
      ),
    );
    expect(rows).toMatchObject([
      {
        ...{ year: 2023, solicitationStartsOn: '2022-09-01', solicitationEndsOn: '2022-10-15' },
        ...{ noticeOn: null, deliberationMinuted: true, source: '2022年台账' },
        channels: [
          { channel: 'online', suggestions: 12 },
          { channel: 'gathering', suggestions: 0 },
        ],
      },
      { year: 2024, solicitationStartsOn: null, deliberationMinuted: null, noticeOn: '2023-11-20' },
    ]);
  });

  test('that cannot be are refused at their cells', async () => {
    const file = makeWorkbook([
      {
        rows: [
          headings,
          ['23', '2022-09-01', '2022-08-01', '约 12', { formula: 'SUM(1,2)', result: 3 }, '好像有'],
          ['2024', '9月', '', '-1', '', '', '', '台'],
          ['2024', '', '', '', '', '', '', '台账'],
        ],
      },
    ]);
    expect(faultsOf(await readFiguresFile(file))).toEqual([
      '2 A（年度） 年度应填四位年份，如 2023。',
      '2 C（征集结束） 征集结束早于征集开始，请改正。',
      '2 D（网络） 条数只填整数；没有记录的留空，不要填 0。',
      '2 E（座谈走访） 这里是公式。请复制这一列，“选择性粘贴”为数值，再上传。',
      '2 F（审议有没有记录） 请填“有”或“没有”。',
      '2 H（来源） 没有填写。',
      '3 A（年度） 与第 4 行的年度相同，请合成一行。',
      '3 B（征集开始） 请写到日，如 2026年3月1日 或 2026-03-01。',
      '3 D（网络） 条数只填整数；没有记录的留空，不要填 0。',
      '3 H（来源） 请写明来源，如“2024年征集工作台账”。',
      '4 A（年度） 与第 3 行的年度相同，请合成一行。',
    ]);
  });
});

describe('origins of candidates', () => {
  const headings = ['编号', '候选项目', '从哪里来', '建议条数', '票决时状态'];

  test('are read with or without a list of the year', async () => {
    const bytes = makeWorkbook([
      {
        rows: [
          headings,
          [1, '路灯亮化', '群众、代表', '６', '未开工'],
          [2, '农村桥梁改造（二期）', '上级交办', null, null],
        ],
      },
    ]);
    const rows = [
      { ...{ number: 1, kinds: ['residents', 'deputies'] }, suggestions: 6 },
      { ...{ number: 2, kinds: ['assigned'], suggestions: null, stateWhenVoted: 'unknown' } },
    ];
    expect(rowsOf(await readOriginsFile(bytes, known))).toMatchObject(rows);
    expect(rowsOf(await readOriginsFile(bytes, null))).toMatchObject(rows);
  });

  test('that cannot be are refused at their cells', async () => {
    const bytes = makeWorkbook([
      {
        rows: [headings, [3, '', '群众和代表', '许多', '在建'], ['1', '桥', '', '', 'toString']],
      },
    ]);
    const states = '请填“未开工”“已开工”“已完工”或“不清楚”。';
    const kinds = '请填“群众”“代表”“政府”“部门”“上级交办”，几个之间用顿号。';
    expect(faultsOf(await readOriginsFile(bytes, known))).toEqual([
      '2 A（编号） 这一年没有编号为 3 的项目。请核对编号和年度。',
      '2 B（项目名称） 没有填写。',
      `2 C（从哪里来） ${kinds}`,
      '2 D（建议条数） 建议条数只填整数；没有记录的留空。',
      `2 E（票决时状态） ${states}`,
      '3 B（项目名称） 第 1 号项目是“村内路灯亮化”。请核对编号和名称是不是错了行。',
      `3 C（从哪里来） ${kinds}`,
      `3 E（票决时状态） ${states}`,
    ]);
  });
});

describe('older results and judgements', () => {
  test('are read from messy tables', async () => {
    const results = makeWorkbook([
      {
        rows: [
          ['满意度测评结果'],
          ['序号', '项目', '满意票', '基本满意票数', '不满意'],
          ['1', '路灯亮化', '40票', '０', 2],
          ['2.', '', '5', '10', { number: 30, format: '0"票"' }],
          ['合计', '', '45', '10', '32'],
        ],
        merges: ['A1:E1'],
      },
    ]);
    expect(rowsOf(await readResultsFile(results, known))).toEqual([
      { number: 1, counts: { satisfied: 40, fairly_satisfied: 0, dissatisfied: 2 } },
      { number: 2, counts: { satisfied: 5, fairly_satisfied: 10, dissatisfied: 30 } },
    ]);
    const judgements = makeWorkbook([
      {
        rows: [
          ['编号', '等次', '评语', '评价时间'],
          [1, ' 基本满意', '晚了一个月', day(45301)],
        ],
      },
    ]);
    expect(rowsOf(await readJudgementsFile(judgements, known))).toEqual([
      { number: 1, grade: 'fairly_satisfied', reason: '晚了一个月', judgedOn: '2024-01-10' },
    ]);
  });

  test('that cannot be are refused at their cells', async () => {
    const results = makeWorkbook([
      {
        rows: [
          ['编号', '满意', '基本满意', '不满意'],
          ['1', '四十', '', '-1'],
          ['1', '98.5%', 1, 1],
        ],
      },
    ]);
    const counted = '票数应填 0 到 9999 的整数；没有人投的填 0。';
    expect(faultsOf(await readResultsFile(results, known))).toEqual([
      '2 A（编号） 与第 3 行的编号相同，请改正。',
      `2 B（满意） ${counted}`,
      `2 C（基本满意） ${counted}`,
      `2 D（不满意） ${counted}`,
      '3 A（编号） 与第 2 行的编号相同，请改正。',
      `3 B（满意） ${counted}`,
    ]);
    const judgements = makeWorkbook([
      {
        rows: [
          ['编号', '等次', '理由', '评价日期'],
          ['1', '优秀', '好', ''],
        ],
      },
    ]);
    expect(faultsOf(await readJudgementsFile(judgements, known))).toEqual([
      '2 B（等次） 请填“满意”“基本满意”或“不满意”。',
      '2 C（理由） 请写明理由。',
      '2 D（评价日期） 没有填写。',
    ]);
  });
});

describe('progress', () => {
  test('whose rows slipped by one is refused at the names, and so is another unit', async () => {
    const headings = ['编号', '项目名称', '进展情况', '累计支付(元)'];
    const slipped = makeWorkbook([{ rows: [headings.slice(0, 3), ['1', '农村桥梁改造', '正常']] }]);
    expect(faultsOf(await readProgressFile(slipped, known))).toEqual([
      '2 B（项目名称） 第 1 号项目是“村内路灯亮化”。请核对编号和名称是不是错了行。',
    ]);
    const inYuan = makeWorkbook([{ rows: [headings, ['1', '', '正常', '850000']] }]);
    expect(await readProgressFile(inYuan, known)).toMatchObject({
      ...{ ok: false, refusals: [{ code: 'other-unit' }] },
    });
  });
});

test('every template is read by its own reader, and is empty before it is filled in', async () => {
  const read = [
    readPlanFile(await planTemplate([]), known),
    readFiguresFile(await figuresTemplate()),
    readOriginsFile(await originsTemplate([]), known),
    readResultsFile(await resultsTemplate([]), known),
    readJudgementsFile(await judgementsTemplate([]), known),
  ];
  for (const reading of await Promise.all(read)) {
    expect(reading).toMatchObject({ ok: false, refusals: [{ code: 'no-rows' }] });
  }
  const prefilled = await readResultsFile(await resultsTemplate(named), known);
  expect(faultsOf(prefilled)).toHaveLength(6);
});
