import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt (RFC 7914) with the parameters that OWASP recommends: N = 2^17, r = 8, p = 1; 128 MiB a
 * hash. Stored as `$scrypt$ln=17,r=8,p=1$salt$hash`, so that later parameters can differ.
 */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const hashBytes = 32;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** Hashes a password with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `$scrypt$ln=17,r=8,p=1$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Tells whether the password belongs to the hash; a hash of unknown form is a programming error. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const match = /^\$scrypt\$ln=17,r=8,p=1\$([^$]+)\$([^$]+)$/.exec(stored);
  const [, salt, hash] = match ?? [];
  if (salt === undefined || hash === undefined) throw new Error('unknown form of password hash');
  const expected = Buffer.from(hash, 'base64');
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), expected);
}
