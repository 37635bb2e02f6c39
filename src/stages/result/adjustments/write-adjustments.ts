import { adjustmentKindNames, decidedBy } from '../../../rules/adjustment.ts';
import { ok, type Result } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { recordCountedDecision } from '../../meeting/index.ts';
import type { Round, RoundItem } from '../../voting/index.ts';
import { votedText } from '../project-text.ts';
import type { ReportContent } from '../report-content.ts';
import { adjustProject, lockProject, restoreProject } from './adjusted-project.ts';
import { adjustmentHash, lockAdjustmentRow, moveAdjustment } from './adjustment-rows.ts';

/** The report that is declared, and on which the decisions rest. */
interface Declared {
  readonly id: string;
  readonly content: ReportContent;
}

/**
 * Writes the decision on each adjustment of a declared round, with the counts of its report, and does to the
 * projects what was decided. A void round decides nothing: its adjustments wait again. The declaration of a
 * recount replaces the decisions of the earlier one, and takes back what they did where the result turned.
 * Does nothing for a vote or a test.
 *
 * Refuses with `later-adjustment` (a recount cannot take back what was built upon since).
 */
export async function writeAdjustments(
  act: Act,
  round: Round,
  report: Declared,
): Promise<Result<true>> {
  if (report.content.decision === undefined) return ok(true);
  for (const item of round.items) {
    const written = await writeOne(act, round, item, report);
    if (!written.ok) return written;
  }
  return ok(true);
}

async function writeOne(
  act: Act,
  round: Round,
  item: RoundItem,
  { id: reportId, content }: Declared,
): Promise<Result<true>> {
  const row = await lockAdjustmentRow(act, item.adjustmentId ?? '');
  const line = content.projects.find((one) => one.number === item.number);
  if (row === null || line === undefined) throw new Error('a decision has a matter and a count');
  // After a void declaration it may have gone another way: then a recount of this round decides nothing.
  if (row.round_id !== round.id || row.state === 'withdrawn') return ok(true);
  const carried = content.validity === false ? null : line.adopted === true;
  const next = decidedBy(row.state, carried);
  const project = await lockProject(act, row.project_id);
  const decisionId =
    carried === null
      ? null
      : await recordCountedDecision(
          act,
          {
            ...{ meetingId: round.meetingId, subject: 'adjustment', subjectId: row.id },
            ...{ subjectHash: adjustmentHash(row), title: `${round.title}：${item.title}` },
          },
          {
            ...{ due: round.due ?? 0, present: round.present ?? 0, bodyId: round.bodyId },
            ...{ sittingId: round.sittingId, reportId, carried, votesFor: line.for ?? 0 },
            ...{ votesAgainst: line.against ?? 0, votesAbstain: line.abstain ?? 0 },
          },
        );
  const turned = row.state !== next.state;
  await moveAdjustment(act, row.id, {
    ...{ state: next.state, decision_id: decisionId },
    decided_on: carried === null ? null : chinaDate(act.happenedAt),
    state_before: next.project === 'adjust' ? project.state : row.state_before,
    // Another result has to be told anew.
    ...(turned ? { published_at: null, published_where: null } : {}),
    ...(turned ? { reported_meeting_id: null, reported_on: null } : {}),
  });
  const proposed = row.proposed === null ? null : votedText.parse(row.proposed);
  const adjustment = { id: row.id, projectId: row.project_id, kind: row.kind, proposed };
  const effect = { ...adjustment, reason: row.reason };
  // A chair's declaration is never held up by a project that was finished meanwhile: nothing is left to adjust.
  const done =
    next.project === 'adjust'
      ? (await adjustProject(act, project, effect)).ok
      : next.project === 'keep';
  if (next.project === 'restore') {
    const restored = await restoreProject(act, project, {
      ...effect,
      stateBefore: row.state_before,
    });
    if (!restored.ok) return restored;
  }
  const kind = adjustmentKindNames[row.kind];
  const subjects = { project: project.id, adjustment: row.id, round: round.id };
  const numbered = { number: project.number, kind };
  if (decisionId !== null) {
    act.record({
      event: 'adjustment-decided',
      subjects: { ...subjects, decision: decisionId },
      detail: { ...numbered, result: resultOf(next.state === 'approved', next.project, done) },
    });
  } else {
    act.record({ event: 'adjustment-undecided', subjects, detail: numbered });
  }
  act.touch(`project:${project.id}`);
  return ok(true);
}

function resultOf(approved: boolean, project: string, done: boolean): string {
  if (project === 'restore') return '复核后不同意，项目恢复原样';
  if (!approved) return '不同意';
  return done ? '同意' : '同意（项目已经完工或终止，没有可以变更的）';
}
