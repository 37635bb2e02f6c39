import { type Kysely, sql } from 'kysely';
import type { Refusal } from '../rules/refusals.ts';
import type { Tables } from './tables.ts';

/**
 * Looks for what must not be: the role may change or remove rows of trail or board, take rows out of the box, the server is too
 * old, or it does not write durably. Returns every fault; the application starts only without any.
 */
export async function checkServer(
  database: Kysely<Tables>,
  options: { readonly durable: boolean },
): Promise<readonly Refusal[]> {
  const faults: Refusal[] = [];
  const { rows: settings } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name in ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit')`.execute(
    database,
  );
  const value = (name: string) => settings.find((one) => one.name === name)?.setting ?? '';
  if (Number(value('server_version_num')) < 150_000) {
    faults.push({
      code: 'database-too-old',
      message: '数据库版本太旧：需要 PostgreSQL 15 或更新的版本，请升级后再启动。',
    });
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (options.durable && value(name) === 'off') {
      faults.push({
        code: 'database-not-durable',
        message: `数据库设置 ${name} 是关闭的，断电会丢失已保存的内容。请改为 on 后再启动。`,
      });
    }
  }
  return [...faults, ...(await forbiddenRights(database))];
}

async function forbiddenRights(database: Kysely<Tables>): Promise<readonly Refusal[]> {
  const { rows } = await sql<{ name: string; right: string; role: string; superuser: boolean }>`
    select format('%I.%I', namespace.nspname, class.relname) as name, forbidden as right,
      current_user as role, role.rolsuper as superuser
    from pg_class class
    join pg_namespace namespace on namespace.oid = class.relnamespace
    join pg_roles role on role.rolname = current_user
    cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as forbidden
    where class.relkind in ('r', 'p')
      and (namespace.nspname in ('trail', 'board')
        or namespace.nspname = 'box' and forbidden in ('DELETE', 'TRUNCATE'))
      and has_table_privilege(current_user, class.oid, forbidden)
    order by 1, 2`.execute(database);
  const [first] = rows;
  if (first === undefined) return [];
  if (first.superuser) {
    return [
      {
        code: 'role-too-strong',
        message: `应用账号 ${first.role} 是数据库超级用户，可以改动留痕记录和票箱。请为应用另建一个普通账号，写入 DATABASE_URL。`,
      },
    ];
  }
  return rows.map(({ name, right, role }) => ({
    code: 'role-too-strong',
    message: `应用账号 ${role} 有权对 ${name} 执行 ${right}，留痕记录或票箱可能被改动。请执行：REVOKE ${right} ON ${name} FROM ${role};（如果它是表的属主，请换用另一个账号）`,
  }));
}
