import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameters } from '../../src/ballot/group/parameters.ts';
import { windowPower } from '../../src/ballot/group/window-power.ts';
import { createOpensslExponentiate } from '../../src/stages/voting/exponentiate/openssl.ts';

const { p, q, g } = parameters;
const power = createOpensslExponentiate();

const bases = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, g, p - 1n, p, p + 1n, 2n * p + 3n),
  fc.bigInt({ min: 0n, max: p - 1n }),
);
const exponents = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 3n, 4n, 255n, 256n, q - 1n, q),
  fc.bigInt({ min: 0n, max: q }),
);

test('OpenSSL and BigInt raise every base to every exponent alike, in any order of asking', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bases, exponents), { minLength: 1, maxLength: 4 }), (asked) => {
      for (const [base, exponent] of [...asked, ...asked]) {
        expect(power(base, exponent)).toBe(windowPower(base, exponent, p));
      }
    }),
    { numRuns: 60 },
  );
});
