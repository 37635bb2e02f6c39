import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ok, type Refusal, type Result } from './rules/refusals.ts';

const address = z
  .string()
  .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
  .optional();

const shape = z.object({
  DATABASE_URL: address,
  DATABASE_OWNER_URL: address,
  DATA_DIR: z.string().min(1).default('data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: '应是 1 到 65535 之间的端口号' })
    .int('应是整数')
    .min(1, '应是 1 到 65535 之间的端口号')
    .max(65_535, '应是 1 到 65535 之间的端口号')
    .default(8480),
  BALLOT_PORT: z.coerce
    .number({ error: '应是 1 到 65535 之间的端口号' })
    .int('应是整数')
    .min(1, '应是 1 到 65535 之间的端口号')
    .max(65_535, '应是 1 到 65535 之间的端口号')
    .optional(),
  BALLOT_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/\s]+$/, '应是不带路径的网址，如 https://ballot.example.cn')
    .optional(),
  KEY_DIR: z.string().min(1).optional(),
  KEY_COPY_DIR: z.string().min(1).optional(),
  ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/\s]+$/, '应是不带路径的网址，如 https://piaojue.example.cn')
    .optional(),
  RESIDENT_WORDS_DAYS: z.coerce
    .number({ error: '应是 30 到 3650 之间的天数' })
    .int('应是整数')
    .min(30, '应是 30 到 3650 之间的天数')
    .max(3650, '应是 30 到 3650 之间的天数')
    .default(365),
  TRUST_PROXY: z
    .enum(['true', 'false'], { error: '应是 true 或 false' })
    .default('false')
    .transform((text) => text === 'true'),
});

/** Everything that the environment decides, read once at start. */
export interface Settings {
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  /**
   * Absolute, as every folder here: Node's recursive mkdir never returns on a relative path once the folder
   * that the program was started in is gone.
   */
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** The address that users type; links and QR codes are built from it. */
  readonly origin: string;
  readonly secure: boolean;
  /** The ballot site: deputies' phones, scrutineers' keys. No sign-in and no cookie there. */
  readonly ballotPort: number;
  /** The address that slips carry; the site has a host or port of its own. */
  readonly ballotOrigin: string;
  /** Where the server's secret keys of rounds lie, outside the database and its backups. */
  readonly keyFolder: string;
  /** A second place for them, on another disk; without it no real round is sealed. */
  readonly keyCopyFolder: string | null;
  readonly trustProxy: boolean;
  /** So many days after a matter is closed the words and phones of residents are erased. */
  readonly residentWordsDays: number;
}

/** Reads the settings; every faulty variable is named at once. An empty variable counts as unset. */
export function readSettings(environment: Readonly<NodeJS.ProcessEnv>): Result<Settings> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(set);
  if (!parsed.success) {
    const refusals = parsed.error.issues.map(
      (issue): Refusal => ({
        code: 'setting-invalid',
        message: `环境变量 ${issue.path.join('.')} 不对：${issue.message}。`,
        field: issue.path.join('.'),
      }),
    );
    const [first, ...others] = refusals;
    if (first === undefined) throw new Error('zod failed without an issue');
    return { ok: false, refusals: [first, ...others] };
  }
  const { HOST, PORT, ORIGIN, DATABASE_URL, DATABASE_OWNER_URL } = parsed.data;
  const { KEY_DIR, KEY_COPY_DIR } = parsed.data;
  const dataFolder = resolve(parsed.data.DATA_DIR);
  const ballotPort = parsed.data.BALLOT_PORT ?? PORT + 10;
  const reached = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  const origin = ORIGIN ?? `http://${reached}:${PORT}`;
  return ok({
    databaseUrl: DATABASE_URL ?? null,
    databaseOwnerUrl: DATABASE_OWNER_URL ?? null,
    dataFolder,
    host: HOST,
    port: PORT,
    origin,
    secure: origin.startsWith('https://'),
    ballotPort,
    ballotOrigin: parsed.data.BALLOT_ORIGIN ?? `http://${reached}:${ballotPort}`,
    keyFolder: KEY_DIR === undefined ? join(dataFolder, 'keys') : resolve(KEY_DIR),
    keyCopyFolder: KEY_COPY_DIR === undefined ? null : resolve(KEY_COPY_DIR),
    trustProxy: parsed.data.TRUST_PROXY,
    residentWordsDays: parsed.data.RESIDENT_WORDS_DAYS,
  });
}
