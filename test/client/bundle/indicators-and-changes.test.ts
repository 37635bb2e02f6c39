import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/rules/canonical-json.ts';
import { sha256 } from '../../../src/trail/canonical.ts';
import { dropRow, rowOf, signYear, toldOf } from '../../support/bundle-lies.ts';
import { type BundleYear, bundleYear, type Loose, loose } from '../../support/bundle-year.ts';

const hashOf = (value: object) => sha256(canonicalJson(loose(value)));

const told = async (
  make: () => BundleYear,
  change: (year: BundleYear) => void = () => undefined,
) => {
  const year = make();
  change(year);
  return await toldOf(signYear(year));
};

/** The year with its indicators published twice: an answer for a project stands, one for all was replaced. */
function publishedYear(): BundleYear {
  const year = bundleYear();
  const answer = (project: string | null, content: string) => ({
    ...{ project, content, answeredOn: '2026-08-01' },
  });
  const content = (answers: readonly object[]) => ({
    ...{ format: 1, congress: '云溪镇', year: 2026, figuresSource: null },
    indications: [{ code: 'no-visits', title: '没有视察', state: 'question', answers }],
  });
  const mine = answer('第1号“村道硬化”', '八月已去');
  const contents = [content([mine, answer(null, '人手少')]), content([mine, answer(null, '已补')])];
  year.rows['indicator-publications'] = contents.map((one, index) => ({
    ...{ id: `publication-${index + 1}`, number: index + 1 },
    ...{ content: loose(one), content_hash: hashOf(one) },
  }));
  const row = (project_id: string | null, words: string, superseded: boolean): Loose => ({
    ...{ id: words, indicator: 'no-visits', project_id, content: words, superseded },
    answered_on: '2026-08-01',
  });
  year.rows['indicator-answers'] = [
    row('project-1', '八月已去', false),
    row(null, '人手少', true),
    row(null, '已补', false),
  ];
  for (const [index, one] of contents.entries()) {
    year.trail.push({
      ...{ event: 'indicators-published', by: 'clerk' },
      subjects: { year: 'year', number: index + 1, hash: hashOf(one) },
    });
  }
  return year;
}

describe('published indicators', () => {
  test('hold with their answers, the replaced ones too', async () => {
    expect(await told(publishedYear)).toEqual([]);
  });

  const answers = 'complete record/indicator-answers.jsonl';
  const publications = 'record/indicator-publications.jsonl';
  const lies: Readonly<Record<string, readonly [(year: BundleYear) => void, string]>> = {
    'a publication left out': [
      (year) => dropRow(year, 'indicator-publications', 1),
      'complete trail/entries.jsonl 第24行',
    ],
    'the first one left out': [
      (year) => dropRow(year, 'indicator-publications'),
      `complete ${publications} 第1行`,
    ],
    'a sentence changed': [
      (year) => {
        const row = rowOf(year, 'indicator-publications');
        row.content = { ...loose(Object(row.content)), figuresSource: '台账' };
      },
      `records ${publications} 第1行`,
    ],
    'a sentence changed, its hash made to fit': [
      (year) => {
        const row = rowOf(year, 'indicator-publications');
        row.content = { ...loose(Object(row.content)), figuresSource: '台账' };
        row.content_hash = hashOf(row.content);
      },
      'complete trail/entries.jsonl 第23行',
    ],
    'those of another year': [
      (year) => {
        const row = rowOf(year, 'indicator-publications', 1);
        row.content = { ...loose(Object(row.content)), year: 2025 };
      },
      `complete ${publications} 第2行`,
    ],
    'those of another unit': [
      (year) => {
        const row = rowOf(year, 'indicator-publications', 1);
        row.content = { ...loose(Object(row.content)), congress: '石桥镇' };
      },
      `complete ${publications} 第2行`,
    ],
    'an answer left out': [
      (year) => dropRow(year, 'indicator-answers', 1),
      `complete ${publications} 第1行`,
    ],
    'other words of an answer': [
      (year) => {
        rowOf(year, 'indicator-answers', 2).content = '早已补齐';
      },
      `${answers} 第3行`,
    ],
    'an answer for another indicator': [
      (year) => {
        rowOf(year, 'indicator-answers').indicator = 'no-plan';
      },
      `${answers} 第1行`,
    ],
    'an answer for the whole indicator turned into one for a project': [
      (year) => {
        rowOf(year, 'indicator-answers', 2).project_id = 'project-2';
      },
      `${answers} 第3行`,
    ],
  };
  test.each(Object.entries(lies))('are found out: %s', async (_, [lie, place]) => {
    expect(await told(publishedYear, lie)).toContain(place);
  });
});

describe('papers of what was published', () => {
  test.each([
    ['of a report that is not here', 'supervision_record', 'nowhere'],
    ['of a kind that is never public', 'opinion_answer', 'told-1'],
  ])('are found out: %s', async (_, kind, entry_id) => {
    const places = await told(bundleYear, (year) => {
      year.rows['entry-papers'] = [{ id: 'one', kind, entry_id, attachment_id: 'paper' }];
    });
    // The paper itself is not here either.
    expect(places).toEqual(Array(2).fill('records record/entry-papers.jsonl 第1行'));
  });

  test('a photo is not left out', async () => {
    const places = await told(bundleYear, (year) => {
      rowOf(year, 'site-checks', 1).photo_id = 'photo';
    });
    expect(places).toEqual(['records record/site-checks.jsonl 第2行']);
  });
});

/** The year whose adjustment a recount took back: the decision is that it was not carried. */
function restoredYear(): BundleYear {
  const year = bundleYear();
  const [baseline, changed, other] = year.rows['project-texts'] ?? [];
  if (baseline === undefined || changed === undefined || other === undefined) throw new Error();
  const restored = { ...changed, id: 'text-1-3', number: 3, voted: baseline.voted ?? null };
  const hash = { content_hash: baseline.content_hash ?? null };
  year.rows['project-texts'] = [baseline, changed, { ...restored, ...hash }, other];
  Object.assign(rowOf(year, 'adjustments'), { state: 'refused' });
  Object.assign(rowOf(year, 'decisions', 1), { votes_for: 20, carried: false });
  return year;
}

describe('a change that a recount took back', () => {
  const third = 'baselines record/project-texts.jsonl 第3行';

  test('is told in both directions, and may be made again', async () => {
    expect(await told(restoredYear)).toEqual([]);
    const again = await told(restoredYear, (year) => {
      const texts = year.rows['project-texts'] ?? [];
      texts.splice(3, 0, { ...rowOf(year, 'project-texts', 1), id: 'text-1-4', number: 4 });
      Object.assign(rowOf(year, 'adjustments'), { state: 'approved' });
      Object.assign(rowOf(year, 'decisions', 1), { votes_for: 30, carried: true });
    });
    expect(again).toEqual([]);
  });

  test('is found out where another text came back than was there', async () => {
    const places = await told(restoredYear, (year) => {
      const text = rowOf(year, 'project-texts', 2);
      text.voted = { ...loose(Object(text.voted)), totalTenThousandYuan: '130' };
    });
    expect(places).toContain(third);
  });

  test('is found out where it was not taken back, or taken back though it was decided', async () => {
    const kept = await told(restoredYear, (year) => dropRow(year, 'project-texts', 2));
    expect(kept).toEqual(['baselines record/project-texts.jsonl 第2行']);
    const lost = await told(restoredYear, (year) => {
      Object.assign(rowOf(year, 'adjustments'), { state: 'approved' });
      Object.assign(rowOf(year, 'decisions', 1), { votes_for: 30, carried: true });
    });
    expect(lost).toEqual([third]);
  });

  test('by a round that was found void leaves no decision; the chain says so', async () => {
    const undecided = (year: BundleYear) => {
      dropRow(year, 'adjustments');
      dropRow(year, 'decisions', 1);
      year.trail = year.trail.filter((one) => one?.event !== 'adjustment-published');
    };
    expect(await told(restoredYear, undecided)).toEqual([third]);
    const said = await told(restoredYear, (year) => {
      undecided(year);
      const subjects = { project: 'project-1', adjustment: 'adjustment', round: 'matter' };
      year.trail.push({ event: 'adjustment-undecided', by: 'clerk', subjects });
    });
    expect(said).toEqual([]);
    const kept = await told(restoredYear, (year) => {
      undecided(year);
      dropRow(year, 'project-texts', 2);
    });
    expect(kept).toEqual(['baselines record/project-texts.jsonl 第2行']);
  });
});
