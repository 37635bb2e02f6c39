import type { ListedLookback } from '../../../../views/lookback/public-lookbacks.tsx';
import { dayInWords } from '../../../rules/days.ts';
import { rectificationStateNames } from '../../../rules/rectification.ts';
import type { PublicLookback } from '../public-list.ts';

function sampleOf({ drawn, draws, scopeSize }: PublicLookback): string {
  if (drawn === null) return `范围 ${scopeSize} 个项目，还没有抽样`;
  const again = draws > 1 ? `，共公布过 ${draws} 次抽样` : '';
  return `从 ${scopeSize} 个项目里抽中 ${drawn} 个${again}`;
}

function rectifiedOf({ rectifications }: NonNullable<PublicLookback['outcome']>): string {
  const told = (['issued', 'answered', 'reopened', 'closed'] as const)
    .filter((state) => rectifications[state] > 0)
    .map((state) => `${rectificationStateNames[state]} ${rectifications[state]} 件`);
  return told.length === 0 ? '没有要整改的' : told.join('，');
}

/** A programme of the public list in words. */
export function showPublicLookback(one: PublicLookback): ListedLookback {
  const years = [...new Set([one.fromYear, one.toYear])].join('—');
  const { outcome } = one;
  return {
    href: `/p/${one.congressId}/lookbacks/${one.id}`,
    ...{ title: one.title, purpose: one.purpose, stateName: one.stateName },
    closed: one.state === 'closed',
    when: `看${years}年度的项目，${dayInWords(one.startsOn)}起`,
    ...{ scopeHash: one.scopeHash, sample: sampleOf(one), redrawn: one.draws > 1 },
    outcome:
      outcome === null
        ? null
        : {
            ...{ reportedOn: dayInWords(outcome.reportedOn), conclusion: outcome.conclusion },
            findings: outcome.findings,
            replies: `${outcome.replied} 个有被检查单位的回应`,
            rectified: rectifiedOf(outcome),
            open: outcome.open,
          },
  };
}
