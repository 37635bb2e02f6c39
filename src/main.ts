import { ensureInstallation } from './people/index.ts';
import { readSettings } from './settings.ts';
import { startServer } from './start-server.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** `npm start`: the server, until it is told to stop. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if (!settings.ok) {
    for (const refusal of settings.refusals) complain(refusal.message);
    process.exitCode = 2;
    return;
  }
  let operatorToken: string | null = null;
  const started = await startServer(settings.value, {
    occasion: 'real',
    log: complain,
    prepare: async (database) => {
      operatorToken = (await ensureInstallation(database, new Date())).operatorToken;
      return null;
    },
  });
  if (!started.ok) {
    for (const refusal of started.refusals) complain(refusal.message);
    process.exitCode = 1;
    return;
  }
  say(`票决系统已启动：${settings.value.origin}`);
  if (operatorToken !== null) {
    say('第一次启动。请系统管理员用下面的链接登录（只能用一次，14 天内有效）：');
    say(`  ${settings.value.origin}/invitation/${operatorToken}`);
  }
  stopOnSignals(started.value, complain);
}

await main().catch((error: unknown) => {
  complain(`启动失败：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
});
