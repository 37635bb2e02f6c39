import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import type { Answer } from '../../../rules/lookback/answer.ts';
import {
  type ChosenQuestions,
  partNames,
  questionCounts,
  templateQuestion,
} from '../../../rules/lookback/chosen-questions.ts';
import { strataNames } from '../../../rules/lookback/draw.ts';
import { maintainedNames, talksInWords, worksNames } from '../../../rules/lookback/site-names.ts';
import { rectificationStateNames } from '../../../rules/rectification.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { listConfirmed } from '../checklist/checklist.ts';
import {
  type Finding,
  gradeNames,
  isOpen,
  listCarriedOver,
  listFindings,
  nameOfFinding,
} from '../findings/finding-store.ts';
import {
  type Lookback,
  listDraws,
  listReviewable,
  loadLookback,
  loadScope,
  moveLookback,
  type ScopeEntry,
  sampledYears,
  sampleOf,
} from '../lookback-store.ts';
import { noSuchLookback, staleLookback, wrongState } from '../refusals.ts';
import { listSiteChecks, listTalks, type SiteCheck, type Talk } from '../site/site-store.ts';
import { type ReportContent, reportContent } from './report-content.ts';

/** Puts together what a report says, from what was checked and found. */
export async function composeReport(
  database: Kysely<Tables>,
  lookback: Lookback,
  congress: string,
  conclusion: string,
): Promise<ReportContent> {
  const { id, congressId } = lookback;
  const [scope, draws, confirmed, sites, talks, findings, carried, reviewable] = await Promise.all([
    loadScope(database, congressId, id),
    listDraws(database, congressId, id),
    listConfirmed(database, congressId, id),
    listSiteChecks(database, congressId, id),
    listTalks(database, congressId, id),
    listFindings(database, congressId, id),
    listCarriedOver(database, congressId, lookback.continuesId),
    listReviewable(database, congressId),
  ]);
  const sample = sampleOf(scope, draws);
  const counts = questionCounts(lookback.questions);
  const asked = sample.length * counts.project + sampledYears(sample).length * counts.procedure;
  const counted = (answer: string) => confirmed.filter((one) => one.answer === answer).length;
  return {
    format: 1,
    ...{ congress, title: lookback.title, purpose: lookback.purpose },
    reviewed: reviewable
      .filter((one) => lookback.reviewedIds.includes(one.id))
      .map((one) => one.name),
    years: [...new Set([lookback.fromYear, lookback.toYear])].join('—'),
    ...{ scopeHash: lookback.scopeHash ?? '', scopeSize: scope.length },
    sampling: `${strataNames[lookback.strata]} ${lookback.perStratum} 个`,
    draws: draws.flatMap(({ number, reason, made }) =>
      made === null ? [] : [{ number, reason, seed: made.seed }],
    ),
    sample: sample.map((entry) => sampleLine(entry, sites, talks)),
    answers: {
      ...{ yes: counted('yes'), partly: counted('partly'), no: counted('no') },
      ...{ no_data: counted('no_data'), open: Math.max(0, asked - confirmed.length) },
    },
    questions: questionLines(lookback.questions, confirmed),
    findings: findings.map(findingLine),
    carriedOver: carried.map((one) => ({
      ...{ title: one.lookbackTitle, number: one.number, subject: nameOfFinding(one) },
    })),
    conclusion,
  };
}

/** The programme's own questions with their answers counted, and what it left out of the template. */
function questionLines(
  { own, leftOut }: ChosenQuestions,
  confirmed: readonly { readonly code: string; readonly answer: Answer }[],
): ReportContent['questions'] {
  return {
    own: own.map(({ code, part, text }) => {
      const given = confirmed.filter((one) => one.code === code);
      const counted = (answer: Answer) => given.filter((one) => one.answer === answer).length;
      return {
        ...{ code, part: partNames[part], text, yes: counted('yes'), partly: counted('partly') },
        ...{ no: counted('no'), no_data: counted('no_data') },
      };
    }),
    leftOut: leftOut.map(({ code, reason }) => ({
      ...{ code, reason, text: templateQuestion(code)?.text ?? code },
    })),
  };
}

function sampleLine(entry: ScopeEntry, sites: readonly SiteCheck[], talks: readonly Talk[]) {
  const site = sites.find((one) => one.projectId === entry.projectId);
  const asked = talks.filter((one) => one.projectId === entry.projectId);
  const sum = (of: (talk: Talk) => number) => asked.reduce((all, talk) => all + of(talk), 0);
  return {
    ...{ congress: entry.reviewedName, year: entry.year, number: entry.number },
    title: entry.title,
    site: site === undefined ? null : worksNames[site.works],
    maintained: site === undefined ? null : maintainedNames[site.maintained],
    residents:
      asked.length === 0
        ? null
        : talksInWords({
            residents: sum((talk) => talk.residents),
            satisfied: sum((talk) => talk.satisfied),
            fairly: sum((talk) => talk.fairly),
            dissatisfied: sum((talk) => talk.dissatisfied),
          }),
  };
}

function findingLine(finding: Finding): ReportContent['findings'][number] {
  const { rectification } = finding;
  const asked = finding.grade === 'note' ? '不用整改' : '还没有提出整改';
  return {
    ...{ number: finding.number, subject: nameOfFinding(finding), content: finding.content },
    ...{ grade: gradeNames[finding.grade], evidence: [...finding.evidence] },
    replies: finding.replies.map(
      (one) =>
        `${one.agrees ? '认可' : '有不同意见'}（${dayInWords(one.repliedOn)}）：${one.content}`,
    ),
    rectification:
      rectification === null
        ? asked
        : `${rectification.unitName}，期限 ${dayInWords(rectification.dueOn)}，${rectificationStateNames[rectification.state]}`,
    withdrawn: finding.withdrawnReason,
  };
}

const notChecked: Refusal = {
  code: 'sites-open',
  message: '抽中的项目还有没到现场核查的。请全部核查以后再出报告。',
};
const notAsked: Refusal = {
  code: 'rectification-missing',
  message: '还有问题没有提出整改。请逐个提出整改，或者撤回。',
};

/**
 * Freezes the report with its hash; it becomes public with every finding and photo.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (not drawn, or a redraw waits for its seed), `stale-form`,
 * `sites-open` (a sampled project without a site check), `rectification-missing`.
 */
export function makeReport(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly lookbackId: string;
    readonly version: number;
    readonly congress: string;
    readonly conclusion: string;
  },
): Promise<Result<{ hash: string }>> {
  return performAct(database, request, async (act) => {
    const lookback = await loadLookback(act.transaction, act.congressId, input.lookbackId);
    if (lookback === null) return refuse(noSuchLookback);
    const draws = await listDraws(act.transaction, act.congressId, lookback.id);
    if (lookback.state !== 'drawn' || draws.at(-1)?.made === null) {
      const reported = lookback.state === 'reported' || lookback.state === 'closed';
      const message = reported
        ? '报告已经形成，不能再出一份。'
        : '还没有抽样，或者重抽的种子还没有录入。请先抽出样本，核查以后再出报告。';
      return refuse(wrongState(message));
    }
    if (lookback.version !== input.version) return refuse(staleLookback);
    const { congress, conclusion } = input;
    const content = await composeReport(act.transaction, lookback, congress, conclusion);
    if (content.sample.some((one) => one.site === null)) return refuse(notChecked);
    const findings = await listFindings(act.transaction, act.congressId, lookback.id);
    if (findings.some((one) => isOpen(one) && one.rectification === null)) return refuse(notAsked);
    const hash = hashJson(content);
    const moved = await moveLookback(act, lookback, {
      ...{ state: 'reported', report: JSON.stringify(content), report_hash: hash },
      reported_on: chinaDate(act.happenedAt),
    });
    if (!moved) return refuse(staleLookback);
    await act.transaction
      .updateTable('record.finding')
      .set({ published_at: act.recordedAt })
      .where('congress_id', '=', act.congressId)
      .where('lookback_id', '=', lookback.id)
      .execute();
    act.record({
      event: 'lookback-reported',
      subjects: { lookback: lookback.id },
      detail: { title: lookback.title, findings: content.findings.length, hash: hash.slice(0, 16) },
    });
    return ok({ hash });
  });
}

/** The frozen report of a look-back; null before it is made. */
export async function loadReport(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<ReportContent | null> {
  const row = await database
    .selectFrom('record.lookback')
    .select('report')
    .where('congress_id', '=', congressId)
    .where('id', '=', lookbackId)
    .executeTakeFirst();
  return row?.report == null ? null : reportContent.parse(row.report);
}

const itemsOpen: Refusal = {
  code: 'items-open',
  message: '还有问题没有销号。请逐项复查销号；换届的，新建一次接续的回头看把它们转过去。',
};

/**
 * Ends a look-back: every item is closed (销号), or a published successor carries the open ones on.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (no report yet, or closed already), `stale-form`,
 * `items-open`.
 */
export function closeLookback(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly lookbackId: string; readonly version: number },
): Promise<Result<{ carriedOver: number }>> {
  return performAct(database, request, async (act) => {
    const lookback = await loadLookback(act.transaction, act.congressId, input.lookbackId);
    if (lookback === null) return refuse(noSuchLookback);
    if (lookback.state !== 'reported') {
      const closed = lookback.state === 'closed';
      return refuse(wrongState(closed ? '这次回头看已经结束。' : '还没有出报告，不能结束。'));
    }
    if (lookback.version !== input.version) return refuse(staleLookback);
    const findings = await listFindings(act.transaction, act.congressId, lookback.id);
    const earlier = await listCarriedOver(act.transaction, act.congressId, lookback.continuesId);
    const open = [...findings.filter(isOpen), ...earlier];
    const successor = await act.transaction
      .selectFrom('record.lookback')
      .select('title')
      .where('congress_id', '=', act.congressId)
      .where('continues_id', '=', lookback.id)
      .where('state', '<>', 'draft')
      .executeTakeFirst();
    if (open.length > 0 && successor === undefined) return refuse(itemsOpen);
    const moved = await moveLookback(act, lookback, { state: 'closed' });
    if (!moved) return refuse(staleLookback);
    act.record({
      event: 'lookback-closed',
      subjects: { lookback: lookback.id, open: open.length },
      detail: {
        title: lookback.title,
        how:
          open.length === 0
            ? '问题全部销号'
            : `${open.length} 个没有销号的问题转到“${successor?.title ?? ''}”`,
      },
    });
    return ok({ carriedOver: open.length });
  });
}
