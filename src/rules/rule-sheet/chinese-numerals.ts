const digits = '零一二三四五六七八九';
const units = ['', '十', '百', '千'];

/**
 * Writes a whole number from 0 to 9,999 in Chinese, as articles are numbered: 10 is 十, 12 is 十二,
 * 105 is 一百零五. Throws a RangeError outside that range.
 */
export function numberInWords(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 9_999) {
    throw new RangeError(`not a whole number from 0 to 9999: ${number}`);
  }
  if (number === 0) return '零';
  const places = [...String(number)];
  let words = '';
  let skippedZero = false;
  for (const [index, place] of places.entries()) {
    if (place === '0') {
      skippedZero = true;
      continue;
    }
    words += (skippedZero ? '零' : '') + digits.charAt(Number(place));
    words += units[places.length - 1 - index];
    skippedZero = false;
  }
  return words.replace(/^一十/, '十');
}
