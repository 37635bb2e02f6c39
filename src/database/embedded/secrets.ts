import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({ superuser: z.string(), owner: z.string(), application: z.string() });

/** Random passwords of the three database roles, kept beside the data in a file only we can read. */
export type Secrets = z.output<typeof shape>;

/** Reads the passwords of a data folder, or null when it has none yet. */
export function readSecrets(dataFolder: string): Secrets | null {
  const file = join(dataFolder, 'database-passwords.json');
  return existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Makes the passwords of a new data folder. */
export function makeSecrets(dataFolder: string): Secrets {
  const password = () => randomBytes(24).toString('base64url');
  const secrets = { superuser: password(), owner: password(), application: password() };
  writeFileSync(join(dataFolder, 'database-passwords.json'), JSON.stringify(secrets), {
    mode: 0o600,
    flag: 'wx',
  });
  return secrets;
}
