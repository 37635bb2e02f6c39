import type { SampleRow, YearRow } from '../../../../views/lookback/sample-cards.tsx';
import type { Part } from '../../../rules/lookback/chosen-questions.ts';
import { worksNames } from '../../../rules/lookback/site-names.ts';
import type { listConfirmed } from '../checklist/checklist.ts';
import { type ScopeEntry, sampledYears } from '../lookback-store.ts';
import type { SiteCheck } from '../site/site-store.ts';

type Confirmed = Awaited<ReturnType<typeof listConfirmed>>;

/** What was done for the sample so far. */
export interface CheckState {
  /** How many questions each checklist has. */
  readonly asked: Readonly<Record<Part, number>>;
  readonly confirmed: Confirmed;
  readonly siteChecks: readonly SiteCheck[];
  readonly findings: readonly {
    readonly reviewedId: string;
    readonly year: number | null;
    readonly projectId: string | null;
    readonly withdrawnReason: string | null;
  }[];
}

const tones = { works: 'ok', partly: 'warn', broken: 'stop', gone: 'stop' } as const;

/** The rows of the sample: `here` is the path of the programme. */
export function sampleRows(
  sample: readonly ScopeEntry[],
  state: CheckState,
  here: string,
): readonly SampleRow[] {
  return sample.map((one) => {
    const answered = state.confirmed.filter((other) => other.projectId === one.projectId).length;
    const site = state.siteChecks.find((other) => other.projectId === one.projectId);
    return {
      ...{ href: `${here}/projects/${one.projectId}`, congress: one.reviewedName },
      ...{ year: one.year, number: one.number, title: one.title },
      answered: `${answered} / ${state.asked.project}`,
      site:
        site === undefined
          ? { tone: 'info', text: '待核查' }
          : { tone: tones[site.works], text: worksNames[site.works] },
      findings: state.findings.filter(
        (other) => other.withdrawnReason === null && other.projectId === one.projectId,
      ).length,
    };
  });
}

/** The rows of the procedure checks. */
export function yearRows(
  sample: readonly ScopeEntry[],
  state: CheckState,
  here: string,
): readonly YearRow[] {
  return sampledYears(sample).map((one) => {
    const of = (other: { reviewedId: string; year: number | null; projectId: string | null }) =>
      other.projectId === null && other.reviewedId === one.reviewedId && other.year === one.year;
    return {
      href: `${here}/years/${one.reviewedId}/${one.year}`,
      name: `${one.reviewedName} ${one.year} 年`,
      answered: `${state.confirmed.filter(of).length} / ${state.asked.procedure}`,
      findings: state.findings.filter((other) => other.withdrawnReason === null && of(other))
        .length,
    };
  });
}
