import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../src/rules/outcome/input.ts';
import { decideOutcome, type VoteOutcome } from '../../../src/rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import { decideSatisfaction } from '../../../src/rules/outcome/satisfaction.ts';

interface PublishedVote {
  readonly place: string;
  readonly year: number;
  readonly form: 'select' | 'each' | 'rank';
  readonly due?: number;
  readonly present?: number;
  readonly issued?: number;
  readonly returned?: number;
  readonly candidates?: number;
  readonly places: number;
  readonly votes?: readonly { readonly title: string; readonly for: number }[];
  readonly everyProject?: {
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
  };
}

interface PublishedTest {
  readonly rows: readonly { readonly project: string; readonly counts: readonly number[] }[];
}

interface Published {
  readonly votes: readonly PublishedVote[];
  readonly satisfaction: readonly PublishedTest[];
}

const file = new URL('../../vectors/published-cases.json', import.meta.url);
const published = JSON.parse(readFileSync(file, 'utf8')) as Published;

/** Names what a report leaves out of the outcome's input. */
function missingFrom(vote: PublishedVote): string[] {
  const figures = ['due', 'present', 'issued', 'returned', 'candidates'] as const;
  const missing: string[] = figures.filter((name) => vote[name] === undefined);
  const known = vote.everyProject === undefined ? (vote.votes?.length ?? 0) : vote.candidates;
  if (known === 0) missing.push('projects.for');
  else if (known !== vote.candidates) missing.push('projects.for (some)');
  if (vote.form === 'rank') missing.push('form (numbers by priority are no form of the format)');
  return missing;
}

/**
 * A report as input of the outcome: what is unpublished is null; quorum and majority are the law's,
 * since no report states others. Null for a form that the format does not have.
 */
function inputOf(vote: PublishedVote): unknown {
  if (vote.form === 'rank') return null;
  const named = vote.votes ?? [];
  const count = vote.candidates ?? vote.places;
  const projects = Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    title: named[index]?.title ?? `第${index + 1}个候选项目`,
    for: (vote.everyProject?.for ?? named[index]?.for ?? null) as Figure,
    against: vote.everyProject?.against ?? null,
    abstain: vote.everyProject?.abstain ?? null,
  }));
  return {
    ...{ format: 1, kind: 'vote', form: vote.form === 'each' ? 'each' : 'upto' },
    ...{ places: vote.places, due: vote.due ?? null, present: vote.present ?? null },
    ...{ issued: vote.issued ?? null, returned: vote.returned ?? null, void: null },
    ...{ quorum: { atLeast: '2/3' }, passing: { base: 'due', moreThan: '1/2' } },
    ...{ tie: 'revote', shortfall: 'second-round', projects },
  };
}

function outcomeOf(vote: PublishedVote): VoteOutcome | null {
  const input = inputOf(vote);
  if (input === null) return null;
  const parsed = parseOutcomeInput(input);
  if (!parsed.ok || parsed.value.kind !== 'vote') throw new Error(JSON.stringify(parsed));
  return decideOutcome(parsed.value);
}

function voteOf(place: string): PublishedVote {
  const found = published.votes.find((vote) => vote.place.includes(place));
  if (found === undefined) throw new Error(`no published vote in ${place}`);
  return found;
}

describe('what published votes let us compute', () => {
  test('each report is computed as far as it goes, and its missing fields are named', () => {
    const findings = published.votes.map((vote) => {
      const missing = missingFrom(vote).join(', ');
      return `${vote.place} ${vote.year}: threshold ${outcomeOf(vote)?.threshold ?? 'unknown'}; missing ${missing}`;
    });
    const nothing = 'due, present, issued, returned';
    expect(findings).toEqual([
      `浙江宁海县力洋镇 2010: threshold unknown; missing ${nothing}, projects.for, form (numbers by priority are no form of the format)`,
      `浙江绍兴兰亭镇 2013: threshold unknown; missing ${nothing}, projects.for (some)`,
      '广东遂溪县北坡镇 2019: threshold 26; missing issued, returned',
      '重庆城口县四屏镇 2023: threshold unknown; missing due, present, projects.for',
      `安徽来安县张山镇 2023: threshold unknown; missing ${nothing}, projects.for`,
      `湖南安乡县官垱镇 2021: threshold unknown; missing ${nothing}, projects.for`,
      '湖南安化县东坪镇 2021: threshold 68; missing present, issued, returned, projects.for',
      '江苏沛县张寨镇 2022: threshold 52; missing present, issued, returned, projects.for',
      '浙江温州鹿城区山福镇 2018: threshold 24; missing present, issued, returned, candidates, projects.for',
      `浙江宁海县 2023: threshold unknown; missing ${nothing}, projects.for`,
      `浙江宁海县 2013: threshold unknown; missing ${nothing}, projects.for`,
      '江苏灌南县新安镇 2021: threshold 61; missing present, issued, returned, projects.for',
      '连云港赣榆区 2020: threshold 164; missing present, issued, returned, projects.for',
      '广东始兴县 2021: threshold 88; missing present, issued, returned, projects.for',
      `浙江永嘉县 2018: threshold unknown; missing ${nothing}, projects.for`,
      `福建泉州丰泽区 2024: threshold unknown; missing ${nothing}, projects.for`,
    ]);
  });

  test('no report is complete enough for anything to be called adopted', () => {
    for (const vote of published.votes) {
      const outcome = outcomeOf(vote);
      if (outcome === null) continue;
      expect(outcome.valid, vote.place).toBeNull();
      expect(
        outcome.projects.some((project) => project.adopted === true),
        vote.place,
      ).toBe(false);
      expect(outcome.reasons.length, vote.place).toBeGreaterThan(0);
    }
  });

  test('seven of seven with 51 votes each pass, and raise both warnings', () => {
    const outcome = outcomeOf(voteOf('北坡镇'));
    expect(outcome?.projects.map((project) => project.passes)).toEqual(Array(7).fill(true));
    expect(outcome?.warnings.map((warning) => warning.code)).toEqual(['no-surplus', 'unanimous']);
    expect(outcome?.reasons.map((reason) => reason.code)).toEqual(['quorum-met', 'papers-unknown']);
  });

  test('three published projects of twelve have no ranks: the others may stand anywhere', () => {
    const outcome = outcomeOf(voteOf('兰亭镇'));
    expect(outcome?.projects.map((project) => project.rank)).toEqual(Array(12).fill(null));
    expect(outcome?.reasons.map((reason) => reason.code)).toContain('votes-unknown');
  });
});

describe('the satisfaction test of Ninghai, 2021', () => {
  const rows = published.satisfaction.flatMap((one) =>
    one.rows.map((row) => ({ title: row.project, counts: row.counts })),
  );
  const decide = (baseCount: number | null) => {
    const parsed = parseOutcomeInput({
      ...{ format: 1, kind: 'satisfaction', base: 'valid', baseCount },
      rows,
    });
    if (!parsed.ok || parsed.value.kind !== 'satisfaction') throw new Error('not parsed');
    return decideSatisfaction(parsed.value);
  };

  test('without the base, which was not published, no verdict is given but the odd row is found', () => {
    const outcome = decide(null);
    expect(outcome.rows.map((row) => row.verdict)).toEqual(Array(10).fill(null));
    expect(outcome.rows.map((row) => row.doubtful)).toEqual([true, ...Array(9).fill(false)]);
    expect(outcome.warnings.map((warning) => warning.code)).toEqual(['row-sum-differs']);
  });

  test('on the 222 papers of the nine other rows, nine are 满意 and the odd one 基本满意', () => {
    const verdicts = decide(222).rows.map((row) => row.verdict);
    expect(verdicts).toEqual(['基本满意', ...Array(9).fill('满意')]);
  });
});
