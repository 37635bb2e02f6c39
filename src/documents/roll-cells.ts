import { readText } from './cells.ts';
import type { FoundCell, MarkBad } from './read-table.ts';
import { tidyName } from './tidy-text.ts';

/** A Chinese name: Han characters, its parts joined by ·. */
const han = /^\p{Script=Han}+(·\p{Script=Han}+)*$/u;
/** A name in Latin letters. */
const latin = /^\p{Script=Latin}[\p{Script=Latin}'’.·-]*( [\p{Script=Latin}'’.·-]+)*$/u;

/** Reads a name; 张　伟 is 张伟, but 张伟 李娜 in one cell may be two people. */
export function readName(cell: FoundCell, bad: MarkBad): string {
  const name = tidyName(cell.text);
  const length = [...name].length;
  const parts = cell.text.split(/\s+/).map((part) => [...part].length);
  if (name === '') bad(cell, '姓名没有填写。');
  else if (/[?？□]/.test(name)) {
    bad(cell, '姓名中有显示不出的字（造字或乱码）。请用输入法重新输入这个字。');
  } else if (/\d/.test(name)) bad(cell, '姓名中有数字，请改正。');
  else if (!han.test(name) && !latin.test(name)) {
    bad(cell, '姓名中有多余的符号或字母，请只写姓名。');
  } else if (length > 60) bad(cell, '姓名过长，请核对。');
  else if (length === 1) bad(cell, '姓名只有一个字，请核对。');
  else if (han.test(name) && !name.includes('·') && length > 3 && Math.max(...parts) < length) {
    if (parts.some((part) => part > 1)) {
      bad(cell, '姓名中有空格，可能是两个人。一个人请去掉空格，两个人请分成两行。');
    }
  }
  return name;
}

/** Reads text of one line; a line break becomes a space between Latin words and nothing else. */
export function readOneLine(
  cell: FoundCell | undefined,
  longest: number,
  bad: MarkBad,
): string | null {
  return readText(cell, longest, bad)?.replace(/\n/g, ' ') ?? null;
}

/** Reads the place in the roll. */
export function readOrder(cell: FoundCell | undefined, bad: MarkBad): number | null {
  if (cell === undefined || cell.text === '') return null;
  const order = /^(\d{1,4})(?:\.0+)?[.、]?$/.exec(cell.text)?.[1];
  if (order !== undefined && Number(order) > 0) return Number(order);
  bad(cell, '序号应是 1 到 9999 的整数。');
  return null;
}

/** Reads 男 or 女. */
export function readSex(cell: FoundCell | undefined, bad: MarkBad): '男' | '女' | null {
  if (cell === undefined || cell.text === '') return null;
  if (cell.text === '男' || cell.text === '男性') return '男';
  if (cell.text === '女' || cell.text === '女性') return '女';
  bad(cell, '性别只填“男”或“女”。');
  return null;
}

/** Reads one telephone number of 7 to 13 digits. */
export function readPhone(cell: FoundCell | undefined, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const phone = cell.text.replace(/[\s-]/g, '');
  if (!/^\+?\d{7,13}$/.test(phone)) {
    bad(cell, '应是一个电话号码，只有数字。两个号码请留一个。');
  }
  return phone;
}
