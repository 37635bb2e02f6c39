import {
  type ColumnDefinition,
  type FoundCell,
  readTable,
  type TableReading,
} from './read-table.ts';

/** One candidate project as a file states it. */
export interface CandidateLine {
  readonly number: number;
  readonly content: {
    readonly title: string;
    readonly content: string;
    readonly place: string | null;
    readonly beneficiaries: string | null;
    readonly totalTenThousandYuan: string | null;
    readonly funding: string | null;
    readonly department: string | null;
    readonly finish: string | null;
    readonly category: string | null;
  };
}

type Key = 'number' | keyof CandidateLine['content'];

const columns: readonly ColumnDefinition<Key>[] = [
  { key: 'number', label: '编号', synonyms: ['序号', '项目编号', '号'], required: true },
  {
    key: 'title',
    label: '项目名称',
    synonyms: ['名称', '候选项目', '候选项目名称', '项目'],
    required: true,
  },
  {
    key: 'content',
    label: '主要内容',
    synonyms: ['项目内容', '建设内容', '主要建设内容', '内容', '项目内容及规模', '建设内容及规模'],
    required: true,
  },
  { key: 'place', label: '地点', synonyms: ['建设地点', '实施地点', '项目地点'], required: false },
  {
    key: 'beneficiaries',
    label: '受益范围',
    synonyms: ['受益对象', '受益人口', '受益群众', '受益面'],
    required: false,
  },
  {
    key: 'totalTenThousandYuan',
    label: '总投资',
    synonyms: ['计划投资', '投资', '投资额', '总投资额', '估算投资', '总投资万元'],
    required: false,
  },
  { key: 'funding', label: '资金来源', synonyms: ['资金筹措', '经费来源'], required: false },
  {
    key: 'department',
    label: '承办单位',
    synonyms: ['责任单位', '牵头单位', '实施单位', '承办部门', '责任部门'],
    required: false,
  },
  {
    key: 'finish',
    label: '完成时限',
    synonyms: ['完成时间', '计划完成时间', '建设周期', '时限'],
    required: false,
  },
  { key: 'category', label: '类别', synonyms: ['项目类别', '分类', '领域'], required: false },
];

type Bad = (cell: FoundCell, reason: string) => void;

function readNumber(cell: FoundCell, bad: Bad): number {
  if (/^\d{1,3}(\.0+)?[.、号]?$/.test(cell.text) && Number.parseInt(cell.text, 10) > 0) {
    return Number.parseInt(cell.text, 10);
  }
  bad(cell, '编号应是 1 到 999 的整数，会印在选票上。');
  return 0;
}

function readText(cell: FoundCell | undefined, longest: number, bad: Bad): string | null {
  if (cell === undefined || cell.text === '') return null;
  if (/[\ue000-\uf8ff\ufffd]/u.test(cell.text)) {
    bad(cell, '有显示不出的字（造字或乱码），请重新输入。');
  } else if ([...cell.text].length > longest) bad(cell, `超过 ${longest} 个字，请缩短。`);
  return cell.text;
}

function readRequired(cell: FoundCell, longest: number, bad: Bad): string {
  const text = readText(cell, longest, bad);
  if (text === null) bad(cell, '没有填写。');
  return text ?? '';
}

function readMoney(cell: FoundCell | undefined, bad: Bad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const amount = cell.text.replace(/[,，\s]/g, '').replace(/万元?$/, '');
  if (cell.lostDigits || !/^\d{1,9}(\.\d{1,6})?$/.test(amount)) {
    bad(cell, '总投资只填以万元为单位的数字，如 120 或 85.5。');
  }
  return amount;
}

/** Reads a list of candidate projects; numbers and names must each be there once. */
export async function readCandidateFile(bytes: Uint8Array): Promise<TableReading<CandidateLine>> {
  const numbers = new Map<number, number>();
  const titles = new Map<string, number>();
  return await readTable(bytes, columns, (row, bad): CandidateLine => {
    const { number: numberCell, title: titleCell, content: contentCell } = row.cells;
    if (numberCell === undefined || titleCell === undefined || contentCell === undefined) {
      throw new Error('a table was read without its required columns');
    }
    const number = readNumber(numberCell, bad);
    const title = readRequired(titleCell, 60, bad).replace(/\n/g, '');
    const sameNumber = numbers.get(number);
    if (number > 0 && sameNumber !== undefined) {
      bad(numberCell, `与第 ${sameNumber} 行的编号相同，请改正。`);
    }
    const sameTitle = titles.get(title);
    if (title !== '' && sameTitle !== undefined) {
      bad(titleCell, `与第 ${sameTitle} 行的项目名称相同，请改名或删去一行。`);
    }
    numbers.set(number, row.line);
    titles.set(title, row.line);
    const { cells } = row;
    return {
      number,
      content: {
        title,
        content: readRequired(contentCell, 2000, bad),
        place: readText(cells.place, 200, bad),
        beneficiaries: readText(cells.beneficiaries, 200, bad),
        totalTenThousandYuan: readMoney(cells.totalTenThousandYuan, bad),
        funding: readText(cells.funding, 200, bad),
        department: readText(cells.department, 100, bad),
        finish: readText(cells.finish, 60, bad),
        category: readText(cells.category, 40, bad),
      },
    };
  });
}

/** The headings of the template, in order. */
export const candidateHeadings = columns.map((one) => ({
  label: one.key === 'totalTenThousandYuan' ? '总投资(万元)' : one.label,
  required: one.required,
}));
