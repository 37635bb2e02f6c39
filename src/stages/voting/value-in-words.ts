import { gradeNames } from '../../rules/grades.ts';
import { ruleVoidReasonNames } from '../../rules/judge-paper.ts';
import type { StoredDifference } from './counting-store.ts';
import { voidReasons } from './enter-paper.ts';
import type { Round } from './round-store.ts';

const markNames: Readonly<Record<string, string>> = {
  for: '赞成',
  against: '反对',
  abstain: '弃权',
  ...gradeNames,
  illegible: '无法辨认',
  blank: '未划',
};

/** What an option code means; a code that no ballot has is shown as it is. */
export function markInWords(code: string): string {
  return markNames[code] ?? code;
}

/** A mark that a teller can enter, with what it means on this round's papers. */
export interface DeskMark {
  readonly code: string;
  readonly text: string;
}

/**
 * The marks of a round at the count desk. Where a meaning has no symbol of its own (the usual paper
 * leaves an abstention blank), it is what “not marked” means: two tellers never have two ways to enter
 * the same paper.
 */
export function deskMarks(round: Pick<Round, 'options'>): readonly DeskMark[] {
  const drawn = round.options.filter((option) => option.symbol !== '');
  const blank = round.options.find((option) => option.symbol === '');
  const meaning = blank === undefined ? '' : `（${markInWords(blank.code)}）`;
  return [
    ...drawn.map(({ code }) => ({ code, text: markInWords(code) })),
    { code: 'blank', text: `${markInWords('blank')}${meaning}` },
  ];
}

/** Why a paper is void, the tellers' reasons and the rules' own. */
export function voidReasonInWords(code: string): string {
  if (code === 'unstated') return '未注明原因（正字唱票）';
  const names: Readonly<Record<string, string>> = { ...voidReasons, ...ruleVoidReasonNames };
  return names[code] ?? code;
}

/** A value of a difference as people read it. */
export function valueInWords(value: string): string {
  if (value === 'missing') return '没有录入';
  if (value.startsWith('void:')) return `整张废票：${voidReasonInWords(value.slice(5))}`;
  if (value.startsWith('marks:')) {
    const marks = value.slice(6);
    if (marks === '') return '整张空白';
    return marks
      .split(',')
      .map((pair) => {
        const [item = '', mark = ''] = pair.split('=');
        return `${item}号${markInWords(mark)}`;
      })
      .join('，');
  }
  return markInWords(value);
}

/** Where two entries differ, in words. */
export function placeInWords(
  one: Pick<StoredDifference, 'paperNumber' | 'itemNumber' | 'optionCode'>,
): string {
  const paper = one.paperNumber === null ? '' : `第${one.paperNumber}张`;
  const item = one.itemNumber === null ? '' : `${one.itemNumber}号项目`;
  if (one.optionCode === 'void') return '废票张数';
  const option = one.optionCode === null ? '' : markInWords(one.optionCode);
  return `${paper}${item}${option}${paper !== '' && item === '' ? '（整张）' : ''}`;
}
