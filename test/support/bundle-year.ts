import type { Verification } from '../../src/ballot/verify/verify-archive.ts';
import { canonicalJson, type JsonValue } from '../../src/rules/canonical-json.ts';
import { gradeCodes, gradeOf } from '../../src/rules/grades.ts';
import { drawSample } from '../../src/rules/lookback/draw.ts';
import { scopeHash } from '../../src/rules/lookback/scope.ts';
import { talksInWords } from '../../src/rules/lookback/site-names.ts';
import { decideDecision } from '../../src/rules/outcome/decision.ts';
import type { DecisionInput, VoteInput } from '../../src/rules/outcome/input.ts';
import { decideOutcome } from '../../src/rules/outcome/outcome.ts';
import { decisionFile, outcomeFile } from '../../src/rules/outcome/outcome-file.ts';
import { decideSatisfaction } from '../../src/rules/outcome/satisfaction.ts';
import { planForHash } from '../../src/rules/plan-content.ts';
import { explanatoryOf, votedOf } from '../../src/rules/project-text.ts';
import { reviewSettings } from '../../src/rules/review-settings.ts';
import { defaultRuleSheet } from '../../src/rules/rule-sheet/default-sheet.ts';
import { outcomeContests } from '../../src/rules/rule-sheet/to-outcome.ts';
import { sha256 } from '../../src/trail/canonical.ts';
import { done } from './opened-round.ts';

/** A JSON object that a test may change. */
export type Loose = { [key: string]: JsonValue };

/** A whole year as a bundle holds it, open to changes: what a server would have to say to lie. */
export interface BundleYear {
  readonly rows: Record<string, Loose[]>;
  readonly results: Record<string, Loose>;
  /** The chain before it is hashed; null where an entry is given by its place alone. */
  trail: ({ event: string; subjects: Loose; by: string | null } | null)[];
}

const hashOf = (value: JsonValue) => sha256(canonicalJson(value));

/** JSON that a test may change, parted from where it came from. */
export const loose = (value: object): Loose => JSON.parse(JSON.stringify(value));

const document = (() => {
  const sheet = defaultRuleSheet({ level: 'township', places: 2, candidates: 4, form: 'upto' });
  if (sheet.vote === undefined) throw new Error('a sheet of defaults has a vote');
  return { ...sheet, vote: { ...sheet.vote, tie: 'presidium' as const } };
})();
const sheetHash = hashOf(loose(document));

const titles = ['村道硬化', '路灯亮化', '饮水管网', '文化广场'] as const;
const votes = [40, 30, 30, 10] as const;

const candidate = (title: string) => ({
  ...{ title, content: `${title}三公里`, place: '东村', beneficiaries: null, funding: null },
  ...{ totalTenThousandYuan: '120', department: '交通办', finish: '2026-11', category: null },
});

const versions = titles.map((title, index) => ({
  ...{ id: `version-${index + 1}`, candidate_id: `candidate-${index + 1}`, number: 1 },
  ...{ content: candidate(title), content_hash: hashOf(candidate(title)) },
}));
const list = versions.map(({ content_hash: hash }, index) => ({ number: index + 1, hash }));

function report(id: string, content: Loose) {
  return { id, number: 1, kind: 'first', hash: hashOf(content), content, stands: true };
}

function result(round: Loose, content: Loose, outcome: object, named: readonly string[]): Loose {
  const announcement = { id: `announcement-${round.id}`, report_id: `report-${round.id}` };
  const place = { parent_id: null, parent_reason: null, category: null, recommends_only: false };
  return loose({
    format: 1,
    round: { ...place, ...round, meeting_id: 'meeting', state: 'announced' },
    announcements: [
      { ...announcement, kind: 'announcement', number: '第1号', content: { projects: named } },
    ],
    reports: [report(`report-${round.id}`, content)],
    outcome,
  });
}

const hall = { due: 47, present: 45, ruleSheetHash: sheetHash, trailHead: null };

function vote(): Loose {
  const [contest] = done(outcomeContests(document));
  const { form, most, quorum, passing, tie, shortfall } = contest;
  const input: VoteInput = {
    ...{
      kind: 'vote',
      form,
      most,
      quorum,
      passing,
      tie,
      shortfall,
      places: 2,
      due: 47,
      present: 45,
    },
    channels: [{ name: 'paper', issued: 45, returned: 45, void: 0 }],
    projects: titles.map((title, index) => ({
      ...{ number: index + 1, title, for: votes[index] ?? 0, against: null, abstain: null },
    })),
  };
  const decided = decideOutcome(input);
  const content = loose({
    ...{ ...hall, form, places: 2, threshold: decided.threshold, validity: decided.valid },
    ...{ next: decided.next, tied: decided.tied, tieRule: tie, candidateListHash: hashOf(list) },
    projects: decided.projects.map((one) => ({
      ...one,
      versionHash: versions[one.number - 1]?.content_hash ?? '',
    })),
  });
  const named = ['村道硬化（赞成40票）', '路灯亮化（赞成30票）'];
  return result({ id: 'vote', kind: 'vote', title: '票决' }, content, outcomeFile(input), named);
}

const grades = [
  [30, 10, 5],
  [10, 8, 27],
] as const;

function test(): Loose {
  const { verdictBase: base } = reviewSettings(document, 'township');
  const baseCount = { members: 47, present: 45, valid: 45 }[base];
  const rows = grades.map((counts, index) => ({ title: titles[index] ?? '', counts }));
  const input = { kind: 'satisfaction', base, baseCount, rows } as const;
  const lines = decideSatisfaction(input).rows.map(({ verdict, ...row }, index) => ({
    ...{ ...row, number: index + 1, projectId: `project-${index + 1}`, part: null },
    ...Object.fromEntries(gradeCodes.map((code, at) => [code, grades[index]?.[at] ?? 0])),
    verdict: gradeOf(verdict ?? ''),
  }));
  const content = loose({
    ...{
      ...hall,
      form: 'grades',
      candidateListHash: null,
      valid: 45,
      validity: true,
      projects: [],
    },
    satisfaction: { base, baseCount, lines },
  });
  const named = [
    '村道硬化：满意30票，基本满意10票，不满意5票，测评结果为“满意”',
    '路灯亮化：满意10票，基本满意8票，不满意27票，测评结果为“不满意”',
  ];
  const round = { id: 'test', kind: 'satisfaction', title: '测评' };
  return result(round, content, { format: 1, ...input }, named);
}

function testRows(): Loose[] {
  const content = loose(test()).reports;
  const [first] = Array.isArray(content) ? content : [];
  const made = loose({ first });
  const satisfaction = loose(JSON.parse(JSON.stringify(made)).first.content.satisfaction);
  const lines: Loose[] = JSON.parse(JSON.stringify(satisfaction.lines));
  return lines.map(({ number, projectId, part, title: _, ...line }) => ({
    ...line,
    ...{ id: `result-${number}`, project_id: projectId ?? null, part: part ?? null },
    ...{ round_id: 'test', base: satisfaction.base ?? null },
    base_count: satisfaction.baseCount ?? null,
  }));
}

function text(project: number, number: number, more: Loose = {}): Loose {
  const own = candidate(titles[project - 1] ?? '');
  const voted = {
    ...loose(votedOf(own)),
    ...(number === 1 ? {} : { totalTenThousandYuan: '150' }),
  };
  const explanatory = loose(explanatoryOf(own));
  return {
    ...{ id: `text-${project}-${number}`, project_id: `project-${project}`, number },
    ...{ kind: number === 1 ? 'baseline' : 'decision', adjustment_id: null, voted, explanatory },
    ...{ content_hash: hashOf({ ...voted, ...explanatory }), ...more },
  };
}

const lines = [1, 2].map(
  (number) => `township\t2026\t00${number}\tproject-${number}\t云溪镇\t${titles[number - 1]}`,
);
const seed = '20260902 07 11 19';
const evidence = [{ text: '现场所见', href: null }];

function lookbackRows(): Record<string, Loose[]> {
  const positions = [...drawSample({ lines, seed, perStratum: 2, strata: 'none' }, sha256)];
  const talks = { residents: 6, satisfied: 4, fairly_satisfied: 1, dissatisfied: 1 };
  const says = { residents: talksInWords({ ...talks, fairly: talks.fairly_satisfied }) };
  const content = {
    ...{ format: 1, scopeHash: scopeHash(lines, sha256) },
    draws: [{ number: 1, seed, reason: null }],
    sample: [1, 2].map((number) => ({
      ...{ congress: '云溪镇', year: 2026, number, title: titles[number - 1] ?? '', ...says },
      ...{ site: '坏了不能用', maintained: '无人管护' },
    })),
    answers: { yes: 1, partly: 0, no: 1, no_data: 0, open: 0 },
    questions: {
      own: [{ code: 'own-1', part: '项目', text: '夜里亮不亮？', yes: 1 }],
      leftOut: [{ code: 'residents-say', text: '受益群众怎么说？', reason: '另有调查' }],
    },
    findings: [
      {
        ...{ number: 1, subject: '云溪镇 2026 年“村道硬化”', grade: '严重问题', content: '坏了' },
        ...{ evidence, replies: [], rectification: '', withdrawn: null },
      },
    ],
  };
  const lookback_id = 'lookback';
  return {
    lookbacks: [
      {
        ...{
          congress_id: 'county',
          id: lookback_id,
          title: '回头看',
          strata: 'none',
          sample_size: 2,
        },
        ...{ state: 'reported', scope_hash: content.scopeHash },
        ...{ report: loose(content), report_hash: hashOf(loose(content)) },
        questions: loose({
          own: [
            { code: 'own-1', part: 'project', method: 'site', text: '夜里亮不亮？', hint: null },
          ],
          leftOut: [{ code: 'residents-say', reason: '另有调查' }],
        }),
      },
    ],
    'lookback-scopes': lines.map((line, index) => ({
      ...{ lookback_id, position: index + 1, reviewed_id: 'township', line },
      project_id: `project-${index + 1}`,
    })),
    'lookback-draws': [
      {
        ...{ id: 'draw', lookback_id, number: 1, seed, positions, reason: null },
        ...{ announced_at: '2026-09-01T01:00:00.000Z', seed_due_at: '2026-09-02T12:00:00.000Z' },
        drawn_at: '2026-09-02T13:00:00.000Z',
      },
    ],
    'lookback-checks': ['yes', 'no'].map((answer, index) => ({
      ...{ id: `check-${index + 1}`, lookback_id, year: 2026, project_id: 'project-1' },
      ...{ question: index === 0 ? 'own-1' : 'still-works', method: 'desk', told: answer, answer },
    })),
    'site-checks': [1, 2].map((number) => ({
      ...{ id: `site-${number}`, lookback_id, project_id: `project-${number}` },
      ...{ checked_on: '2026-09-10', works: 'broken', maintained: 'no', photo_id: null },
    })),
    'resident-talks': [1, 2].map((number) => ({
      ...{ lookback_id, project_id: `project-${number}`, ...talks },
    })),
    findings: [
      {
        ...{ id: 'finding', lookback_id, number: 1, year: 2026, project_id: 'project-1', evidence },
        ...{ area: 'project', grade: 'serious', content: '坏了', withdrawn_reason: null },
      },
    ],
    'finding-replies': [{ id: 'reply', finding_id: 'finding', agrees: true, content: '认可' }],
  };
}

/** An opinion rated badly and answered again, rectifications closed and reopened. */
function reviewRows(): Record<string, Loose[]> {
  const rectification = (id: string, origin: string, originId: string, state: string) => ({
    ...{ id, number: 1, origin, origin_id: originId, project_id: 'project-1', state },
    ...{ due_on: '2026-12-01', closed_on: state === 'closed' ? '2026-10-20' : null },
  });
  const answer = (number: number) => ({
    ...{ id: `answer-${number}`, rectification_id: 'rect-test', number, answered_on: '2026-08-01' },
  });
  const recheck = (on: string, result: string, checked_on: string) => ({
    ...{ id: `recheck-${on}-${result}`, rectification_id: 'rect-test', answer_id: on, result },
    ...{ checked_on, new_due_on: result === 'closed' ? null : '2026-12-01' },
  });
  return {
    opinions: [
      {
        ...{ id: 'opinion', number: 1, project_id: 'project-1', state: 'closed' },
        ...{ handed_over_on: '2026-05-01', due_on: '2026-06-01', declined_reason: null },
      },
    ],
    'opinion-answers': [1, 2].map((number) => ({
      ...{ id: `told-${number}`, opinion_id: 'opinion', number, content: '已办' },
    })),
    'opinion-ratings': [
      { answer_id: 'told-1', grade: 'dissatisfied', reason: '没有解决' },
      { answer_id: 'told-2', grade: 'satisfied', reason: null },
    ],
    rectifications: [
      rectification('rect-test', 'satisfaction', 'result-2', 'closed'),
      rectification('rect-finding', 'finding', 'finding', 'issued'),
    ],
    'rectification-answers': [answer(1), answer(2)],
    'rectification-rechecks': [
      recheck('answer-1', 'closed', '2026-08-10'),
      recheck('answer-1', 'reopened', '2026-09-10'),
      recheck('answer-2', 'closed', '2026-10-20'),
    ],
  };
}

const proposed = loose({ ...votedOf(candidate(titles[0])), totalTenThousandYuan: '150' });

const plan = {
  ...{
    number: 1,
    department_id: 'roads',
    person_in_charge: '王明',
    goal: '建成',
    safeguards: '专班',
  },
  ...{ starts_on: '2026-03-01', finishes_on: '2026-11-30' },
};
const promised = planForHash({
  ...{ number: 1, departmentId: 'roads', personInCharge: '王明', goal: '建成', safeguards: '专班' },
  ...{ startsOn: '2026-03-01', finishesOn: '2026-11-30', goals: [], milestones: [] },
  funding: [{ origin: 'county', amount: '120' }],
});

function voteRows(): Record<string, Loose[]> {
  const decision = {
    meeting_id: 'meeting',
    due: 47,
    present: 45,
    votes_against: 0,
    votes_abstain: 0,
  };
  const hash = hashOf({ kind: 'change', proposed });
  return {
    years: [{ id: 'year', year: 2026 }],
    meetings: [{ id: 'meeting', year_id: 'year', name: '第五次会议', roll_hash: null }],
    decisions: [
      { ...decision, id: 'adopted', subject: 'rule_sheet', votes_for: 45, carried: true },
      {
        ...{ ...decision, id: 'adjusted', subject: 'adjustment', votes_for: 30, carried: true },
        ...{ subject_id: 'adjustment', subject_hash: hash, title: '第1号“村道硬化”调整内容' },
      },
    ],
    'candidate-lists': [{ id: 'list', meeting_id: 'meeting', list_hash: hashOf(list) }],
    'candidate-list-items': versions.map(({ id }, index) => ({
      ...{ list_id: 'list', number: index + 1, candidate_version_id: id },
    })),
    'candidate-versions': versions.map(loose),
    'rule-sheets': [{ id: 'sheet', current_version_id: 'sheet-1' }],
    'rule-sheet-versions': [
      {
        id: 'sheet-1',
        rule_sheet_id: 'sheet',
        number: 1,
        document: loose(document),
        content_hash: sheetHash,
      },
    ],
    'tie-decisions': [
      {
        ...{ id: 'tie', round_id: 'vote', report_id: 'report-vote', method: 'presidium' },
        ...{ tied: [2, 3], chosen: [2], reason: '按受益人数' },
      },
    ],
    projects: [1, 2].map((number) => ({
      ...{ id: `project-${number}`, number, state: 'underway', round_id: 'vote' },
      baseline_version_id: `version-${number}`,
    })),
    'project-texts': [
      text(1, 1),
      text(1, 2, { adjustment_id: 'adjustment', voted: proposed }),
      text(2, 1),
    ],
    plans: [{ ...plan, id: 'plan', project_id: 'project-1' }],
    'plan-funding': [{ plan_id: 'plan', position: 1, origin: 'county', amount: '120.0000' }],
    adjustments: [
      {
        ...{
          id: 'adjustment',
          project_id: 'project-1',
          kind: 'change',
          proposed,
          state: 'approved',
        },
        ...{ decision_id: 'adjusted', round_id: null },
      },
    ],
  };
}

/** The round that decides the adjustment by secret ballot, where a test puts it into a year. */
export function matterRound(): Loose {
  const input: DecisionInput = {
    ...{ kind: 'decision', body: 'congress', due: 47, present: 45 },
    quorum: document.vote.quorum,
    channels: [{ name: 'paper', issued: 45, returned: 45, void: 0 }],
    projects: [{ number: 1, title: '调整内容', for: 30, against: 10, abstain: 5 }],
  };
  const decided = decideDecision(input);
  const content = loose({
    ...{
      ...hall,
      form: 'each',
      places: 1,
      candidateListHash: null,
      decision: { body: 'congress' },
    },
    ...{ threshold: decided.threshold, validity: decided.valid, next: decided.next, tied: [] },
    tieRule: 'neither',
    projects: decided.projects.map((one) => ({
      ...one,
      versionHash: hashOf({ kind: 'change', proposed }),
    })),
  });
  const named = ['调整内容：赞成30票，反对10票，弃权5票，通过'];
  const round = { id: 'matter', kind: 'decision', title: '调整' };
  return result(round, content, decisionFile(input), named);
}

/** A sound year with something of every kind that is checked. */
export function bundleYear(): BundleYear {
  const made = (round: string, loaded: Loose): BundleYear['trail'][number] => {
    const [first] = Array.isArray(loaded.reports) ? loaded.reports : [];
    const hash = loose({ first }).first;
    return {
      ...{ event: 'report-made', by: 'clerk' },
      subjects: { round, report: `report-${round}`, hash: loose(Object(hash)).hash ?? null },
    };
  };
  const results = { vote: vote(), test: test() };
  const said = (event: string, subjects: Loose, by = 'clerk') => ({ event, subjects, by });
  const [version] = versions;
  return {
    rows: {
      ...voteRows(),
      'satisfaction-results': testRows(),
      ...lookbackRows(),
      ...reviewRows(),
      papers: [],
    },
    results,
    trail: [
      said('rule-sheet-adopted', { meeting: 'meeting', sheet: 'sheet', hash: sheetHash }),
      said('candidates-sealed', { meeting: 'meeting', list: 'list', hash: hashOf(list) }),
      null,
      said('round-created', { meeting: 'meeting', round: 'vote' }),
      made('vote', results.vote),
      said('tie-decided', { meeting: 'meeting', round: 'vote', report: 'report-vote' }),
      said('project-created', { project: 'project-1', hash: version?.content_hash ?? '' }),
      said('result-announced', { round: 'vote', announcement: 'announcement-vote' }),
      said('test-created', { meeting: 'meeting', round: 'test' }),
      made('test', results.test),
      said('result-announced', { round: 'test', announcement: 'announcement-test' }),
      said('plan-published', { project: 'project-1', plan: 'plan', hash: hashOf(promised) }),
      said('opinion-answered', { opinion: 'opinion' }),
      said('opinion-answered', { opinion: 'opinion' }),
      said('adjustment-published', { project: 'project-1', adjustment: 'adjustment' }),
      said('rectification-issued', { rectification: 'rect-test' }),
      said('rectification-answered', { rectification: 'rect-test' }, 'department'),
      said('rectification-closed', { rectification: 'rect-test' }),
      said('rectification-reopened', { rectification: 'rect-test' }),
      said('rectification-answered', { rectification: 'rect-test' }, 'department'),
      said('rectification-closed', { rectification: 'rect-test' }),
      said('finding-replied', { finding: 'finding' }),
    ],
  };
}

/** An archive that nobody looks into: the verifier has tests of its own. */
export const noArchive = async (): Promise<Verification> => {
  throw new Error('this year has no electronic ballots');
};
