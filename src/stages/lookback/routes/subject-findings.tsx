import { randomUUID } from 'node:crypto';
import { FindingsCard } from '../../../../views/lookback/findings.tsx';
import { type Attempt, formOf } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import type { ChecklistItem, Subject } from '../checklist/checklist.ts';
import { listFindings } from '../findings/finding-store.ts';
import type { Lookback } from '../lookback-store.ts';
import { showFinding } from './finding-props.ts';

/** The findings about one subject of a look-back, with the form where one may be recorded. */
export async function subjectFindings(
  visit: Visit,
  of: {
    readonly lookback: Lookback;
    readonly subject: Subject;
    readonly items: readonly ChecklistItem[];
    /** The address that the form is sent to. */
    readonly action: string;
    readonly attempt: Attempt | null;
    /** Whether nothing may be added about this subject now. */
    readonly closed?: boolean;
  },
) {
  const { lookback, subject, items, attempt } = of;
  const here = `/c/${lookback.congressId}/lookbacks/${lookback.id}/findings`;
  const all = await listFindings(visit.database, lookback.congressId, lookback.id);
  const findings = all.filter(
    (one) =>
      one.reviewedId === subject.reviewedId &&
      one.year === subject.year &&
      one.projectId === subject.projectId,
  );
  // What was not done is proposed as evidence first; the rest may be chosen too.
  const wrong = ({ told, confirmed }: ChecklistItem) =>
    ['no', 'partly'].includes(confirmed?.answer ?? told.answer);
  const questions = [...items.filter(wrong), ...items.filter((item) => !wrong(item))];
  return (
    <FindingsCard
      findings={findings.map((one) => showFinding(one, `${here}/${one.id}`))}
      edit={
        visit.holds('clerk') && lookback.state === 'drawn' && of.closed !== true
          ? {
              form: { ...formOf(attempt, 'record-finding'), scope: 'record-finding' },
              ...{ action: of.action, actId: randomUUID() },
              questions: questions.map(({ code, text, told, confirmed }) => ({
                ...{ value: code, text, hint: confirmed?.note ?? told.why },
              })),
            }
          : null
      }
    />
  );
}
