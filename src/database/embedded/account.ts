import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
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

/** The user that runs this process. */
interface PresentUser {
  readonly id: number | undefined;
  /** Null where the machine has no name for it: a container may run as a bare number. */
  readonly name: string | null;
}

function presentUser(): PresentUser {
  const id = process.getuid?.();
  try {
    return { id, name: userInfo().username };
  } catch {
    return { id, name: null };
  }
}

/**
 * Chooses the account: null means "as the present user"; as root it is `postgres` or one that is made
 * for us. Refuses with `no-database-account` where none can be made, `user-without-name` where the present
 * user has no name, without which PostgreSQL makes no database.
 */
export function chooseAccount({ id, name } = presentUser()): Result<Account | null> {
  if (id !== 0) {
    if (name !== null) return ok(null);
    return refuse({
      code: 'user-without-name',
      message: `当前用户编号 ${id} 在这台机器上没有用户名，数据库不肯运行。请换一个有用户名的普通用户启动；在容器里请用镜像自带的用户，或改用 DATABASE_URL 指定的数据库。`,
    });
  }
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
