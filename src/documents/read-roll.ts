import {
  type ColumnDefinition,
  type FoundCell,
  readTable,
  type TableReading,
} from './read-table.ts';

/** One deputy as a roll file states it. */
export interface RollLine {
  readonly order: number | null;
  readonly delegation: string | null;
  readonly name: string;
  readonly sex: '男' | '女' | null;
  readonly unitAndPosition: string | null;
  readonly constituency: string | null;
  readonly deputyNumber: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

type Key = keyof RollLine;

const columns: readonly ColumnDefinition<Key>[] = [
  { key: 'order', label: '序号', synonyms: ['编号', '号', 'NO', 'No.', '顺序号'], required: false },
  {
    key: 'delegation',
    label: '代表团',
    synonyms: ['所属代表团', '团', '代表小组', '代表组', '团别'],
    required: false,
  },
  { key: 'name', label: '姓名', synonyms: ['代表姓名', '名字', '代表'], required: true },
  { key: 'sex', label: '性别', synonyms: [], required: false },
  {
    key: 'unitAndPosition',
    label: '单位及职务',
    synonyms: [
      '工作单位及职务',
      '单位职务',
      '单位和职务',
      '单位',
      '工作单位',
      '现任职务',
      '职务',
      '单位及职务、职称',
    ],
    required: false,
  },
  {
    key: 'constituency',
    label: '选区',
    synonyms: ['选举单位', '所在选区', '选区名称', '原选区'],
    required: false,
  },
  {
    key: 'deputyNumber',
    label: '代表证号',
    synonyms: ['证号', '代表证编号', '代表证号码'],
    required: false,
  },
  {
    key: 'phone',
    label: '手机',
    synonyms: ['手机号', '手机号码', '联系电话', '电话', '联系方式'],
    required: false,
  },
  { key: 'note', label: '备注', synonyms: ['说明'], required: false },
];

/** Characters of a person's name: Han, or letters with spaces, parts joined by ·. */
const han = /^[\p{Script=Han}]+(·[\p{Script=Han}]+)*$/u;
const letters = /^[\p{Script=Latin}\p{Script=Han}'·. -]+$/u;
const privateUse = /[\ue000-\uf8ff\ufffd?？□]/u;
const identityNumber = /^\d{17}[\dXx]$/;

type Bad = (cell: FoundCell, reason: string) => void;

const lost = '超过 15 位的数字已经丢失尾数，不能还原。请把这一列设为“文本”格式后重新填写。';

/** Joins 张　伟 to 张伟 and writes every kind of dot in a name as ·. */
export function tidyName(text: string): string {
  const dotted = text.replace(/\s*[••‧∙⋅・･]\s*/g, '·');
  const joined = dotted.replace(/(?<=\p{Script=Han})[.．](?=\p{Script=Han})/gu, '·');
  return /\p{Script=Han}/u.test(joined) ? joined.replace(/\s+/g, '') : joined.replace(/\s+/g, ' ');
}

function readName(cell: FoundCell, bad: Bad): string {
  const name = tidyName(cell.text);
  if (name === '') bad(cell, '姓名没有填写。');
  else if (privateUse.test(name)) {
    bad(cell, '姓名中有显示不出的字（造字或乱码）。请用输入法重新输入这个字。');
  } else if (/\d/.test(name)) bad(cell, '姓名中有数字，请改正。');
  else if (!han.test(name) && !letters.test(name)) bad(cell, '姓名中有多余的符号，请只写姓名。');
  else if ([...name].length > 60) bad(cell, '姓名过长，请核对。');
  else if ([...name].length === 1) bad(cell, '姓名只有一个字，请核对。');
  return name;
}

function readText(cell: FoundCell | undefined, longest: number, bad: Bad): string | null {
  if (cell === undefined || cell.text === '') return null;
  if (cell.lostDigits) bad(cell, lost);
  else if (identityNumber.test(cell.text)) {
    bad(cell, '这像是身份证号。本系统不收集身份证号，请删去。');
  } else if ([...cell.text].length > longest) bad(cell, `超过 ${longest} 个字，请缩短。`);
  return cell.text;
}

function readOrder(cell: FoundCell | undefined, bad: Bad): number | null {
  if (cell === undefined || cell.text === '') return null;
  if (/^\d{1,4}(\.0+)?[.、]?$/.test(cell.text) && Number.parseInt(cell.text, 10) > 0) {
    return Number.parseInt(cell.text, 10);
  }
  bad(cell, '序号应是 1 到 9999 的整数。');
  return null;
}

function readSex(cell: FoundCell | undefined, bad: Bad): '男' | '女' | null {
  if (cell === undefined || cell.text === '') return null;
  if (cell.text === '男' || cell.text === '男性') return '男';
  if (cell.text === '女' || cell.text === '女性') return '女';
  bad(cell, '性别只填“男”或“女”。');
  return null;
}

function readPhone(cell: FoundCell | undefined, bad: Bad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const phone = cell.text.replace(/[\s-]/g, '');
  if (cell.lostDigits) bad(cell, lost);
  else if (identityNumber.test(phone)) {
    bad(cell, '这像是身份证号。本系统不收集身份证号，请删去。');
  } else if (!/^\+?\d{7,13}$/.test(phone)) {
    bad(cell, '应是一个电话号码，只有数字。两个号码请留一个。');
  }
  return phone;
}

/**
 * Reads a roll of deputies. Two of one name are told apart by delegation, then by 代表证号; who cannot
 * be told apart is a bad cell.
 */
export async function readRollFile(bytes: Uint8Array): Promise<TableReading<RollLine>> {
  const seen: { readonly line: RollLine; readonly row: number }[] = [];
  return await readTable(bytes, columns, (row, bad): RollLine => {
    const { cells } = row;
    if (cells.name === undefined) throw new Error('a table was read without its required column');
    const line: RollLine = {
      order: readOrder(cells.order, bad),
      delegation: readText(cells.delegation, 60, bad)?.replace(/\s+/g, '') ?? null,
      name: readName(cells.name, bad),
      sex: readSex(cells.sex, bad),
      unitAndPosition: readText(cells.unitAndPosition, 200, bad)?.replace(/\n/g, ' ') ?? null,
      constituency: readText(cells.constituency, 100, bad)?.replace(/\n/g, ' ') ?? null,
      deputyNumber: readText(cells.deputyNumber, 40, bad)?.replace(/\s/g, '') ?? null,
      phone: readPhone(cells.phone, bad),
      note: readText(cells.note, 200, bad),
    };
    const earlier = (matches: (one: RollLine) => boolean) =>
      seen.find((one) => matches(one.line))?.row;
    const number = earlier(
      (one) => one.deputyNumber !== null && one.deputyNumber === line.deputyNumber,
    );
    if (number !== undefined && cells.deputyNumber !== undefined) {
      bad(cells.deputyNumber, `与第 ${number} 行的代表证号相同，请核对。`);
    }
    const order = earlier((one) => one.order !== null && one.order === line.order);
    if (order !== undefined && cells.order !== undefined) {
      bad(cells.order, `与第 ${order} 行的序号相同，请改正。`);
    }
    const same = earlier((one) => one.name === line.name && !toldApart(one, line));
    if (same !== undefined) {
      bad(
        cells.name,
        `与第 ${same} 行同名，分不清是不是同一个人。请填写代表团或代表证号；重复的请删去一行。`,
      );
    }
    seen.push({ line, row: row.line });
    return line;
  });
}

function toldApart(one: RollLine, other: RollLine): boolean {
  const differ = (first: string | null, second: string | null) =>
    first !== null && second !== null && first !== second;
  return differ(one.delegation, other.delegation) || differ(one.deputyNumber, other.deputyNumber);
}

/** The headings of the template, in order. */
export const rollHeadings = columns.map((one) => ({ label: one.label, required: one.required }));
