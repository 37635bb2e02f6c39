import { describe, expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from '../../../src/rules/canonical-json.ts';
import { sha256 } from '../../../src/trail/canonical.ts';
import {
  checkLies as check,
  dropRow as drop,
  rowOf as row,
  signYear as sign,
  toldOf as told,
} from '../../support/bundle-lies.ts';
import {
  type BundleYear,
  bundleYear,
  type Loose,
  loose,
  matterRound,
} from '../../support/bundle-year.ts';
import { contentsOf, packed, signed } from '../../support/pack-bundle.ts';

/** Changes something deep in a result, and lets the server sign a report that fits. */
const inReport = (year: BundleYear, id: string, change: (content: Loose) => void) => {
  const copy: { reports: { content: Loose; hash: string }[] } = JSON.parse(
    JSON.stringify(year.results[id]),
  );
  const [report] = copy.reports;
  if (report === undefined) throw new Error('no report');
  change(report.content);
  report.hash = sha256(canonicalJson(report.content));
  year.results[id] = loose(copy);
  const entry = year.trail.find((one) => one?.event === 'report-made' && one.subjects.round === id);
  if (entry != null) entry.subjects.hash = report.hash;
};

/** What a server says that signs whatever it says, and the place where each lie shows. */
const lies: Readonly<Record<string, readonly [(year: BundleYear) => void, string]>> = {
  'another text of a project': [
    (year) => {
      const text = row(year, 'project-texts');
      text.voted = { ...loose(Object(text.voted)), title: '村道美化' };
      text.content_hash = sha256(
        canonicalJson({ ...loose(Object(text.voted)), ...loose(Object(text.explanatory)) }),
      );
    },
    'baselines record/project-texts.jsonl 第1行',
  ],
  'another version of a candidate, its hash made to fit': [
    (year) => {
      const version = row(year, 'candidate-versions');
      version.content = { ...loose(Object(version.content)), content: '五公里' };
      version.content_hash = sha256(canonicalJson(version.content));
    },
    'records record/candidate-lists.jsonl 第1行',
  ],
  'an adjusted text that nobody decided': [
    (year) => {
      const text = row(year, 'project-texts', 1);
      text.voted = { ...loose(Object(text.voted)), totalTenThousandYuan: '900' };
      text.content_hash = sha256(
        canonicalJson({ ...loose(Object(text.voted)), ...loose(Object(text.explanatory)) }),
      );
    },
    'baselines record/project-texts.jsonl 第2行',
  ],
  'another proposal than the one decided': [
    (year) => {
      row(year, 'adjustments').proposed = { title: '别的' };
    },
    'outcomes record/adjustments.jsonl 第1行',
  ],
  'an adjustment that was refused': [
    (year) => {
      Object.assign(row(year, 'decisions', 1), { votes_for: 20, carried: false });
    },
    'outcomes record/adjustments.jsonl 第1行',
  ],
  'a decision carried by too few': [
    (year) => {
      row(year, 'decisions').votes_for = 20;
    },
    'outcomes record/decisions.jsonl 第1行',
  ],
  'an adjustment by a round that is not here': [
    (year) => {
      row(year, 'adjustments').round_id = 'nowhere';
    },
    'outcomes record/adjustments.jsonl 第1行',
  ],
  'an adjustment by a round of another kind': [
    (year) => {
      row(year, 'adjustments').round_id = 'vote';
    },
    'outcomes record/adjustments.jsonl 第1行',
  ],
  'a changed amount of a plan': [
    (year) => {
      row(year, 'plan-funding').amount = '999';
    },
    'complete trail/entries.jsonl 第12行',
  ],
  'a plan left out': [(year) => drop(year, 'plans'), 'complete trail/entries.jsonl 第12行'],
  'an adjustment left out': [
    (year) => drop(year, 'adjustments'),
    'complete trail/entries.jsonl 第15行',
  ],
  'an answer to an opinion left out': [
    (year) => drop(year, 'opinion-answers', 1),
    'complete record/opinions.jsonl 第1行',
  ],
  'a rating left out': [
    (year) => drop(year, 'opinion-ratings'),
    'review record/opinions.jsonl 第1行',
  ],
  'a reply of the reviewed unit left out': [
    (year) => drop(year, 'finding-replies'),
    'complete record/findings.jsonl 第1行',
  ],
  'a finding left out': [
    (year) => drop(year, 'findings'),
    'lookbacks record/lookbacks.jsonl 第1行',
  ],
  'a project left out': [(year) => drop(year, 'projects', 1), 'complete results/vote.json 2号'],
  'a round left out': [
    (year) => {
      delete year.results.test;
    },
    'complete trail/entries.jsonl 第11行',
  ],
  'an announcement left out': [
    (year) => {
      year.results.test = { ...year.results.test, announcements: [] };
    },
    'complete trail/entries.jsonl 第11行',
  ],
  'a list of candidates left out': [
    (year) => drop(year, 'candidate-lists'),
    'complete trail/entries.jsonl 第2行',
  ],
  'a tie without its decision': [
    (year) => drop(year, 'tie-decisions'),
    'complete trail/entries.jsonl 第6行',
  ],
  'a tie decided for one who was not tied': [
    (year) => {
      row(year, 'tie-decisions').chosen = [4];
    },
    'outcomes record/tie-decisions.jsonl 第1行',
  ],
  'a tie decided for too many': [
    (year) => {
      row(year, 'tie-decisions').chosen = [2, 3];
    },
    'outcomes record/tie-decisions.jsonl 第1行',
  ],
  'a tie decided by lot against the sheet': [
    (year) => {
      row(year, 'tie-decisions').method = 'lot';
    },
    'outcomes record/tie-decisions.jsonl 第1行',
  ],
  'another one announced than the one chosen': [
    (year) => {
      row(year, 'tie-decisions').chosen = [3];
    },
    'outcomes results/vote.json 公告',
  ],
  'a verdict that does not follow from its counts': [
    (year) => {
      row(year, 'satisfaction-results', 1).verdict = 'satisfied';
    },
    'outcomes record/satisfaction-results.jsonl 第2行',
  ],
  'a verdict changed in row, report and chain': [
    (year) => {
      row(year, 'satisfaction-results', 1).verdict = 'satisfied';
      inReport(year, 'test', (content) => {
        const lines = JSON.parse(JSON.stringify(content)).satisfaction.lines;
        lines[1].verdict = 'satisfied';
        content.satisfaction = { ...loose(Object(content.satisfaction)), lines };
      });
    },
    'outcomes results/test.json 第2行',
  ],
  'a row of a test left out': [
    (year) => drop(year, 'satisfaction-results'),
    'outcomes results/test.json 第1行',
  ],
  'a row that the test never had': [
    (year) => {
      const [first] = year.rows['satisfaction-results'] ?? [];
      year.rows['satisfaction-results']?.push({ ...first, id: 'more', part: '二期' });
    },
    'outcomes record/satisfaction-results.jsonl 第3行',
  ],
  'another base than the sheet names': [
    (year) => {
      const outcome = loose(Object(year.results.test?.outcome));
      year.results.test = {
        ...year.results.test,
        outcome: { ...outcome, base: 'valid', baseCount: 45 },
      };
    },
    'outcomes results/test.json outcome.base',
  ],
  'fewer votes in the report, the chain made to fit': [
    (year) =>
      inReport(year, 'vote', (content) => {
        const projects: Loose[] = JSON.parse(JSON.stringify(content.projects));
        const [first] = projects;
        if (first !== undefined) first.for = 20;
        content.projects = projects;
      }),
    'outcomes results/vote.json outcome 1号',
  ],
  'a report that is not the one of the chain': [
    (year) => {
      const entry = year.trail.find((one) => one?.event === 'report-made');
      if (entry != null) entry.subjects.hash = '0'.repeat(64);
    },
    'complete results/vote.json 第1份报告单',
  ],
  'a lower hurdle than the sheet sets': [
    (year) => {
      const outcome = loose(Object(year.results.vote?.outcome));
      const passing = { base: 'present', atLeast: '1/3' };
      year.results.vote = { ...year.results.vote, outcome: { ...outcome, passing } };
    },
    'outcomes results/vote.json outcome.passing',
  ],
  'the result of another round under this name': [
    (year) => {
      year.results.vote = year.results.test ?? {};
    },
    'outcomes results/vote.json',
  ],
  'another seed': [
    (year) => {
      row(year, 'lookback-draws').seed = '1234';
    },
    'lookbacks record/lookbacks.jsonl 第1行',
  ],
  'another sample': [
    (year) => {
      row(year, 'lookback-draws').positions = [1];
    },
    'lookbacks record/lookback-draws.jsonl 第1行',
  ],
  'a seed that was there when it was announced': [
    (year) => {
      row(year, 'lookback-draws').announced_at = '2026-09-03T00:00:00.000Z';
    },
    'lookbacks record/lookback-draws.jsonl 第1行',
  ],
  'another scope than the published one': [
    (year) => drop(year, 'lookback-scopes', 1),
    'lookbacks record/lookbacks.jsonl 第1行',
  ],
  'a site check that the report denies': [
    (year) => {
      row(year, 'site-checks').works = 'works';
    },
    'lookbacks record/lookback-scopes.jsonl 第1行',
  ],
  'fewer dissatisfied residents': [
    (year) => {
      row(year, 'resident-talks').dissatisfied = 0;
    },
    'lookbacks record/lookback-scopes.jsonl 第1行',
  ],
  'an answer of a checklist turned': [
    (year) => {
      row(year, 'lookback-checks', 1).answer = 'yes';
    },
    'lookbacks record/lookbacks.jsonl 第1行',
  ],
  'a question of its own worded anew': [
    (year) => {
      row(year, 'lookbacks').questions = { own: [], leftOut: [] };
    },
    'lookbacks record/lookbacks.jsonl 第1行',
  ],
  'an answer to a question that was left out': [
    (year) => {
      row(year, 'lookback-checks', 1).question = 'residents-say';
    },
    'lookbacks record/lookback-checks.jsonl 第2行',
  ],
  'a milder finding': [
    (year) => {
      row(year, 'findings').grade = 'note';
    },
    'lookbacks record/findings.jsonl 第1行',
  ],
  'a finding without a rectification': [
    (year) => drop(year, 'rectifications', 1),
    'review record/findings.jsonl 第1行',
  ],
  'a rectification closed without a re-check': [
    (year) => drop(year, 'rectification-rechecks', 2),
    'review record/rectifications.jsonl 第1行',
  ],
  'a rectification said to be closed': [
    (year) => {
      row(year, 'rectifications', 1).state = 'closed';
    },
    'review record/rectifications.jsonl 第2行',
  ],
  'a re-check by who answered': [
    (year) => {
      const entry = year.trail.findLast((one) => one?.event === 'rectification-closed');
      if (entry != null) entry.by = 'department';
    },
    'review trail/entries.jsonl 第21行',
  ],
  'the low verdict behind a rectification left out': [
    (year) => drop(year, 'satisfaction-results', 1),
    'review record/rectifications.jsonl 第1行',
  ],
  'another year than the list names': [
    (year) => {
      row(year, 'years').year = 2025;
    },
    'complete record/years.jsonl',
  ],
  'a paper that is not here': [
    (year) => {
      year.rows.papers = [{ id: 'paper', content_hash: sha256('') }];
    },
    'records record/papers.jsonl 第1行',
  ],
};

describe('a server that lies and signs', () => {
  test('is not accused when it tells the truth', async () => {
    const report = await check(sign(bundleYear()));
    expect(report.failures).toEqual([]);
    expect(report.checks.filter(({ standing }) => standing !== 'holds')).toEqual([]);
  });

  test.each(Object.entries(lies))('is found out: %s', async (_, [lie, place]) => {
    const year = bundleYear();
    lie(year);
    expect(await told(sign(year))).toContain(place);
  });

  test('is found out where a secret ballot decided an adjustment', async () => {
    const decided = (change: (year: BundleYear) => void = () => undefined) => {
      const year = bundleYear();
      year.results.matter = matterRound();
      year.trail.push({ event: 'report-made', by: 'clerk', subjects: { round: 'matter' } });
      row(year, 'adjustments').round_id = 'matter';
      inReport(year, 'matter', () => undefined);
      const entry = year.trail.at(-1);
      if (entry != null) entry.subjects.report = 'report-matter';
      change(year);
      return told(sign(year));
    };
    expect(await decided()).toEqual([]);
    const fewer = await decided((year) => {
      const outcome: { projects: Loose[] } = JSON.parse(
        JSON.stringify(year.results.matter?.outcome),
      );
      Object.assign(outcome.projects[0] ?? {}, { for: 20, against: 20 });
      year.results.matter = { ...year.results.matter, outcome: loose(outcome) };
    });
    expect(fewer).toContain('outcomes results/matter.json outcome 1号');
    const other = await decided((year) => {
      row(year, 'decisions', 1).votes_for = 31;
    });
    expect(other).toEqual(['outcomes record/adjustments.jsonl 第1行']);
    const body = await decided((year) => {
      const outcome = loose(Object(year.results.matter?.outcome));
      delete outcome.quorum;
      const smaller = { ...outcome, body: 'standing-committee' };
      year.results.matter = { ...year.results.matter, outcome: smaller };
    });
    expect(body).toContain('outcomes results/matter.json outcome.body');
    const silent = await decided((year) => {
      year.results.matter = { ...year.results.matter, announcements: [] };
    });
    expect(silent).toContain('outcomes results/matter.json 公告');
  });

  test('is found out when it drops an entry of the chain, and when it swaps two', async () => {
    for (const change of [
      (lines: string[]) => lines.splice(3, 1),
      (lines: string[]) => lines.reverse(),
      (lines: string[]) => lines.pop(),
    ]) {
      const contents = contentsOf(bundleYear());
      const sound = signed(contents);
      const head = JSON.parse(new TextDecoder().decode(sound['manifest.json'])).trailHead;
      const lines = new TextDecoder()
        .decode(contents['trail/entries.jsonl'])
        .split('\n')
        .slice(0, -1);
      change(lines);
      contents['trail/entries.jsonl'] = new TextEncoder().encode(`${lines.join('\n')}\n`);
      const places = await told(packed(signed(contents, { trailHead: head })));
      expect(places.some((place) => place.startsWith('trail trail/entries.jsonl'))).toBe(true);
    }
  });

  test('has nothing that it does not list, and lists nothing that is not there or listed twice', async () => {
    const sound = contentsOf(bundleYear());
    const list = signed(sound);
    const { '说明.txt': readme = new Uint8Array(), ...less } = list;
    expect(await told(packed(less))).toEqual(['files 说明.txt']);
    const more = { ...list, 'papers/more.pdf': readme };
    expect(await told(packed(more))).toEqual(['files papers/more.pdf', 'records papers/more.pdf']);
    // Listed, but no record names it.
    const orphan = packed(signed({ ...sound, 'papers/more.pdf': readme }));
    expect(await told(orphan)).toEqual(['records papers/more.pdf']);
    const archive = packed(signed({ ...sound, 'archives/other.bel': readme }));
    expect(await told(archive)).toEqual(['archives archives/other.bel']);
    const { files } = JSON.parse(new TextDecoder().decode(list['manifest.json']));
    const twice: JsonValue = [...files, files[0]];
    expect(await told(packed(signed(sound, { files: twice })))).toContain('files manifest.json');
  });

  test('leaves out a photo that the chain says was taken down, and no other', async () => {
    const events = async (...names: readonly string[]) => {
      const year = bundleYear();
      const subjects = { project: 'project-1', photo: 'photo' };
      year.trail.push(...names.map((event) => ({ event, subjects, by: null })));
      return await told(sign(year));
    };
    const missing = ['complete trail/entries.jsonl 第23行'];
    expect(await events('photo-added')).toEqual(missing);
    expect(await events('photo-added', 'photo-taken-down')).toEqual([]);
    expect(await events('photo-added', 'photo-taken-down', 'photo-put-back')).toEqual(missing);
  });

  test('names its key: another one is not the published one', async () => {
    const { failures } = await check(sign(bundleYear()), '0'.repeat(64));
    expect(failures.map(({ check: id }) => id)).toEqual(['signature']);
  });
});
