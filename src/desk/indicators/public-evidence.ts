import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Evidence } from '../../rules/indicators/indication.ts';
import type { YearRecord } from '../../rules/indicators/year-record.ts';
import { platePath } from '../../stages/delivery/index.ts';
import { evidenceName, type ShownEvidence } from './show-evidence.ts';

/** Plates of the published projects of a year, and projects of its published opinions. */
async function publicPlates(database: Kysely<Tables>, record: YearRecord) {
  const { congressId, yearId } = record;
  const { rows } = await sql<{ project_id: string; plate_code: string; opinion_id: string | null }>`
    select project.id as project_id, project.plate_code, opinion.id as opinion_id
      from record.project project
      left join record.opinion opinion
        on opinion.congress_id = project.congress_id and opinion.project_id = project.id
       and opinion.published_at is not null
     where project.congress_id = ${congressId} and project.year_id = ${yearId}
       and project.published_at is not null`.execute(database);
  return rows;
}

/**
 * What of an indication's evidence anybody may open: announced results, and the public pages of published
 * projects with their published opinions. The rest is named without a link.
 */
export async function publicEvidence(
  database: Kysely<Tables>,
  record: YearRecord,
): Promise<(evidence: Evidence) => ShownEvidence> {
  const plates = await publicPlates(database, record);
  const announced = record.votes.filter((one) => one.announcedOn !== null);
  const pageOf = (evidence: Evidence): string | null => {
    if (evidence.kind === 'round') {
      const known = announced.some(({ roundId }) => roundId === evidence.roundId);
      return known ? `/p/${record.congressId}/r/${evidence.roundId}` : null;
    }
    const plate = plates.find(
      (one) =>
        (evidence.kind === 'project' && one.project_id === evidence.projectId) ||
        (evidence.kind === 'opinion' && one.opinion_id === evidence.opinionId),
    );
    return plate === undefined ? null : platePath(plate.plate_code);
  };
  return (evidence) => ({ text: evidenceName(evidence), href: pageOf(evidence) });
}
