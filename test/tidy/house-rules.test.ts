import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const code = files.filter((file) => /\.(ts|tsx)$/.test(file));
const text = files.filter((file) => !/\.(png|xlsx|xls|et|docx|pdf|csv)$/.test(file));

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

/** The room that a file belongs to; stages are rooms of their own. */
function roomOf(file: string): string {
  if (!file.startsWith('src/')) return file.split('/')[0] ?? '';
  const [, first = '', second = ''] = file.split('/');
  if (first === 'stages') return `stages/${second}`;
  return file.split('/').length === 2 ? 'main' : first;
}

const stages = [
  'stages/candidates',
  'stages/meeting',
  'stages/voting',
  'stages/result',
  'stages/delivery',
  'stages/satisfaction',
  'stages/lookback',
];
const ground = [
  'rules',
  'ballot',
  'wire',
  'views',
  'database',
  'trail',
  'people',
  'documents',
  'web',
  'main',
];

/** Which rooms a room may import from; what is not listed may import nothing but itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  ballot: [],
  // Types of what pages and the ballot site say to each other.
  wire: [],
  views: ['rules'],
  migrations: [],
  database: ['rules', 'migrations', 'main'],
  trail: ['rules', 'database', 'web', 'views'],
  documents: ['rules'],
  web: ['rules', 'wire', 'views', 'database', 'trail', 'documents'],
  people: ['rules', 'views', 'database', 'trail', 'web', 'documents'],
  desk: [...ground, ...stages],
  main: [...ground, ...stages, 'desk', 'commands'],
  // The rehearsal plays scrutineers' devices by the code of their own pages.
  commands: [...ground, ...stages, 'desk', 'client'],
  client: ['ballot', 'wire', 'rules'],
  ...Object.fromEntries(
    stages.map((stage, index) => [
      stage,
      [
        'rules',
        'ballot',
        'wire',
        'views',
        'database',
        'trail',
        'people',
        'documents',
        'web',
        ...stages.slice(0, index),
      ],
    ]),
  ),
};

/** Import specifiers of a file; types alone are marked, because they vanish when it is compiled. */
function importsOf(file: string) {
  const pattern = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'/gms;
  return [...read(file).matchAll(pattern)].map((match) => ({
    typeOnly: match[1] !== undefined,
    target: normalize(join(dirname(file), match[2] ?? '')),
  }));
}

describe('the house', () => {
  test('rooms import only in the agreed directions', () => {
    const wrong = code
      .filter((file) => !/^(test|bench)\//.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target, typeOnly }) => {
            const [from, to] = [roomOf(file), roomOf(target)];
            if (from === to) return false;
            // Types of the layout's frame and of forms travel in both directions.
            if (typeOnly && from === 'views') return false;
            if (typeOnly && (to === 'rules' || to === 'views' || to === 'database')) return false;
            return !(allowed[from] ?? []).includes(to);
          })
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('a stage knows other stages by their public face alone', () => {
    const wrong = code
      .filter((file) => file.startsWith('src/stages/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => roomOf(target).startsWith('stages/'))
          .filter(({ target }) => roomOf(target) !== roomOf(file))
          .filter(({ target }) => !target.endsWith('/index.ts'))
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('the rules are pure: no packages, no clock, no randomness', () => {
    const wrong = code
      .filter((file) => file.startsWith('src/rules/'))
      .filter((file) =>
        /from '[^.]|Date\.now|new Date\(\)|Math\.random|process\./.test(read(file)),
      );
    expect(wrong).toEqual([]);
  });

  test('the ballot protocol is pure: audited ciphers only, no clock, no randomness, no Node', () => {
    const wrong = code
      .filter((file) => file.startsWith('src/ballot/'))
      .filter((file) =>
        /from '(?!\.|@noble\/(hashes|ciphers)\/)|Date\.now|new Date\(|Math\.random|process\.[a-z]|Buffer|crypto\.[a-zA-Z]+\(|\.at\(|replaceAll|structuredClone|Object\.hasOwn/.test(
          read(file),
        ),
      );
    expect(wrong).toEqual([]);
  });

  test('no file is longer than a reader can hold in mind', () => {
    const long = code
      .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
      .filter(({ file, lines }) => lines > (file.startsWith('test/') ? 520 : 400));
    expect(long).toEqual([]);
  });

  test('every room says what it is for', () => {
    const rooms = new Set(
      code
        .filter((file) => /^(src|views|migrations)\//.test(file))
        .map((file) => roomOf(file))
        .filter((room) => room !== 'main')
        .map((room) => (['views', 'migrations'].includes(room) ? room : `src/${room}`)),
    );
    const silent = [...rooms].filter((room) => !files.includes(`${room}/README.md`));
    expect(silent).toEqual([]);
  });

  test('names say what a thing does, in the words of the glossary', () => {
    const vague = files.filter((file) =>
      /(^|[/.-])(utils?|helpers?|managers?|common|misc|v2|old)([/.-]|$)/i.test(file),
    );
    const signIns = code
      .filter((file) => /^(src|views|migrations)\//.test(file))
      .filter((file) => /\bsession(?!Storage)/i.test(read(file)));
    expect([...vague, ...signIns]).toEqual([]);
  });

  test('what other files use is explained where it stands', () => {
    const mute = code
      .filter((file) => /^(src|views)\//.test(file))
      .flatMap((file) => {
        const lines = read(file).split('\n');
        return lines
          .map((line, index) => ({ line, before: lines[index - 1] ?? '', index }))
          .filter(({ line }) => /^export (async )?(function|class)\b/.test(line))
          .filter(({ before }) => !before.trimEnd().endsWith('*/'))
          .map(({ index }) => `${file}:${index + 1}`);
      });
    expect(mute).toEqual([]);
  });

  test('no type is silenced, no test is skipped, nothing is left for later', () => {
    const forbidden = [
      /@ts-(ignore|nocheck|expect-error)/,
      /\b(test|it|describe)\.(skip|only|todo)\b/,
      new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`),
    ];
    const wrong = code
      .filter((file) => file !== 'test/tidy/house-rules.test.ts')
      .filter((file) => forbidden.some((pattern) => pattern.test(read(file))));
    expect(wrong).toEqual([]);
  });

  test('neither a registry nor a path of some machine is named', () => {
    const hosts = [
      ['registry', 'npmjs'].join('.'),
      ['npm', 'mirror'].join(''),
      ['yarnpkg', 'com'].join('.'),
    ];
    const paths = [/\/work\/(main|shared)/, /\/home\/[a-z]+\//, /\/root\//];
    const wrong = text.filter((file) => {
      const content = read(file);
      return (
        hosts.some((host) => content.includes(host)) || paths.some((path) => path.test(content))
      );
    });
    expect(wrong).toEqual([]);
  });

  test('pages carry no inline script, style or htmx that needs one', () => {
    const wrong = code
      .filter((file) => file.endsWith('.tsx') && !file.startsWith('test/'))
      .filter((file) =>
        /\sstyle=|\son(click|change|input|submit|load|key|mouse|focus|blur|error)[a-z]*=|hx-on|js:/.test(
          read(file),
        ),
      );
    expect(wrong).toEqual([]);
  });
});
