import type { FollowUpChapter, SatisfactionChapter } from '../document.ts';
import { articleWriter, type WritePart } from './article.ts';

const testArticle = articleWriter('满意度测评', 'satisfaction');
const followUpArticle = articleWriter('征集、公开与督办', 'followUp');

const verdictBases: Readonly<Record<SatisfactionChapter['verdictBase'], string>> = {
  members: '全体组成人员',
  present: '出席人员',
  valid: '有效票',
};

function verdict(test: SatisfactionChapter) {
  const body = test.testedBy === 'plenary' ? '人民代表大会全体会议' : '常务委员会会议';
  const unit = test.testedUnit === 'project' ? '逐个项目' : '逐个子项目';
  const half = `${verdictBases[test.verdictBase]}的半数`;
  return testArticle(
    ['testedBy', 'testedUnit', 'grades', 'verdictRule', 'verdictBase'],
    `项目实施情况由${body}${unit}进行无记名满意度测评，测评等次为满意、基本满意、不满意。`,
    `满意票超过${half}的，结果为“满意”；满意票没有超过${half}，但与基本满意票合计超过${half}的，结果为“基本满意”；其余（包括恰为半数的）结果为“不满意”。`,
  );
}

function residents({ residentsAsked, smallestGroup }: SatisfactionChapter) {
  return testArticle(
    ['residentsAsked', 'smallestGroup'],
    residentsAsked
      ? `同时征求群众评价，使用同样的等次，只公布各等次人数，不与代表测评合并；评价不足${smallestGroup}人的，不公布。`
      : '测评不另行征求群众评价。',
  );
}

/** 满意度测评. */
export const satisfactionPart: WritePart = ({ satisfaction }) => {
  if (satisfaction === undefined) return [];
  const days = satisfaction.rectificationDays;
  return [
    verdict(satisfaction),
    residents(satisfaction),
    testArticle(
      ['rectificationDays'],
      `测评结果为“不满意”的项目，承办单位应当在${days}日内整改，并列为下一年度重点监督；整改后再次测评。`,
    ),
  ];
};

function marks(chapter: FollowUpChapter) {
  const { progressMarks, redBelow, orangeBelow, yellowBelow } = chapter;
  const red = `年中进度低于${redBelow}%的为红色`;
  const text =
    progressMarks === 'five'
      ? `${red}，低于${orangeBelow}%的为橙色，低于${yellowBelow}%的为黄色，达到${yellowBelow}%的为绿色，完成并通过验收的为蓝色。`
      : `${red}，低于${yellowBelow}%的为黄色，达到${yellowBelow}%的为绿色。`;
  return followUpArticle(
    ['progressMarks', 'redBelow', 'orangeBelow', 'yellowBelow'],
    `项目进度以颜色标识：${text}红色项目挂牌督办。`,
  );
}

/** The township's own congress decides; a standing committee reports to the next plenary. */
function adjustment({ adjustmentDecidedBy }: FollowUpChapter) {
  const decision =
    adjustmentDecidedBy === 'congress'
      ? '由人民代表大会决定'
      : '由常务委员会决定，并向下次人民代表大会会议报告';
  return followUpArticle(
    ['adjustmentDecidedBy'],
    `项目需要重大调整、暂停或者终止的，由人民政府提出报告，${decision}，并向社会公布。`,
  );
}

/** 征集、公开与督办. */
export const followUpPart: WritePart = ({ followUp }) => {
  if (followUp === undefined) return [];
  const { inspectionMonths, reportMonths, testMonths, opinionDays } = followUp;
  return [
    followUpArticle(
      ['solicitationDays'],
      `项目建议面向社会公开征集，时间不少于${followUp.solicitationDays}日。`,
    ),
    followUpArticle(
      ['publicationWorkingDays'],
      `项目实施计划、进度和资金使用情况，自信息形成之日起${followUp.publicationWorkingDays}个工作日内向社会公开。`,
    ),
    marks(followUp),
    followUpArticle(
      ['inspectionMonths', 'reportMonths', 'testMonths', 'opinionDays'],
      `代表监督小组每${inspectionMonths}个月至少督查一次，人民政府每${reportMonths}个月至少报告一次，每${testMonths}个月至少测评一次满意度。`,
      `代表意见自交办之日起${opinionDays}日内答复，由提出意见的代表评价。`,
    ),
    adjustment(followUp),
  ];
};
