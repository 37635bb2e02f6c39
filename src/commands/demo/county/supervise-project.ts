import {
  answerOpinion,
  handOverOpinion,
  loadProject,
  noteVisit,
  type Project,
  raiseOpinion,
  rateAnswer,
  setGroup,
} from '../../../stages/delivery/index.ts';
import { listSeats } from '../../../stages/meeting/index.ts';
import { must } from '../demo-acts.ts';
import { asker, type DeliveryYear, moment } from './delivery-year.ts';

type Note = readonly ['good' | 'minor' | 'serious', string];

const notes: readonly [Note, ...Note[]] = [
  ['good', '现场施工有序，材料堆放整齐，监理在场。'],
  ['good', '已完成部分质量良好，村民反映方便多了。'],
  ['minor', '进度正常，施工便道扬尘较大，已当场提醒。'],
  ['serious', '工地无人施工，询问得知材料没有到位。'],
];

/** Three deputies follow a project: visits every quarter, and for every third project an opinion. */
export async function superviseProject(
  place: DeliveryYear,
  project: Project,
  index: number,
): Promise<void> {
  const { database, townshipId, termId, township, year, draw } = place;
  const { ask, past } = asker(place);
  const seats = await listSeats(database, townshipId, termId);
  const [leader, ...others] = [0, 1, 2].flatMap(
    (offset) => seats[(index * 3 + offset) % seats.length]?.personId ?? [],
  );
  if (leader === undefined) throw new Error('the roll is empty');
  const members = [leader, ...others];
  await must(
    setGroup(database, ask('set-group', moment(year, 2, 20)), {
      ...{ projectId: project.id, name: `第${project.number}号项目监督小组` },
      ...{ memberIds: members, leaderId: leader },
    }),
  );
  const months = township.manner === 'hurried' ? [6] : [3, 6, 9, 12];
  for (const month of months) {
    const at = moment(year, month, 3 + draw.between(0, 15));
    if (!past(at)) break;
    const [verdict, note] = draw.pick(notes);
    await must(
      noteVisit(database, ask('note-visit', at, leader), {
        ...{ projectId: project.id, planId: null, visitedOn: at.toISOString().slice(0, 10) },
        ...{ note, verdict, ask: verdict === 'serious' ? '请尽快说明材料到位时间。' : null },
        place: { source: 'typed', text: project.voted.place ?? township.name },
        ...{ companionIds: others, writtenOffline: false, photo: null, enteredByClerk: false },
      }),
    );
  }
  if (index % 3 === 0) await raiseAndFollow(place, project, leader);
}

async function raiseAndFollow(place: DeliveryYear, project: Project, leader: string) {
  const { database, townshipId, countyId, township, year } = place;
  const { ask, past } = asker(place);
  const raised = moment(year, 5, 12);
  if (!past(raised)) return;
  const { opinionId } = await must(
    raiseOpinion(database, ask('raise-opinion', raised, leader), {
      ...{ projectId: project.id, origin: 'deputy', raiserIds: [leader] },
      content: '建议公开后续管护单位和联系电话，方便群众报修。',
    }),
  );
  const now = await loadProject(database, townshipId, project.id);
  if (now?.departmentId == null) throw new Error('the project has no department');
  await must(
    handOverOpinion(database, ask('hand-over-opinion', moment(year, 5, 14)), {
      ...{ opinionId, departmentId: now.departmentId, dueOn: null },
      congressIds: [townshipId, countyId],
    }),
  );
  if (township.manner === 'opinions-unanswered') return;
  await must(
    answerOpinion(database, ask('answer-opinion', moment(year, 5, 29)), {
      ...{ opinionId, result: 'done', organisationIds: null },
      content: '已在项目标牌上公布管护单位和电话，并报镇人大备案。',
    }),
  );
  await must(
    rateAnswer(database, ask('rate-answer', moment(year, 6, 4), leader), {
      ...{ opinionId, grade: 'satisfied', reason: null, enteredByClerk: false },
    }),
  );
}
