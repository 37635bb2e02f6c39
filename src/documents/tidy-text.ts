/** What copying from other programs leaves behind: joiners, direction marks, soft hyphens. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Removes what typing and copying leave behind; full-width digits and letters become half-width. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[\u00a0\u2000-\u200a\u3000\t]/g, ' ')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\r\n?/g, '\n')
    .replace(/ *\n */g, '\n')
    .trim();
}

/** A heading without spaces, marks and units: 姓　名* is 姓名, 总投资（万元） is 总投资. */
export function tidyHeading(text: string): string {
  return tidy(text)
    .replace(/[\s*＊:：]/g, '')
    .replace(/[(（][^()（）]*[)）]$/, '');
}

/** Writes every kind of dot in a name as · and takes out the spaces of a Chinese name. */
export function tidyName(text: string): string {
  const dotted = text.replace(/\s*[••‧∙⋅・･]\s*/g, '·');
  const joined = dotted.replace(/(?<=\p{Script=Han})\s*[.．]\s*(?=\p{Script=Han})/gu, '·');
  return /\p{Script=Han}/u.test(joined) ? joined.replace(/\s+/g, '') : joined.replace(/\s+/g, ' ');
}

/** The letter of a column: A, B, …, Z, AA, …; the first is 0. */
export function letterOf(column: number): string {
  const low = String.fromCharCode(65 + (column % 26));
  return column < 26 ? low : `${letterOf(Math.floor(column / 26) - 1)}${low}`;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

function isIdentityNumber(digits: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkDigits[sum % 11] === digits[17]?.toUpperCase();
}

const identityLike = /(?<![\d.])\d{17}[\dXx](?![\dXx])/g;

/** Whether a text holds a number that can only be an identity-card number (GB 11643). */
export function holdsIdentityNumber(text: string): boolean {
  return (text.replace(/[\s-]/g, '').match(identityLike) ?? []).some(isIdentityNumber);
}

/** A text in which identity-card numbers are no longer readable. */
export function maskIdentityNumbers(text: string): string {
  const masked = text.replace(identityLike, (digits) => `${digits.slice(0, 3)}***************`);
  return holdsIdentityNumber(masked) ? '（身份证号，不显示）' : masked;
}
