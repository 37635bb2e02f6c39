import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';

/**
 * Runs before `npm test`: builds the pages' files and installs what the browser and referee tests need
 * and this machine lacks, through apt where that is allowed; else stops with the one line to run.
 */
interface Need {
  readonly what: string;
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const needs: readonly Need[] = [
  {
    what: 'Chromium',
    packages: ['chromium-headless-shell'],
    present: () => findChromium() !== null,
  },
  {
    what: 'a Chinese font',
    packages: ['fonts-noto-cjk'],
    present: () => {
      const found = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
      return found.status === 0 && found.stdout.includes('CJK');
    },
  },
  {
    what: 'belenios-tool, the referee of the ballot protocol',
    packages: ['belenios-tool'],
    present: () => spawnSync('belenios-tool', ['--version']).error === undefined,
  },
  {
    what: 'Python, for the script that auditors run without us',
    packages: ['python3'],
    present: () => spawnSync('python3', ['--version']).error === undefined,
  },
];

const missing = needs.filter((need) => !need.present());
if (missing.length > 0) {
  const packages = missing.flatMap((need) => need.packages);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const line = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    console.error(`The tests need ${missing.map((need) => need.what).join(', and ')}. Run:`);
    console.error(`  ${line}`);
    console.error('(npm run test:unit needs none of it.)');
    process.exit(1);
  }
  console.log(`Installing ${packages.join(' ')} …`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  try {
    execFileSync('apt-get', [...wait, 'update', '-qq'], options);
    execFileSync('apt-get', [...wait, ...install], {
      ...options,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    console.error(`The installation failed. Run: ${line}`);
    process.exit(1);
  }
}
execFileSync(process.execPath, ['--import', 'tsx', 'src/commands/build.ts'], { stdio: 'inherit' });
