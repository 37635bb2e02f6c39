/** Digits of the largest element of the group and of the largest exponent. */
const longest = { element: 617, exponent: 77 };

/**
 * Fills a ballot up with spaces to the greatest length that a ballot of its form can have. Its numbers
 * have a digit more or less, so that its bare length is nearly unique; a proxy that notes lengths beside
 * addresses could find it on the board by that. The server takes the spaces off again.
 */
export function padBallot(json: string): string {
  let length = json.length;
  for (const [, digits = ''] of json.matchAll(/"(\d+)"/g)) {
    length += (digits.length > 100 ? longest.element : longest.exponent) - digits.length;
  }
  return json.padEnd(length, ' ');
}
