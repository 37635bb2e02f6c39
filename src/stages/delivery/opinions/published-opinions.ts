import type { Kysely } from 'kysely';
import type { PublicOpinion } from '../../../../views/delivery/public-opinions.tsx';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { gradeNames } from '../../../rules/grades.ts';
import {
  answerResultNames,
  opinionOriginNames,
  opinionStateNames,
} from '../../../rules/opinion.ts';

/** The published opinions of a project in their public wording, with answers and ratings: two queries. */
export async function loadPublishedOpinions(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly PublicOpinion[]> {
  const opinions = await database
    .selectFrom('record.opinion as opinion')
    .leftJoin('record.organisation as department', 'department.id', 'opinion.department_id')
    .select(['opinion.id', 'opinion.number', 'opinion.origin', 'opinion.state', 'opinion.due_on'])
    .select(['opinion.public_content', 'department.name as department'])
    .where('opinion.congress_id', '=', congressId)
    .where('opinion.project_id', '=', projectId)
    .where('opinion.published_at', 'is not', null)
    .orderBy('opinion.number')
    .execute();
  if (opinions.length === 0) return [];
  const answers = await database
    .selectFrom('record.opinion_answer as answer')
    .leftJoin('record.opinion_rating as rating', (join) =>
      join
        .onRef('rating.congress_id', '=', 'answer.congress_id')
        .onRef('rating.answer_id', '=', 'answer.id'),
    )
    .select(['answer.opinion_id', 'answer.result', 'answer.content', 'answer.answered_on'])
    .select(['rating.grade', 'rating.entered_by_clerk'])
    .where('answer.congress_id', '=', congressId)
    .where(
      'answer.opinion_id',
      'in',
      opinions.map((one) => one.id),
    )
    .orderBy('answer.number')
    .execute();
  return opinions.map((one) => ({
    ...{ number: one.number, content: one.public_content ?? '', department: one.department },
    originName: opinionOriginNames[one.origin],
    stateName: opinionStateNames[one.state],
    closed: one.state === 'closed',
    dueOn: one.due_on === null ? null : dayInWords(one.due_on),
    answers: answers
      .filter((answer) => answer.opinion_id === one.id)
      .map((answer) => ({
        ...{ content: answer.content, resultName: answerResultNames[answer.result] },
        answeredOn: dayInWords(answer.answered_on),
        gradeName: answer.grade === null ? null : gradeNames[answer.grade],
        bad: answer.grade === 'dissatisfied',
        byClerk: answer.entered_by_clerk === true,
      })),
  }));
}
