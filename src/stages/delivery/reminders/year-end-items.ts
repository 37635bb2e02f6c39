import { explanationDueOn, proposalDueOn } from '../../../rules/next-supervision.ts';
import { loadCongressSettings } from '../../meeting/index.ts';
import { listYearEnds } from '../next-year/next-year-store.ts';
import type { ReminderSource } from './source.ts';

/** What the end of a year asks of a congress: to decide about key supervision, and to be told what was not finished. */
export const yearEndsDue: ReminderSource = async (database, today) => {
  const ends = await listYearEnds(database, null, today);
  const settings = await loadCongressSettings(
    database,
    ends.map((one) => one.congressId),
  );
  return ends.flatMap((one) => {
    const { congressId, projectId, proposal } = one;
    const { yearEndDays } = settings(congressId);
    const name = `${one.year}年第${one.number}号“${one.title}”`;
    const about = { congressId, subjectId: projectId, projectId };
    const told = one.explanation?.meetingId ?? null;
    return [
      ...(proposal === null
        ? []
        : [
            {
              ...{ ...about, kind: 'key_supervision' as const },
              ...{
                dueOn: proposalDueOn(one, proposal, yearEndDays),
                what: `${name}是否列入重点督办的决定`,
              },
            },
          ]),
      ...(!one.unfinished || told !== null
        ? []
        : [
            {
              ...{ ...about, kind: 'explanation' as const },
              ...{
                dueOn: explanationDueOn(one, yearEndDays),
                what: `${name}未按期完工向大会的说明`,
              },
            },
          ]),
    ];
  });
};
