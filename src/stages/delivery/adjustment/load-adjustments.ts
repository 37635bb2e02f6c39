import type { Kysely } from 'kysely';
import type { AdjustmentProps } from '../../../../views/delivery/adjustment-props.ts';
import type { Tables } from '../../../database/tables.ts';
import { adjustmentKindNames, adjustmentStateNames, stillOwed } from '../../../rules/adjustment.ts';
import { dayInWords } from '../../../rules/days.ts';
import { roundEnded, roundStateNames } from '../../../rules/lifecycle.ts';
import type { VotedText } from '../../../rules/project-text.ts';
import type { Project } from '../project-store.ts';
import { listProjectTexts } from '../text/text-store.ts';
import { type Adjustment, listAdjustments } from './adjustment-store.ts';
import { changesOf } from './create-round.ts';

/** The adjustments of a project, the newest first, each with what changes and what is still owed. */
export async function loadAdjustments(
  database: Kysely<Tables>,
  project: Project,
): Promise<readonly AdjustmentProps[]> {
  const [adjustments, texts] = await Promise.all([
    listAdjustments(database, project.congressId, project.id),
    listProjectTexts(database, project.congressId, project.id),
  ]);
  return adjustments.map((one) => {
    const written = texts.findIndex((text) => text.adjustmentId === one.id);
    // An approved change is compared with the text before it, any other with the one that stands.
    const before = written > 0 ? (texts[written - 1]?.voted ?? project.voted) : project.voted;
    return toProps(one, before, project.congressId);
  });
}

function toProps(one: Adjustment, before: VotedText, congressId: string): AdjustmentProps {
  const { proposed, decision } = one;
  return {
    ...{ id: one.id, reason: one.reason, state: one.state, requestedOn: one.requestedOn },
    ...{ requestedByName: one.requestedByName, decidedOn: one.decidedOn },
    ...{
      publishedWhere: one.publishedWhere,
      hasPaper: one.paperId !== null,
      paperPublic: one.paperPublic,
    },
    kindName: adjustmentKindNames[one.kind],
    stateName: adjustmentStateNames[one.state],
    changes: proposed === null ? [] : changesOf(before, proposed),
    round: roundInWords(one, congressId),
    decision: decision === null ? null : decisionInWords(decision),
    reported:
      one.reportedOn === null
        ? null
        : `${dayInWords(one.reportedOn)}向${one.reportedMeetingName ?? ''}报告`,
    owed: stillOwed(
      { state: one.state, published: one.published, reported: one.reportedOn !== null },
      decision?.decidedBy ?? 'congress',
    ),
  };
}

/** The round that votes or voted on it, with what came of it; null where none does. */
function roundInWords({ round, state }: Adjustment, congressId: string): AdjustmentProps['round'] {
  if (round === null) return null;
  const open = !roundEnded(round.state);
  const undecided = state === 'requested' && !open;
  return {
    ...{ title: round.title, meetingName: round.meetingName, open },
    href: `/c/${congressId}/m/${round.meetingId}/r/${round.id}`,
    // The result of a round that was announced is public.
    publicHref: round.state === 'announced' ? `/p/${congressId}/r/${round.id}` : null,
    state: `${roundStateNames[round.state]}${undecided ? '，没有作出决定' : ''}`,
  };
}

function decisionInWords(decision: NonNullable<Adjustment['decision']>): string {
  const { due, present, votesFor, votesAgainst, votesAbstain } = decision;
  const who = decision.decidedBy === 'congress' ? decision.meetingName : '人大常委会';
  return `${who}：应到 ${due} 人，实到 ${present} 人，赞成 ${votesFor}，反对 ${votesAgainst}，弃权 ${votesAbstain}`;
}
