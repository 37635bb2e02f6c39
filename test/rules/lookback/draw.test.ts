import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkSeedDue,
  checkSeedTimes,
  drawSample,
  type Strata,
  stratumOf,
  surelyDrawn,
} from '../../../src/rules/lookback/draw.ts';
import {
  type ScopeProject,
  scopeHash,
  scopeLines,
  scopeText,
} from '../../../src/rules/lookback/scope.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const congresses = fc.constantFrom(
  ['0b0e1a52-8f0c-4a52-9d6a-111111111111', '云溪镇人民代表大会'],
  ['5c9f1a52-8f0c-4a52-9d6a-222222222222', '石桥镇人民代表大会'],
  ['f00f1a52-8f0c-4a52-9d6a-333333333333', '示例县人民代表大会'],
);
const project: fc.Arbitrary<ScopeProject> = fc
  .record({
    congress: congresses,
    year: fc.integer({ min: 2023, max: 2026 }),
    number: fc.integer({ min: 1, max: 120 }),
    projectId: fc.uuid(),
    title: fc.oneof(
      fc.constant('村内路灯\t亮化\n二期'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    ),
  })
  .map(({ congress: [congressId, congressName], ...rest }) => ({
    ...{ ...rest, congressId, congressName },
  }));
const scopes = fc.uniqueArray(project, {
  minLength: 1,
  maxLength: 40,
  selector: (one) => one.projectId,
});
const strata = fc.constantFrom<Strata[]>('none', 'congress', 'year');
const seeds = fc.string({ minLength: 4, maxLength: 60, unit: 'grapheme' });

describe('the scope of a look-back', () => {
  test('is the same text in whatever order, and however often, its projects come', () => {
    fc.assert(
      fc.property(scopes, fc.infiniteStream(fc.nat()), (projects, noise) => {
        const shuffled = [...projects, ...projects.slice(0, 3)]
          .map((one) => ({ one, by: noise.next().value ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one);
        expect(scopeLines(shuffled)).toEqual(scopeLines(projects));
      }),
    );
  });

  test('has one line of six columns a project, sorted as bytes', () => {
    fc.assert(
      fc.property(scopes, (projects) => {
        const lines = scopeLines(projects);
        expect(lines).toHaveLength(projects.length);
        expect(lines.every((line) => line.split('\t').length === 6)).toBe(true);
        const bytes = lines.map((line) => Buffer.from(line)).sort(Buffer.compare);
        expect(bytes.map(String)).toEqual(lines);
        expect(scopeText(lines).match(/\n/g)).toHaveLength(lines.length);
      }),
    );
  });

  test('has another hash as soon as one project is left out', () => {
    fc.assert(
      fc.property(scopes, (projects) => {
        const lines = scopeLines(projects);
        expect(scopeHash(lines.slice(1), sha256)).not.toBe(scopeHash(lines, sha256));
      }),
    );
  });
});

describe('the sample', () => {
  test('takes the set number from each stratum, a smaller stratum whole, and nothing twice', () => {
    fc.assert(
      fc.property(
        scopes,
        seeds,
        strata,
        fc.integer({ min: 1, max: 12 }),
        (projects, seed, by, k) => {
          const lines = scopeLines(projects);
          const drawn = drawSample({ lines, seed, perStratum: k, strata: by }, sha256);
          expect(new Set(drawn).size).toBe(drawn.length);
          const chosen = drawn.map((position) => lines[position - 1] ?? '');
          for (const stratum of new Set(lines.map((line) => stratumOf(line, by)))) {
            const size = lines.filter((line) => stratumOf(line, by) === stratum).length;
            const taken = chosen.filter((line) => stratumOf(line, by) === stratum).length;
            expect(taken).toBe(Math.min(size, k));
          }
        },
      ),
    );
  });

  test('holds, whatever the seed, what lies in a stratum that is taken whole, and nothing else surely', () => {
    const sizes = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(scopes, strata, sizes, seeds, (projects, by, perStratum, seed) => {
        const lines = scopeLines(projects);
        const surely = surelyDrawn({ lines, perStratum, strata: by });
        const drawn = drawSample({ lines, seed, perStratum, strata: by }, sha256);
        expect(surely.every((position) => drawn.includes(position))).toBe(true);
        for (const [index, line] of lines.entries()) {
          const beside = lines.filter((one) => stratumOf(one, by) === stratumOf(line, by));
          expect(surely.includes(index + 1)).toBe(beside.length <= perStratum);
        }
      }),
    );
  });

  test('changes with the seed and with the scope, and spares nobody for ever', () => {
    const lines = scopeLines(
      Array.from({ length: 20 }, (_, index) => ({
        congressId: '0b0e1a52-8f0c-4a52-9d6a-111111111111',
        congressName: '云溪镇人民代表大会',
        ...{ year: 2026, number: index + 1, projectId: `project-${index}`, title: `项目${index}` },
      })),
    );
    const draw = (seed: string, of = lines) =>
      drawSample({ lines: of, seed, perStratum: 5, strata: 'none' }, sha256);
    expect(draw('07 12 19 23 28 31 + 05')).toEqual(draw(' 07 12 19 23 28 31 + 05 '));
    const many = Array.from({ length: 200 }, (_, index) => draw(`dice ${index}`));
    expect(new Set(many.map(String)).size).toBeGreaterThan(190);
    expect(new Set(many.flat()).size).toBe(20);
    const fewer = lines.slice(0, 19);
    expect(draw('dice 1', fewer).map((at) => fewer[at - 1])).not.toEqual(
      draw('dice 1').map((at) => lines[at - 1]),
    );
  });

  test('comes out the same from the script that docs/auditors.md gives to auditors', () => {
    const [, script] =
      /```python\n([\s\S]*?)```/.exec(readFileSync('docs/auditors.md', 'utf8')) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'piaojue-draw-'));
    try {
      writeFileSync(join(folder, 'chouyang.py'), script ?? '');
      const cases = fc.sample(fc.tuple(scopes, seeds, strata, fc.integer({ min: 1, max: 6 })), {
        numRuns: 12,
        seed: 20261125,
      });
      expect(script).toContain('sha256');
      for (const [projects, seed, by, k] of cases) {
        const lines = scopeLines(projects);
        const file = join(folder, 'scope.txt');
        writeFileSync(file, scopeText(lines));
        const given = seed.normalize('NFC').trim().replaceAll('\0', '');
        const drawn = drawSample({ lines, seed: given, perStratum: k, strata: by }, sha256);
        const printed = execFileSync(
          'python3',
          [join(folder, 'chouyang.py'), file, given, String(k), by],
          { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' } },
        );
        expect(printed).toBe(scopeText(drawn.map((position) => lines[position - 1] ?? '')));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a seed', () => {
  const times = { announcedAt: 1_000, dueAt: 2_000, drawnAt: 2_000, now: 3_000 };

  test('may be entered from the named time on', () => {
    expect(checkSeedTimes(times)).toBeNull();
    expect(checkSeedDue(times)).toBeNull();
  });

  test.each([
    ['seed-before-scope', { drawnAt: 1_000 }],
    ['seed-before-due', { drawnAt: 1_999 }],
    ['in-the-future', { drawnAt: 3_001 }],
  ])('is refused with %s', (code, other) => {
    expect(checkSeedTimes({ ...times, ...other })?.code).toBe(code);
  });

  test('cannot be named when it is there already', () => {
    expect(checkSeedDue({ announcedAt: 2_000, dueAt: 2_000 })?.code).toBe('seed-not-future');
  });
});
