import type { Thresholds } from '../indicators/thresholds.ts';
import { assess, type Known, type Question } from './answer.ts';

/** What the record knows of the procedure of one year of one congress. Days are calendar days. */
export interface ProcedureFacts {
  /** What the sheet of the year asks for, the same that the indicators measure against. */
  readonly limits: ProcedureLimits;
  readonly solicitation: Known<{ readonly days: number; readonly suggestions: number | null }>;
  readonly origins: Known<{ readonly candidates: number; readonly traced: number }>;
  readonly surplus: Known<{ readonly candidates: number; readonly places: number }>;
  readonly papers: Known<{ readonly daysAhead: number }>;
  readonly deliberation: Known<{ readonly minuted: boolean }>;
  readonly ruleSheet: Known<{ readonly adopted: boolean }>;
  readonly quorum: Known<{ readonly due: number; readonly present: number }>;
  readonly report: Known<{ readonly signed: boolean }>;
  readonly announcement: Known<{ readonly days: number }>;
  readonly plans: Known<{
    readonly projects: number;
    readonly onTime: number;
    readonly late: number;
  }>;
}

/** The numbers that a year's procedure is held against; `regulated` names the ones that its rule sheet settles. */
export interface ProcedureLimits
  extends Pick<Thresholds, 'solicitationDays' | 'leastSurplus' | 'announcementDays'> {
  readonly regulated: ReadonlySet<'solicitationDays' | 'leastSurplus' | 'announcementDays'>;
}

/** Where a number stands, behind the sentence that uses it. */
function saidBy({ regulated }: ProcedureLimits, name: keyof Omit<ProcedureLimits, 'regulated'>) {
  return regulated.has(name) ? '票决办法规定' : '票决办法没有规定，按通行做法';
}

/** The template of questions about the procedure of a year: was it formalism? */
export const procedureQuestions: readonly Question<ProcedureFacts>[] = [
  {
    code: 'solicitation-long-enough',
    method: 'desk',
    text: '征集是否有足够的时间？',
    source: '票决办法：征集的天数',
    assess: ({ solicitation, limits }) =>
      assess(solicitation, ({ days, suggestions }) => {
        const { solicitationDays } = limits;
        const got = suggestions === null ? '' : `，收到建议 ${suggestions} 条`;
        const said = saidBy(limits, 'solicitationDays');
        const why = `征集 ${days} 天${got}；一般不少于 ${solicitationDays} 天（${said}）。`;
        if (days >= solicitationDays && suggestions !== 0) return ['yes', why];
        return [days * 2 >= solicitationDays && suggestions !== 0 ? 'partly' : 'no', why];
      }),
  },
  {
    code: 'candidates-from-people',
    method: 'desk',
    text: '候选项目是否来自群众和代表的建议？',
    source: '通行做法（第 2 环节）：每个候选项目都能追溯到建议',
    assess: ({ origins }) =>
      assess(origins, ({ candidates, traced }) => {
        const why = `${candidates} 个候选项目中，${traced} 个能追溯到群众或代表的建议。`;
        if (traced === candidates) return ['yes', why];
        return [traced * 2 >= candidates ? 'partly' : 'no', why];
      }),
  },
  {
    code: 'real-choice',
    method: 'desk',
    text: '票决是否真有选择（差额）？',
    source: '票决办法：差额的比例；候选数不多于应选数就是走形式',
    assess: ({ surplus, limits }) =>
      assess(surplus, ({ candidates, places }) => {
        const { leastSurplus } = limits;
        const said = saidBy(limits, 'leastSurplus');
        const why = `${candidates} 个候选项目，应选 ${places} 个；差额一般不低于 ${leastSurplus}%（${said}）。`;
        if (candidates <= places) return ['no', why];
        return [(candidates - places) * 100 >= places * leastSurplus ? 'yes' : 'partly', why];
      }),
  },
  {
    code: 'papers-ahead',
    method: 'desk',
    text: '会议材料是否提前送到代表手里？',
    source: '浙江省乡镇人民代表大会工作条例：材料至少提前 1 天',
    assess: ({ papers }) =>
      assess(papers, ({ daysAhead }) => [
        daysAhead >= 1 ? 'yes' : 'no',
        daysAhead >= 0
          ? `材料提前 ${daysAhead} 天送达。`
          : `材料在会议开始 ${-daysAhead} 天后才送达。`,
      ]),
  },
  {
    code: 'deliberated',
    method: 'desk',
    text: '票决前是否审议，审议意见是否有记录？',
    source: '通行做法（第 4 环节）：各代表团审议意见入会议记录',
    assess: ({ deliberation }) =>
      assess(deliberation, ({ minuted }) =>
        minuted ? ['yes', '审议已记录。'] : ['no', '没有审议记录。'],
      ),
  },
  {
    code: 'rule-sheet-adopted',
    method: 'desk',
    text: '票决办法是否经会议表决通过？',
    source: '通行做法（第 4 环节）：通过票决办法和监票人名单',
    assess: ({ ruleSheet }) =>
      assess(ruleSheet, ({ adopted }) =>
        adopted ? ['yes', '票决办法经表决通过。'] : ['no', '没有通过票决办法的表决记录。'],
      ),
  },
  {
    code: 'quorum-kept',
    method: 'desk',
    text: '到会人数是否符合法定人数？',
    source: '地方组织法第十四条：三分之二以上的代表出席',
    assess: ({ quorum }) =>
      assess(quorum, ({ due, present }) => [
        present * 3 >= due * 2 ? 'yes' : 'no',
        `应到 ${due} 人，实到 ${present} 人，须 ${Math.ceil((due * 2) / 3)} 人。`,
      ]),
  },
  {
    code: 'count-signed',
    method: 'desk',
    text: '计票结果报告单是否由监票人签字？',
    source: '选举法第四十三条等（借用于项目票决）',
    assess: ({ report }) =>
      assess(report, ({ signed }) =>
        signed ? ['yes', '报告单签字齐全。'] : ['no', '报告单没有签齐。'],
      ),
  },
  {
    code: 'announced-in-time',
    method: 'desk',
    text: '结果是否及时公告？',
    source: '票决办法：及时公布',
    assess: ({ announcement, limits }) =>
      assess(announcement, ({ days }) => {
        const { announcementDays } = limits;
        const said = saidBy(limits, 'announcementDays');
        const when = days === 0 ? '宣布当天公告' : `宣布后 ${days} 天公告`;
        const latest = announcementDays === 0 ? '应当天公告' : `最迟 ${announcementDays} 天`;
        return [days <= announcementDays ? 'yes' : 'partly', `${when}；${latest}（${said}）。`];
      }),
  },
  {
    code: 'plans-published',
    method: 'desk',
    text: '实施计划是否按期公布？',
    source: '陕西省民生实事项目人大代表票决制规定：政府公布实施计划',
    assess: ({ plans }) =>
      assess(plans, ({ projects, onTime, late }) => {
        const missing = projects - onTime - late;
        const why = `${projects} 个项目：按期公布 ${onTime} 个，逾期 ${late} 个，没有公布 ${missing} 个。`;
        if (onTime === projects) return ['yes', why];
        return [onTime + late > 0 ? 'partly' : 'no', why];
      }),
  },
];
