import type { Refusal } from './refusals.ts';

/**
 * A mark of the texts that a form showed when it was made, so that the act knows whether somebody else wrote over them
 * meanwhile. It guards against an accident between honest people, not against a forger, and is no cryptographic hash.
 */
export function asRead(texts: readonly (string | null)[]): string {
  const whole = JSON.stringify(texts);
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < whole.length; index += 1) {
    const code = whole.charCodeAt(index);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  const words = (part: number) => (part >>> 0).toString(16).padStart(8, '0');
  return `${words(one ^ (two >>> 15))}${words(two ^ (one >>> 13))}`;
}

/** Whether the texts are others than those a form showed; a program that writes without a form gives no mark. */
export function changedSince(
  mark: string | undefined,
  standing: readonly (string | null)[],
): boolean {
  return mark !== undefined && mark !== asRead(standing);
}

/** Happens when somebody else wrote over the same text since the form was made. */
export const writtenMeanwhile: Refusal = {
  code: 'stale-form',
  message: '您填写期间，别人已经改过这里。请对照现在的内容，确认后再保存；您填写的还在下面。',
};
