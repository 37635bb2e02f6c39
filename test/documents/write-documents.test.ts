import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  announcementDocument,
  candidateTemplate,
  readCandidateFile,
  readRollFile,
  readSpreadsheet,
  rollTemplate,
  writeSpreadsheet,
} from '../../src/documents/index.ts';

function part(file: Uint8Array, path: string): string {
  return strFromU8(unzipSync(file)[path] ?? new Uint8Array());
}

describe('templates', () => {
  test.each([
    [
      'roll',
      rollTemplate,
      ['序号', '代表团', '姓名*', '性别', '单位及职务', '选区', '代表证号', '手机', '备注'],
    ],
    [
      'candidates',
      candidateTemplate,
      [
        ...['编号*', '项目名称*', '主要内容*', '数量', '计量单位', '地点', '受益范围'],
        ...['总投资(万元)', '资金来源', '承办单位', '完成时限', '类别'],
      ],
    ],
  ] as const)(
    'the template of the %s has its headings and a sheet that explains them',
    async (_name, make, headings) => {
      const sheets = await readSpreadsheet(await make());
      expect(sheets.ok).toBe(true);
      if (!sheets.ok) return;
      const [table, explanation] = sheets.value;
      expect(table?.rows.map((row) => row.map((cell) => cell.text))).toEqual([headings]);
      expect(explanation?.name).toBe('填写说明');
      expect(explanation?.rows.slice(1).map((row) => row[0]?.text)).toEqual(headings);
      expect(explanation?.rows.every((row) => (row[1]?.text ?? '') !== '')).toBe(true);
    },
  );

  test('every cell to be filled in is formatted as text', async () => {
    const template = await rollTemplate();
    const style = /<c r="G2" s="(\d+)"\/>/.exec(part(template, 'xl/worksheets/sheet1.xml'))?.[1];
    const styles = part(template, 'xl/styles.xml');
    const formats = [...(styles.split('<cellXfs')[1] ?? '').matchAll(/<xf [^>]*numFmtId="(\d+)"/g)];
    const format = formats[Number(style)]?.[1] ?? '';
    expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`);
  });

  test('an unfilled template is refused, its explanations are never read as a table', async () => {
    const refused = {
      ok: false,
      refusals: [{ code: 'no-rows', message: '表头下面没有内容。请填写后再上传。' }],
    };
    expect(await readRollFile(await rollTemplate())).toMatchObject(refused);
    expect(await readCandidateFile(await candidateTemplate())).toMatchObject(refused);
  });
});

describe('spreadsheets that are written', () => {
  const rows = [
    ['张伟', '=HYPERLINK("http://example.invalid","点这里")', '0031'],
    ['阿卜杜拉·买买提', '+1-1', '123456789012345678901'],
    ['刘䶮', '@SUM(A1)', '<b>&"\'\n'],
  ];

  test('hold every text as it was, formulas as text and digits uncut', async () => {
    const file = await writeSpreadsheet([{ name: '名册', headings: ['姓名', '备注', '号'], rows }]);
    expect(part(file, 'xl/worksheets/sheet1.xml')).not.toContain('<f');
    const read = await readSpreadsheet(file);
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    const cells = read.value[0]?.rows.slice(1) ?? [];
    expect(cells.map((row) => row.map((cell) => cell.text))).toEqual(rows);
    expect(new Set(cells.flat().map((cell) => cell.kind))).toEqual(new Set(['text']));
  });

  test('hold numbers to count with where a column says so, and nothing else as a number', async () => {
    const texts = ['12', '-3.5', '没有数据', '0031', '1234567890123', '=1+1'];
    const rows = texts.map((text) => [text, text]);
    const numeric = [false, true];
    const sheet = { name: '一览', headings: ['单位', '逾期'], rows, numeric };
    const read = await readSpreadsheet(await writeSpreadsheet([sheet]));
    if (!read.ok) throw new Error('a written sheet can be read');
    const cells = read.value[0]?.rows.slice(1) ?? [];
    expect(cells.map((row) => row.map(({ text }) => text))).toEqual(rows);
    const kinds = cells.map((row) => row.map(({ kind }) => kind));
    expect(kinds.map(([first]) => first)).toEqual(texts.map(() => 'text'));
    expect(kinds.map(([, second]) => second === 'text')).toEqual([
      ...[false, false, true, true, true, true],
    ]);
  });

  test('have names that every program opens', async () => {
    const name = `表决[1]/2:${'长'.repeat(40)}`;
    const file = await writeSpreadsheet([{ name, headings: ['姓名'], rows: [['张伟']] }]);
    const read = await readSpreadsheet(file);
    expect(read.ok && read.value[0]?.name).toBe(`表决 1  2 ${'长'.repeat(23)}`);
  });

  test('hold no character that makes a file unreadable', async () => {
    const file = await writeSpreadsheet([
      { name: '名册', headings: ['姓名'], rows: [['张\u0001伟\u0000\u000b']] },
    ]);
    const strings = part(file, 'xl/sharedStrings.xml');
    expect(strings).toContain('张');
    expect(strings.replace(/[\r\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
  });

  test('a roll that was exported is read back as the same roll', async () => {
    const file = await writeSpreadsheet([
      { name: '名册', headings: ['姓名', '备注'], rows: [['张伟', '=1+1']] },
    ]);
    expect(await readRollFile(file)).toMatchObject({
      ok: true,
      rows: [{ name: '张伟', note: '=1+1' }],
    });
  });
});

describe('a notice as .docx', () => {
  const content = {
    title: '青石镇人民代表大会公告',
    number: '（第 3 号）',
    paragraphs: ['青石镇第十九届人民代表大会第六次会议于2026年3月5日票决通过下列项目 <甲> & 乙：'],
    table: {
      headings: ['编号', '项目名称'],
      rows: [
        ['1', '自来水改造'],
        ['2', '村道拓宽'],
      ],
    },
    closing: ['特此公告。'],
    signatures: ['青石镇人民代表大会主席团'],
    date: '2026年3月5日',
  };

  test('says everything in its order', async () => {
    const xml = part(await announcementDocument(content), 'word/document.xml');
    const texts = [...xml.matchAll(/<w:t[ >][^<]*/g)].map((match) =>
      match[0].replace(/^[^>]*>/, ''),
    );
    expect(texts).toEqual([
      content.title,
      content.number,
      '青石镇第十九届人民代表大会第六次会议于2026年3月5日票决通过下列项目 &lt;甲&gt; &amp; 乙：',
      ...['编号', '项目名称', '1', '自来水改造', '2', '村道拓宽'],
      '特此公告。',
      '青石镇人民代表大会主席团',
      '2026年3月5日',
    ]);
  });

  test('is laid out as GB/T 9704 asks: page, lines, fonts and sizes, none of them embedded', async () => {
    const file = await announcementDocument(content);
    const xml = part(file, 'word/document.xml');
    const [, title = ''] = xml.split('<w:p>');
    expect(title).toContain('w:eastAsia="方正小标宋简体"');
    expect(title).toContain('<w:sz w:val="44"/>');
    expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
    expect(xml).toContain('w:firstLineChars="200"');
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    const margins = /<w:pgMar [^>]*>/.exec(xml)?.[0] ?? '';
    const millimetres = (side: string) =>
      Math.round((Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1]) * 25.4) / 1440);
    expect(['top', 'left', 'right', 'bottom'].map(millimetres)).toEqual([37, 28, 26, 35]);
    expect(Object.keys(unzipSync(file)).filter((path) => path.includes('fonts/'))).toEqual([]);
  });

  test('leaves out number, table and closing when there are none, and characters that no file can hold', async () => {
    const bare = { ...content, number: null, table: null, closing: [], title: '公\u0001告\u000b' };
    const xml = part(await announcementDocument(bare), 'word/document.xml');
    expect(xml).not.toContain('<w:tbl>');
    expect(xml).toContain('公 告 <');
  });
});
