import { defineEvents } from './definition.ts';

/** Events of the stage `delivery`: projects, plans, progress. */
export const deliveryEvents = defineEvents({
  'project-created': {
    who: '主席团、工作人员',
    sentence: '第{number}号“{title}”确定为正式项目，以表决文本为基线。',
    when: 'An adopted candidate becomes a project when its result is announced.',
  },
  'project-not-adopted': {
    who: '主席团、工作人员',
    sentence: '更正公告后第{number}号项目不再是正式项目。',
    when: 'A correction announces a recount that no longer adopts a candidate.',
  },
  'project-explained': {
    who: '工作人员',
    sentence: '修改第{number}号“{title}”的说明内容（{fields}）：{reason}。票决确定的内容未变。',
    when: 'Explanatory fields of a project get a further version; voted ones stay.',
  },
  'unit-added': {
    who: '工作人员',
    sentence: '登记{kind}“{name}”。',
    when: 'A village or another unit is entered so that opinions and rectifications can be handed to it.',
  },
  'department-added': {
    who: '工作人员',
    sentence: '登记承办单位“{name}”。',
    when: 'A department is entered so that projects can point to it.',
  },
  'plan-entered': {
    who: '承办单位、工作人员',
    sentence: '填写第{number}号“{title}”的实施计划第{version}版，{milestones}个节点。',
    when: 'A plan, or a further version of it, is entered.',
  },
  'plans-imported': {
    who: '工作人员',
    sentence: '从“{file}”导入{projects}个项目的实施计划。',
    when: 'A previewed file of plans is accepted whole; each plan has its own entry too.',
  },
  'plan-published': {
    who: '工作人员',
    sentence: '公布第{number}号“{title}”的实施计划：{where}。',
    when: 'The plan that stands becomes public.',
  },
  'progress-reported': {
    who: '承办单位、工作人员',
    sentence: '报告第{number}号“{title}”{month}的进度：{standing}，完成{percent}%。',
    when: 'The monthly report of a project is entered or imported.',
  },
  'milestone-reached': {
    who: '承办单位、工作人员',
    sentence: '第{number}号“{title}”的节点“{milestone}”于{day}完成。',
    when: 'A step of the plan is noted as reached.',
  },
  'milestone-undone': {
    who: '承办单位、工作人员',
    sentence: '撤回第{number}号“{title}”节点“{milestone}”的完成登记：{reason}。',
    when: 'A step that was noted as reached is taken back.',
  },
  'photo-added': {
    who: '承办单位、工作人员',
    sentence: '第{number}号“{title}”增加一张现场照片。',
    when: 'A photo of the site is stored without its metadata.',
  },
  'photo-taken-down': {
    who: '承办单位、工作人员',
    sentence: '撤下第{number}号“{title}”的一张现场照片，不再公开：{reason}。',
    when: 'A published photo of the site is taken down; its file and hash stay for the staff.',
  },
  'photo-put-back': {
    who: '承办单位、工作人员',
    sentence: '恢复公开第{number}号“{title}”的一张现场照片：{reason}。',
    when: 'A photo that was taken down is public again.',
  },
  'project-completed': {
    who: '承办单位、工作人员',
    sentence: '第{number}号“{title}”于{day}完工。',
    when: 'The work of a project is noted as completed.',
  },
  'project-accepted': {
    who: '承办单位、工作人员',
    sentence: '第{number}号“{title}”于{day}通过验收（{by}），由{maintainer}管护。',
    when: 'A completed project is accepted, with who maintains it.',
  },
  'completion-withdrawn': {
    who: '承办单位、工作人员',
    sentence: '撤回第{number}号“{title}”于{day}完工的登记：{reason}。',
    when: 'A completion that was noted wrongly is taken back; the project is under way again.',
  },
  'acceptance-withdrawn': {
    who: '承办单位、工作人员',
    sentence: '撤回第{number}号“{title}”于{day}通过验收的登记：{reason}。',
    when: 'An acceptance that was noted wrongly is taken back; the project is completed and not accepted.',
  },
  reminded: {
    who: '系统',
    sentence: '提醒{level}：{sentence}',
    when: 'Something is due or overdue: the department, then the clerk, the chair and the county are reminded, each once.',
  },
  'figures-entered': {
    who: '工作人员',
    sentence: '录入{year}年的程序数字，来源：{source}。',
    when: 'Figures of a year without a record in the program are entered or imported.',
  },
  'origins-entered': {
    who: '工作人员',
    sentence: '录入{candidates}个候选项目的来源，依据：{source}。',
    when: 'Where candidates came from is entered.',
  },
  'figures-replaced': {
    who: '工作人员',
    sentence: '更正{year}年的程序数字，来源：{source}。{changes}。',
    when: 'Figures that were entered before are replaced; what stood before is kept.',
  },
  'origins-replaced': {
    who: '工作人员',
    sentence: '更正候选项目的来源，依据：{source}。{changes}。',
    when: 'Origins that were entered before are replaced; what stood before is kept.',
  },
  'calendar-entered': {
    who: '工作人员',
    sentence: '登记{year}年节假日安排：放假{holidays}天，调休上班{workdays}天，依据{source}。',
    when: 'Holidays and make-up working days of a year are entered, in place of those entered before.',
  },
  'older-projects-entered': {
    who: '工作人员',
    sentence: '录入{year}年的{projects}个项目，来源：{source}。',
    when: 'Projects of an older year or another system are entered or imported.',
  },
  'older-project-removed': {
    who: '工作人员',
    sentence: '删除录入的{year}年第{number}号项目“{title}”：{reason}。',
    when: 'A project that was entered as an older one by mistake is removed.',
  },
  'older-project-renumbered': {
    who: '工作人员',
    sentence: '录入的{year}年项目“{title}”由第{from}号改为第{to}号：{reason}。',
    when: 'A project that was entered as an older one gets another number, as when a candidate of that year holds its own.',
  },
  'progress-imported': {
    who: '工作人员',
    sentence: '从“{file}”导入{projects}个项目的进度。',
    when: 'A previewed spreadsheet of progress is accepted whole.',
  },
});
