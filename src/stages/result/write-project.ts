import { randomInt, randomUUID } from 'node:crypto';
import type { ProjectTable } from '../../database/tables/delivery.ts';
import { explanatoryOf, votedOf } from '../../rules/project-text.ts';
import { hashJson } from '../../trail/canonical.ts';
import type { Act } from '../../trail/perform-act.ts';
import type { CandidateContent } from '../candidates/index.ts';

const plateLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten characters that nobody confuses when they are typed from a plate on a wall. */
export function newPlateCode(): string {
  return Array.from({ length: 10 }, () => plateLetters[randomInt(plateLetters.length)]).join('');
}

/** A project with the text that it begins with. */
export interface NewProject {
  /** Made here unless the caller needs it beforehand. */
  readonly id?: string;
  readonly yearId: string;
  readonly number: number;
  readonly state: ProjectTable['state'];
  readonly decidedOn: string;
  readonly content: CandidateContent;
  /** The vote that adopted it; absent for a project of an older year. */
  readonly vote?: {
    readonly candidateId: string;
    readonly roundId: string;
    readonly versionId: string;
  };
  readonly planDueOn?: string;
  /** The paper or file that it was entered from; absent where it is kept here. */
  readonly source?: string;
}

/** Writes a project, public at once, with its baseline: version 1 of its text. Returns its id. */
export async function writeProject(act: Act, project: NewProject): Promise<string> {
  const { id = randomUUID(), vote, source } = project;
  const textId = randomUUID();
  await act.transaction
    .insertInto('record.project')
    .values({
      ...{ congress_id: act.congressId, id, year_id: project.yearId, number: project.number },
      ...{ state: project.state, decided_on: project.decidedOn, current_text_id: textId },
      ...(vote === undefined
        ? {}
        : {
            candidate_id: vote.candidateId,
            round_id: vote.roundId,
            baseline_version_id: vote.versionId,
          }),
      ...(source === undefined ? {} : { source }),
      ...{ plan_due_on: project.planDueOn ?? null, plate_code: newPlateCode() },
      ...{ published_at: act.recordedAt, act_id: act.id },
    })
    .execute();
  const voted = votedOf(project.content);
  const explanatory = explanatoryOf(project.content);
  await act.transaction
    .insertInto('record.project_text')
    .values({
      ...{ congress_id: act.congressId, id: textId, project_id: id, number: 1, kind: 'baseline' },
      ...{ voted: JSON.stringify(voted), explanatory: JSON.stringify(explanatory) },
      ...{ content_hash: hashJson({ ...voted, ...explanatory }), act_id: act.id },
    })
    .execute();
  return id;
}
