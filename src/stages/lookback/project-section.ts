import type { Kysely } from 'kysely';
import type { LookbackSectionProps } from '../../../views/lookback/lookback-section.tsx';
import type { Tables } from '../../database/tables.ts';
import { dayInWords } from '../../rules/days.ts';
import { maintainedNames, worksNames } from '../../rules/lookback/site-names.ts';
import type { Project } from '../delivery/index.ts';
import { listFindingsOfProject } from './findings/finding-store.ts';
import { showFinding } from './routes/finding-props.ts';
import type { SiteCheck } from './site/site-store.ts';

const tones = { works: 'ok', partly: 'warn', broken: 'stop', gone: 'stop' } as const;

/**
 * The look-backs whose last draw has this project, the oldest first; for the public only those whose report
 * is out.
 */
export async function loadLookbackSection(
  database: Kysely<Tables>,
  project: Pick<Project, 'id' | 'congressId'>,
  everyone: boolean,
): Promise<LookbackSectionProps> {
  const rows = await database
    .selectFrom('record.lookback_scope as scope')
    .innerJoin('record.lookback as lookback', (join) =>
      join
        .onRef('lookback.congress_id', '=', 'scope.congress_id')
        .onRef('lookback.id', '=', 'scope.lookback_id'),
    )
    .innerJoin('record.congress as congress', 'congress.congress_id', 'lookback.congress_id')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('record.lookback_draw as draw')
          .select('draw.positions')
          .whereRef('draw.congress_id', '=', 'scope.congress_id')
          .whereRef('draw.lookback_id', '=', 'scope.lookback_id')
          .where('draw.positions', 'is not', null)
          .orderBy('draw.number', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('record.site_check as check')
          .innerJoin('record.act as act', (join) =>
            join
              .onRef('act.congress_id', '=', 'check.congress_id')
              .onRef('act.id', '=', 'check.act_id'),
          )
          .select(['check.checked_on', 'check.works', 'check.maintained'])
          .whereRef('check.congress_id', '=', 'scope.congress_id')
          .whereRef('check.lookback_id', '=', 'scope.lookback_id')
          .whereRef('check.project_id', '=', 'scope.project_id')
          .where('check.withdrawn_at', 'is', null)
          .orderBy('check.checked_on', 'desc')
          .orderBy('act.recorded_at', 'desc')
          .limit(1)
          .as('site'),
      (join) => join.onTrue(),
    )
    .select(['lookback.id', 'lookback.congress_id', 'lookback.title', 'congress.name'])
    .select(['site.checked_on', 'site.works', 'site.maintained'])
    .where('scope.reviewed_id', '=', project.congressId)
    .where('scope.project_id', '=', project.id)
    .whereRef('scope.position', '=', (column) => column.fn.any('last.positions'))
    .$if(everyone, (query) => query.where('lookback.state', 'in', ['reported', 'closed']))
    .orderBy('lookback.starts_on')
    .execute();
  const findings =
    rows.length === 0 ? [] : await listFindingsOfProject(database, project.congressId, project.id);
  // The staff of the reviewed congress reach a finding by its page there; the public by the look-back's.
  const pages = everyone ? null : `/c/${project.congressId}/findings`;
  return {
    lookbacks: rows.map((row) => ({
      ...{ title: row.title, congress: row.name },
      publicHref: `/p/${row.congress_id}/lookbacks/${row.id}`,
      site: siteOf(row),
      findings: findings
        .filter((one) => one.lookbackId === row.id)
        .map((one) => showFinding(one, pages === null ? null : `${pages}/${one.id}`)),
    })),
  };
}

function siteOf(row: {
  readonly checked_on: string | null;
  readonly works: SiteCheck['works'] | null;
  readonly maintained: SiteCheck['maintained'] | null;
}) {
  const { checked_on: on, works, maintained } = row;
  if (on === null || works === null || maintained === null) return null;
  const detail = `${maintainedNames[maintained]}，${dayInWords(on)}`;
  return { tone: tones[works], text: worksNames[works], detail };
}
