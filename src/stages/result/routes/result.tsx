import { randomUUID } from 'node:crypto';
import { freshForm } from '../../../../views/parts/fields.tsx';
import { boxLinks } from '../../../../views/result/electronic-part.tsx';
import { ReportPrint } from '../../../../views/result/report-print.tsx';
import { ResultPage } from '../../../../views/result/result-page.tsx';
import { roundStateNames } from '../../../rules/lifecycle.ts';
import { tieAwaitsDecision } from '../../../rules/outcome/resolve-tie.ts';
import { chinaDateTime, chinaLocalField } from '../../../web/china-time.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage, meetingPath } from '../../meeting/index.ts';
import {
  listRounds,
  livesPaper,
  loadCounting,
  type Round,
  roundOf,
  roundPath,
} from '../../voting/index.ts';
import { listAnnouncements } from '../announce-result.ts';
import { announcementText, announcementWords } from '../announcement-words.ts';
import { loadSigningRule } from '../certify-report.ts';
import { tieOf } from '../decide-tie.ts';
import { resultInWords, resultWords } from '../declare-result.ts';
import { decisionsOfRecount } from '../recount-decisions.ts';
import { currentReport, listReports, loadSigners, type Report } from '../report-store.ts';
import { loadResultChain } from '../result-chain.ts';
import { listSealings, sealingNames } from '../seal-papers.ts';
import { signingState } from '../signers.ts';
import { loadScan } from '../store-scan.ts';
import { loadTieDecision, tieMethodNames } from '../tie-store.ts';

/** What a page of results may show beside what is stored. */
export interface Shown {
  readonly attempt?: Attempt;
  /** A one-time code that was just issued: shown once, never stored. */
  readonly code?: string;
}

const nextWords: Readonly<Record<string, string>> = {
  none: '本轮已有结果，不需要再投票。',
  'leave-open': '不足的名额从缺。',
  revote: '有同票，须对同票项目重新投票。',
  'revote-all': '本轮无效，须重新投票。',
  'second-round': '通过的不足应选数，须进行第二轮投票。',
};

/** Shows everything about the result of a round: outcome, report, signatures, announcement. */
export async function showResult(visit: Visit, shown: Shown = {}): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null) return visit.context.notFound();
  const { database, congressHere } = visit;
  const { page } = await loadMeetingPage(visit);
  const reports = await listReports(database, congressHere.id, round.id);
  const report = currentReport(reports);
  const counting = await loadCounting(database, congressHere.id, round.id);
  const reported = reports.some(
    (one) => one.state !== 'fallen' && one.countingId === (counting?.id ?? null),
  );
  const attempt = shown.attempt ?? null;
  const announcements = await listAnnouncements(database, congressHere.id, round.id);
  const rendered = (
    <ResultPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      round={{
        ...{ title: round.title, state: round.state, stateName: roundStateNames[round.state] },
        reason: round.stateReason,
      }}
      report={report === null ? null : await shownReport(visit, round, report)}
      followedBy={await followerOf(visit, round)}
      mayMakeReport={round.state === 'counted' && !reported}
      earlier={reports
        .filter((one) => one.id !== report?.id)
        .map((one) => ({
          href: `${roundPath(visit)}/report/${one.id}`,
          text: `第 ${one.number} 份报告单（${one.state === 'fallen' ? '签字已失效，保留备查' : '已签字'}）`,
        }))}
      code={shown.code ?? null}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? freshForm() }}
      announceDraft={announceDraft(visit, round, report)}
      announcements={announcements.map((one) => ({
        id: one.id,
        number: one.number,
        dated: one.dated,
        title: one.title,
        text: announcementText(one),
        where: one.publishedWhere,
      }))}
      papers={livesPaper(round)}
      box={
        round.electronic?.election == null
          ? null
          : boxLinks('', visit.dependencies.ballot.origin, round.electronic.election.uuid)
      }
      keys={keysOf(round)}
      publicPath={`/p/${congressHere.id}/r/${round.id}`}
      sealings={(await listSealings(database, congressHere.id, round.id)).map(
        (one) =>
          `${chinaDateTime(one.happenedAt)}${sealingNames[one.kind]}：${one.packets}包，封签${one.seals}，存${one.place}，在场${one.witnesses}`,
      )}
      recounts={await decisionsOfRecount(database, congressHere.id, round.meetingId)}
      holds={{
        clerk: visit.holds('clerk'),
        chair: visit.holds('chair'),
        counter: visit.holds('clerk', 'chief_scrutineer', 'scrutineer', 'teller'),
        signer: visit.holds('chief_scrutineer', 'scrutineer', 'teller'),
      }}
      actId={randomUUID}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** The round that follows this one and stands; null where there is none. */
async function followerOf(visit: Visit, round: Round) {
  const rounds = await listRounds(visit.database, visit.congressHere.id, round.meetingId);
  const next = rounds.find(
    (one) => one.parentId === round.id && !['cancelled', 'void'].includes(one.state),
  );
  const href = next === undefined ? '' : `${meetingPath(visit)}/r/${next.id}`;
  return next === undefined ? null : { href, title: next.title };
}

function keysOf(round: Round) {
  const election = round.electronic?.election;
  if (election == null) return null;
  const { keyDestroyedAt } = election;
  return { destroyed: keyDestroyedAt === null ? null : chinaDateTime(keyDestroyedAt) };
}

const announcedNames: Readonly<Record<Round['kind'], string>> = {
  vote: '票决',
  satisfaction: '满意度测评',
  decision: '调整事项表决',
};

function announceDraft(visit: Visit, round: Round, report: Report | null) {
  if (report === null) return {};
  const place = visit.congressHere.name.replace(/人民代表大会$/, '');
  const committee = round.body === 'standing-committee' ? '常务委员会' : '';
  const body = `${place}人民代表大会${committee}`;
  const issuer = committee === '' ? `${report.content.meeting}主席团` : body;
  return {
    title: `${body}关于民生实事项目${announcedNames[round.kind]}结果的公告`,
    dated: chinaLocalField(visit.now).slice(0, 10),
    issuer: round.recommendsOnly ? place : issuer,
    number: '',
  };
}

async function shownReport(visit: Visit, round: Round, report: Report) {
  const { database, congressHere } = visit;
  const signers = await loadSigners(database, congressHere.id, round.meetingId, report);
  const rule = await database
    .transaction()
    .execute((transaction) => loadSigningRule(transaction, congressHere.id, round.meetingId));
  const state = signingState(rule, signers);
  return {
    tie: await shownTie(visit, report),
    id: report.id,
    href: `${roundPath(visit)}/report/${report.id}`,
    number: report.number,
    state: report.state,
    content: report.content,
    hash: report.hash,
    result: resultInWords(report.content),
    words: resultWords(report.content),
    next: nextWords[report.content.next] ?? '',
    signing: state.sentence,
    complete: state.complete,
    signers: signers.map((signer) => {
      const signature = report.signatures.find((one) => one.personId === signer.personId);
      return {
        personId: signer.personId,
        name: signer.name,
        role: signer.role,
        me: signer.personId === visit.signedIn.personId,
        asked: state.waitingFor.some((one) => one.personId === signer.personId),
        signature:
          signature === undefined
            ? null
            : {
                id: signature.id,
                way: signature.way,
                reason: signature.reason,
                confirmed: signature.confirmed,
                when: chinaDateTime(signature.happenedAt),
              },
      };
    }),
  };
}

/** A tie that the presidium or the lot decides, and how they decided; null where there is none. */
async function shownTie(visit: Visit, report: Report) {
  const tie = tieOf(report.content);
  if (!tieAwaitsDecision(tie)) return null;
  const decision = await loadTieDecision(visit.database, visit.congressHere.id, report.id);
  const named = (number: number) => {
    const project = report.content.projects.find((one) => one.number === number);
    return { number, title: project?.title ?? '' };
  };
  return {
    by: tieMethodNames[tie.rule === 'lot' ? 'lot' : 'presidium'],
    open: tie.open,
    projects: tie.tied.map(named),
    decided:
      decision === null
        ? null
        : {
            projects: decision.chosen.map(named),
            reason: decision.reason,
            witnesses: decision.witnesses,
          },
  };
}

/** The report as it is printed and signed. */
export async function showReport(visit: Visit): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null) return visit.context.notFound();
  const reports = await listReports(visit.database, visit.congressHere.id, round.id);
  const report = reports.find((one) => one.id === visit.param('report'));
  if (report === undefined) return visit.context.notFound();
  return await visit.page(
    <ReportPrint
      frame={visit.frame()}
      back={`${roundPath(visit)}/result`}
      number={report.number}
      fallen={report.state === 'fallen'}
      content={report.content}
      hash={report.hash}
      countedAt={chinaDateTime(new Date(report.content.countedAt))}
    />,
  );
}

/** The scan of a report signed by hand: the second person looks at it before confirming. */
export async function showScan(visit: Visit): Promise<Response> {
  const round = await roundOf(visit);
  const scan =
    round === null
      ? null
      : await loadScan(visit.database, visit.congressHere.id, round.id, visit.param('signature'));
  if (scan === null) return visit.context.notFound();
  return visit.file(scan.bytes, scan.mediaType, scan.fileName, 'inline');
}

/** The words of an announcement from the reports that stand. */
export async function wordsFor(visit: Visit, issuer: string) {
  const round = await roundOf(visit);
  if (round === null) return { format: 1 as const, issuer, paragraphs: [], projects: [] };
  const chain = await loadResultChain(visit.database, visit.congressHere.id, round);
  return announcementWords(chain, issuer);
}
