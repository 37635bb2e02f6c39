import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { adjustmentKindNames, stillOwed } from '../../rules/adjustment.ts';
import type { WaitingMatter } from '../../rules/reminders.ts';
import { meetingBody } from '../meeting/index.ts';
import { listYearEnds } from './next-year/next-year-store.ts';
import { listOpinions } from './opinions/opinion-store.ts';
import { listIssuedRectifications } from './rectification/rectification-store.ts';

/** Something that the clerk of a congress has to do next, and where. */
export interface WaitingItem {
  readonly text: string;
  readonly href: string;
  /** What reminders call it, so that it is not named twice; null where nothing reminds of it. */
  readonly matter: WaitingMatter | null;
}

const owedWords = { notice: '决定待公布', report: '决定待向下次大会报告' } as const;

/** Requests to adjust that wait for a decision, and decisions that wait to be told. */
async function waitingAdjustments(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly WaitingItem[]> {
  const rows = await database
    .selectFrom('record.adjustment as one')
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'one.congress_id')
        .onRef('project.id', '=', 'one.project_id'),
    )
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .leftJoin('record.decision as decision', (join) =>
      join
        .onRef('decision.congress_id', '=', 'one.congress_id')
        .onRef('decision.id', '=', 'one.decision_id'),
    )
    .leftJoin('record.body as body', (join) =>
      join
        .onRef('body.congress_id', '=', 'decision.congress_id')
        .onRef('body.id', '=', 'decision.body_id'),
    )
    .select([
      'one.id',
      'one.kind',
      'one.state',
      'one.project_id',
      'one.published_at',
      'one.reported_on',
    ])
    .select('body.kind as body_kind')
    .select(sql<string>`text.voted ->> 'title'`.as('title'))
    .where('one.congress_id', '=', congressId)
    .where('one.state', 'in', ['requested', 'approved', 'refused'])
    .orderBy('one.requested_on')
    .execute();
  return rows.flatMap((row) => {
    const href = `/c/${congressId}/projects/${row.project_id}/adjustments`;
    const name = `${row.title}：${adjustmentKindNames[row.kind]}`;
    if (row.state === 'requested') return [{ text: `${name}的申请等决定`, href, matter: null }];
    const told = { published: row.published_at !== null, reported: row.reported_on !== null };
    return stillOwed({ state: row.state, ...told }, meetingBody(row.body_kind ?? 'plenary')).map(
      (owed) => ({
        text: `${name}的${owedWords[owed]}`,
        href,
        matter: owed === 'report' ? { kind: 'adjustment', subjectId: row.id } : null,
      }),
    );
  });
}

/** What waits for the clerk: opinions to hand over, adjustments, answers to re-check; oldest first in each. */
export async function listWaiting(
  database: Kysely<Tables>,
  congressId: string,
  today: string,
): Promise<readonly WaitingItem[]> {
  const base = `/c/${congressId}`;
  const [opinions, adjustments, issued, ends] = await Promise.all([
    listOpinions(database, congressId, { state: 'raised' }),
    waitingAdjustments(database, congressId),
    listIssuedRectifications(database, congressId, 'answered'),
    listYearEnds(database, congressId, today),
  ]);
  const proposed = ends.filter((one) => one.proposal !== null).length;
  const untold = ends.filter(
    (one) => one.unfinished && (one.explanation?.meetingId ?? null) === null,
  ).length;
  const next = `${base}/supervision/next-year`;
  return [
    ...opinions.map((one) => ({
      text: `${one.year}年第${one.number}号意见等交办：${one.projectTitle ?? one.content.slice(0, 20)}`,
      href: `${base}/opinions/${one.id}`,
      matter: { kind: 'hand_over' as const, subjectId: one.id },
    })),
    ...adjustments,
    ...(proposed === 0
      ? []
      : [
          {
            text: `${proposed} 个项目建议列入重点督办，等决定`,
            ...{ href: next, matter: { kind: 'key_supervision' as const, subjectId: null } },
          },
        ]),
    ...(untold === 0
      ? []
      : [
          {
            text: `${untold} 个项目没有按期完工，要向大会说明`,
            ...{ href: next, matter: { kind: 'explanation' as const, subjectId: null } },
          },
        ]),
    ...issued.map((one) => ({
      text: `第${one.number}号整改已答复，等复查：${one.projectTitle ?? one.unitName}`,
      href: `${base}/rectifications/${one.id}`,
      matter: { kind: 'recheck' as const, subjectId: one.id },
    })),
  ];
}
