import type { SatisfactionSectionProps } from '../../../views/satisfaction/satisfaction-section.tsx';
import { dayInWords } from '../../rules/days.ts';
import { gradeNames } from '../../rules/grades.ts';
import { chinaDate } from '../../web/china-time.ts';
import type { Visit } from '../../web/visit.ts';
import { listRectificationsFrom, type Project, platePath } from '../delivery/index.ts';
import { loadThreeColumns, type ShownTest, type ThreeColumns } from './three-columns.ts';

/** Where a deputies' test can be read: its public result page; null where it was held elsewhere. */
export function publicTestPath(congressId: string): (test: ShownTest) => string | null {
  return (test) =>
    test.roundId === null || !test.published ? null : `/p/${congressId}/r/${test.roundId}`;
}

/**
 * The section of a project's page about satisfaction. `base` is null on the public page, which shows what
 * was published and nothing to do.
 */
export async function loadSatisfactionSection(
  visit: Visit,
  project: Project,
  base: string | null,
): Promise<SatisfactionSectionProps> {
  const { congressId } = project;
  const looking = { today: chinaDate(visit.now), publicOnly: base === null };
  const columns = (await loadThreeColumns(visit.database, [project], looking)).get(project.id);
  if (columns === undefined) throw new Error('every project that was asked for has columns');
  return {
    columns,
    testPath: publicTestPath(congressId),
    judgePath: base !== null && visit.holds('party_committee') ? `${base}/party-judgement` : null,
    plate: base === null && project.state !== 'ended' ? platePath(project.plateCode) : null,
    low: base === null ? [] : await lowVerdicts(visit, project, columns, base),
  };
}

/** What a verdict of 不满意 led to: a rectification, and a second test after it. */
async function lowVerdicts(
  visit: Visit,
  project: Project,
  { deputies }: ThreeColumns,
  base: string,
): Promise<SatisfactionSectionProps['low']> {
  const low = deputies.filter((test) => test.verdict === 'dissatisfied');
  const issued = await listRectificationsFrom(
    visit.database,
    project.congressId,
    'satisfaction',
    low.map((test) => test.id),
  );
  return low.flatMap((test) => {
    const one = issued.find((each) => each.originId === test.id);
    const when = `${dayInWords(test.testedOn)}测评为“${gradeNames[test.verdict]}”`;
    if (one !== undefined) {
      const done =
        one.state === 'closed' ? `，${dayInWords(one.closedOn ?? '')}销号` : '，尚未销号';
      const again = deputies.some((each) => each.testedOn > test.testedOn)
        ? '，已再次测评'
        : '，整改后应再次测评';
      return [
        {
          text: `${when}，已发整改第 ${one.number} 号（${dayInWords(one.dueOn)}前）${done}${again}。`,
          href: `/c/${project.congressId}/rectifications/${one.id}`,
          action: '查看整改',
        },
      ];
    }
    const clerk = visit.holds('clerk');
    const href = clerk ? `${base}/rectify/${test.id}` : null;
    return [{ text: `${when}，还没有发出整改。`, href, action: '限期整改' }];
  });
}
