import { type CountTotals, sumTotals } from '../../rules/count-totals.ts';
import { type GradeCode, type GradeCounts, gradeOf, noGrades } from '../../rules/grades.ts';
import type { SatisfactionInput, Statement } from '../../rules/outcome/input.ts';
import { decideSatisfaction } from '../../rules/outcome/satisfaction.ts';
import { judgeValidity } from '../../rules/outcome/validity.ts';
import { reviewSettings } from '../../rules/review-settings.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { countedParts } from './decide-round.ts';
import type { Round } from './round-store.ts';

/** One graded line of a test: a project, or a sub-item of it. */
export interface DecidedLine {
  readonly number: number;
  readonly title: string;
  readonly projectId: string;
  readonly part: string | null;
  readonly grades: GradeCounts;
  /** Valid papers that give this line no grade. */
  readonly ungraded: number;
  /** Null only where the base is not known. */
  readonly verdict: GradeCode | null;
  readonly why: string;
  /** Whether its grades add up to another number than those of the other lines. */
  readonly doubtful: boolean;
}

/** A satisfaction test decided by the rule sheet that it was prepared under. */
export interface DecidedTest {
  readonly input: SatisfactionInput;
  readonly lines: readonly DecidedLine[];
  readonly base: SatisfactionInput['base'];
  readonly baseCount: number;
  /** More than half of the base, which 满意 (with 基本满意) must reach. */
  readonly needed: number;
  /** The rule in words, as reports print it. */
  readonly rule: string;
  readonly valid: boolean | null;
  readonly reasons: readonly Statement[];
  readonly warnings: readonly Statement[];
}

const baseNames = { members: '全体组成人员', present: '出席人员', valid: '有效票' } as const;

/**
 * Decides a counted satisfaction test, all channels together (Zhenhai's rule; the base of the rule
 * sheet). A channel that is not counted is a programming error.
 */
export function decideTest(
  round: Round,
  document: RuleSheetDocument,
  paper: CountTotals | null,
): DecidedTest {
  const parts = countedParts(round, paper);
  const [first, ...others] = parts.map((part) => part.figures);
  if (first === undefined) throw new Error('a test without a counted channel is not decided');
  if (document.vote === undefined) throw new Error('a round under a sheet without a vote');
  const totals = sumTotals(
    round.items.map((item) => item.number),
    parts.map((part) => part.totals),
  );
  const base = reviewSettings(document, document.level).verdictBase;
  const known = { members: round.due, present: round.present, valid: totals.valid };
  const baseCount = known[base] ?? 0;
  const counted = round.items.map((item, index) => {
    const grades = totals.items[index]?.grades ?? noGrades;
    return { item, grades, ungraded: totals.items[index]?.abstain ?? 0 };
  });
  const input: SatisfactionInput = {
    kind: 'satisfaction',
    base,
    baseCount,
    rows: counted.map(({ item, grades }) => ({
      title: item.title,
      counts: [grades.satisfied, grades.fairly_satisfied, grades.dissatisfied],
    })),
  };
  const outcome = decideSatisfaction(input);
  const { due, present } = round;
  const { quorum } = document.vote;
  const { valid, reasons } = judgeValidity({
    ...{ due, present, quorum, channels: [first, ...others] },
    body: round.body,
  });
  return {
    input,
    lines: counted.map(({ item, grades, ungraded }, index) => {
      const row = outcome.rows[index];
      if (row === undefined || item.projectId === null) throw new Error('a test grades projects');
      const { verdict, why, doubtful } = row;
      return {
        ...{ number: item.number, title: item.title, projectId: item.projectId, part: item.part },
        ...{ grades, ungraded, why, doubtful },
        verdict: verdict === null ? null : gradeOf(verdict),
      };
    }),
    base,
    baseCount,
    needed: Math.floor(baseCount / 2) + 1,
    rule: `满意票超过${baseNames[base]}半数的为满意，与基本满意票合计超过半数的为基本满意，其余为不满意`,
    valid,
    reasons,
    warnings: outcome.warnings,
  };
}
