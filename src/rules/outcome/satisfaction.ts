import { type Figure, type SatisfactionInput, type Statement, sumFigures } from './input.ts';

/** The three verdicts; a satisfaction row is graded in the same words. */
export type Verdict = '满意' | '基本满意' | '不满意';

/** One row's result. `verdict` is null while a figure that decides it is unpublished. */
export interface RowOutcome {
  readonly title: string;
  readonly verdict: Verdict | null;
  /** One Chinese sentence with the rule that it follows from. */
  readonly why: string;
  /** Whether the row's votes add up to another number than the other rows'. */
  readonly doubtful: boolean;
}

/** The result of a satisfaction test, as printed by `npm run -s outcome`. */
export interface SatisfactionOutcome {
  readonly rows: readonly RowOutcome[];
  readonly warnings: readonly Statement[];
}

type Row = SatisfactionInput['rows'][number];

const baseNames: Readonly<Record<SatisfactionInput['base'], readonly [string, string]>> = {
  members: ['全体组成人员', '人'],
  present: ['出席人员', '人'],
  valid: ['有效票', '张'],
};

/**
 * Reaches the verdict of each row by the rule published in Zhenhai (镇海): 满意 over half of the base is
 * 满意; else 满意 and 基本满意 together over half is 基本满意; else, exactly half included, 不满意. A row
 * whose sum differs from the other rows' gets its verdict and is doubtful.
 */
export function decideSatisfaction(input: SatisfactionInput): SatisfactionOutcome {
  const sums = input.rows.map((row) => sumFigures(row.counts));
  const common = commonSum(sums, input.base === 'valid' ? input.baseCount : null);
  const rows = input.rows.map((row, index) => {
    const sum = sums[index] ?? null;
    const doubtful = sum !== null && common !== null && sum !== common;
    return { title: row.title, ...judgeRow(row, input), doubtful };
  });
  const doubts = rows.flatMap((row, index) =>
    row.doubtful ? [describeDoubt(row.title, index, sums)] : [],
  );
  return { rows, warnings: [...doubts, ...warnUnanimous(input.rows)] };
}

function judgeRow(
  { counts: [satisfied, fairly] }: Row,
  { base, baseCount }: SatisfactionInput,
): Pick<RowOutcome, 'verdict' | 'why'> {
  if (baseCount === null) return { verdict: null, why: '基数未公布，无法得出测评结果。' };
  const needed = Math.floor(baseCount / 2) + 1;
  const [name, unit] = baseNames[base];
  const half = `${name}${baseCount}${unit}的半数（需要${needed}票）`;
  const source = '（票决办法中满意度测评的规定）';
  if (satisfied === null) return { verdict: null, why: '满意票数未公布，无法得出测评结果。' };
  if (satisfied >= needed) {
    const why = `满意${satisfied}票，超过${half}，测评结果为“满意”。${source}`;
    return { verdict: '满意', why };
  }
  if (fairly === null) return { verdict: null, why: '基本满意票数未公布，无法得出测评结果。' };
  const both = satisfied + fairly;
  const reckoned = `满意${satisfied}票，与基本满意${fairly}票合计${both}票，`;
  if (both >= needed) {
    const why = `${reckoned}超过${half}，测评结果为“基本满意”。${source}`;
    return { verdict: '基本满意', why };
  }
  return { verdict: '不满意', why: `${reckoned}未超过${half}，测评结果为“不满意”。${source}` };
}

/**
 * The sum that most rows share. Where several are equally frequent, the number of valid papers
 * decides if it is one of them; else −1, which no row has: then all are doubtful.
 */
function commonSum(sums: readonly Figure[], validPapers: Figure): number | null {
  const times = new Map<number, number>();
  for (const sum of sums) {
    if (sum !== null) times.set(sum, (times.get(sum) ?? 0) + 1);
  }
  const most = Math.max(...times.values());
  const frequent = [...times].filter(([, count]) => count === most).map(([sum]) => sum);
  if (frequent.length > 1) return frequent.find((sum) => sum === validPapers) ?? -1;
  return frequent[0] ?? null;
}

function describeDoubt(title: string, index: number, sums: readonly Figure[]): Statement {
  const others = [...new Set(sums.filter((sum) => sum !== null && sum !== sums[index]))];
  const text =
    `第${index + 1}行“${title}”合计${sums[index]}票，其他行合计${others.join('、')}票；` +
    '测评结果照算，请核对原始记录。';
  return { code: 'row-sum-differs', text };
}

function warnUnanimous(rows: readonly Row[]): Statement[] {
  const unanimous = rows.every(
    ({ counts: [satisfied, fairly, dissatisfied] }) =>
      satisfied !== null && satisfied > 0 && fairly === 0 && dissatisfied === 0,
  );
  if (!unanimous) return [];
  return [{ code: 'unanimous', text: '所有项目都是全票满意，请看看测评是否流于形式。' }];
}
