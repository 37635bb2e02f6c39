/** What a test ballot gives away, so that another device can build it again. */
export interface TestBallot {
  readonly uuid: string;
  /** 64 hexadecimal digits. */
  readonly seed: string;
  /** Public credential, in base 10. */
  readonly credential: string;
  readonly marks: readonly (readonly number[])[];
  /** What the first device showed before it knew that this was a test. */
  readonly commitment: string;
}

/** The address that the QR code of a test ballot holds; everything stands behind the #. */
export function testAddress(origin: string, ballot: TestBallot): string {
  const { uuid, seed, credential, marks, commitment } = ballot;
  const vectors = marks.map((vector) => vector.join('')).join('.');
  // Hexadecimal is shorter than decimal and needs no escapes in an address.
  const parts = [`u=${uuid}`, `s=${seed}`, `c=${BigInt(credential).toString(16)}`, `m=${vectors}`];
  return `${origin}/test-ballot#${parts.join('&')}&h=${encodeURIComponent(commitment)}`;
}

/** Reads such an address, or what stands behind its #; null when it is none. */
export function readTestAddress(text: string): TestBallot | null {
  const part = (name: string, pattern: string) =>
    new RegExp(`(?:^|[#&])${name}=(${pattern})(?:&|\\s*$)`).exec(text)?.[1] ?? null;
  const uuid = part('u', '[1-9A-HJ-NP-Za-km-z]{14}');
  const seed = part('s', '[0-9a-f]{64}');
  const credential = part('c', '[0-9a-f]{1,512}');
  const marks = part('m', '[01]+(?:\\.[01]+)*');
  const hash = part('h', '(?:[A-Za-z0-9+/]|%2B|%2F){43}');
  if (uuid === null || seed === null || credential === null || marks === null || hash === null) {
    return null;
  }
  return {
    uuid,
    seed,
    credential: String(BigInt(`0x${credential}`)),
    marks: marks.split('.').map((vector) => [...vector].map(Number)),
    commitment: decodeURIComponent(hash),
  };
}
