import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ok, type Result, refuse } from '../../rules/refusals.ts';

/** The operating-system account that PostgreSQL runs as when we are root: it refuses to be root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The account that is made where the machine has none for PostgreSQL. */
const ownName = 'piaojue-postgres';

function findAccount(name: string): Account | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [found, , uid, gid] = line.split(':');
    if (found === name) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/**
 * Chooses the account: null means "as the present user"; as root it is `postgres` or one that is made
 * for us. Refuses with `no-database-account` where none can be made.
 */
export function chooseAccount(): Result<Account | null> {
  if (process.getuid?.() !== 0) return ok(null);
  const existing = findAccount('postgres') ?? findAccount(ownName);
  if (existing !== null) return ok(existing);
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ownName]);
  const made = findAccount(ownName);
  if (made !== null) return ok(made);
  return refuse({
    code: 'no-database-account',
    message: `以 root 运行时需要一个普通系统账号来运行数据库。请执行 useradd --system ${ownName}，或改用普通用户启动。`,
  });
}
