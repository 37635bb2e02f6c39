import { fromHex, hex } from '../../ballot/bytes.ts';
import type { Marks } from '../../ballot/question.ts';

/** What the QR code of a test ballot (试票) tells another device, so that it encrypts the same. */
export interface TestBallot {
  /** Identifier of the election. */
  readonly uuid: string;
  /** All randomness of the encryption: 32 bytes. */
  readonly seed: Uint8Array;
  /** Public half of the slip. */
  readonly credential: bigint;
  readonly marks: readonly Marks[];
}

/** Writes a test ballot as the text of its QR code. */
export function testBallotText({ uuid, seed, credential, marks }: TestBallot): string {
  return JSON.stringify({ uuid, seed: hex(seed), credential: String(credential), marks });
}

/** Reads the text of a test ballot's QR code; null when it is none. Spaces and order do not matter. */
export function readTestBallot(typed: string): TestBallot | null {
  const found = readObject(typed);
  if (found === null) return null;
  const { uuid, seed, credential, marks } = found;
  const bytes = typeof seed === 'string' ? fromHex(seed) : null;
  if (typeof uuid !== 'string' || bytes?.length !== 32) return null;
  if (typeof credential !== 'string' || !/^[1-9][0-9]{0,616}$/.test(credential)) return null;
  if (!Array.isArray(marks) || !marks.every(isMarks)) return null;
  return { uuid, seed: bytes, credential: BigInt(credential), marks };
}

function readObject(typed: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function isMarks(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((mark) => mark === 0 || mark === 1);
}
