import {
  type PublicResult,
  PublicResultPage,
  publicResultFile,
} from '../../../../views/result/public-result.tsx';
import { announcementDocument } from '../../../documents/index.ts';
import { dayInWords } from '../../../rules/days.ts';
import { declareRoutes } from '../../../web/route.ts';
import { documentType, type Visit } from '../../../web/visit.ts';
import { listRounds } from '../../voting/index.ts';
import { listAnnouncements } from '../announce-result.ts';
import { loadPublicOutcome } from '../public-outcome.ts';
import { listReports } from '../report-store.ts';
import { loadResultChain } from '../result-chain.ts';

/**
 * The rounds that the announced one completes, first to last: a re-vote says nothing without the round
 * that ended in a tie. One that is being counted again is left out until it is declared anew.
 */
async function loadEarlier(visit: Visit): Promise<PublicResult['earlier']> {
  const { database, congressHere } = visit;
  const roundId = visit.param('round');
  const meetingId = await meetingOf(visit);
  const rounds = await listRounds(database, congressHere.id, meetingId);
  const round = rounds.find((one) => one.id === roundId);
  if (round === undefined) throw new Error('the path named a round that is not there');
  const chain = await loadResultChain(database, congressHere.id, round);
  return chain.flatMap(({ roundId: id, content }) => {
    const state = rounds.find((one) => one.id === id)?.state ?? 'void';
    const stands = id !== roundId && ['declared', 'announced'].includes(state);
    return stands ? [content] : [];
  });
}

async function meetingOf(visit: Visit): Promise<string> {
  const { meeting_id } = await visit.database
    .selectFrom('record.round')
    .select('meeting_id')
    .where('congress_id', '=', visit.congressHere.id)
    .where('id', '=', visit.param('round'))
    .executeTakeFirstOrThrow();
  return meeting_id;
}

/** Loads what is public of a round; null before its announcement. */
async function load(visit: Visit): Promise<PublicResult | null> {
  const { database, congressHere } = visit;
  const roundId = visit.param('round');
  const announcements = (await listAnnouncements(database, congressHere.id, roundId)).filter(
    (one) => one.publishedAt !== null,
  );
  if (announcements.length === 0) return null;
  // Only what was announced is public: the figures of a recount are not before their correction.
  const announced = announcements.map((one) => one.reportId);
  const reports = (await listReports(database, congressHere.id, roundId)).filter((one) =>
    announced.includes(one.id),
  );
  return {
    congress: congressHere.name,
    earlier: await loadEarlier(visit),
    origin: visit.dependencies.origin,
    ballotOrigin: visit.dependencies.ballot.origin,
    announcements: announcements.map((one) => ({
      ...{ number: one.number, dated: one.dated, title: one.title },
      ...{ paragraphs: one.content.paragraphs, projects: one.content.projects },
      ...{ issuer: one.content.issuer, correction: one.kind === 'correction' },
    })),
    reports: reports.map((one) => ({
      ...{ number: one.number, content: one.content, hash: one.hash },
      stands: one.id === announced.at(-1),
    })),
  };
}

async function withResult(
  visit: Visit,
  answer: (result: PublicResult) => Response | Promise<Response>,
): Promise<Response> {
  const result = await load(visit);
  return result === null ? visit.context.notFound() : await answer(result);
}

/** The figures in the form that `npm run outcome` takes, so that anyone decides the result again. */
function outcomeOf(visit: Visit) {
  return loadPublicOutcome(visit.database, visit.congressHere.id, visit.param('round'));
}

async function styleSheet(visit: Visit): Promise<string> {
  const name = visit.dependencies.assets.style.url.split('/').at(-1) ?? '';
  const asset = await visit.dependencies.readAsset(name);
  return asset === null ? '' : new TextDecoder().decode(asset.bytes);
}

const path = '/p/:congress/r/:round';

/** The public result: page, file, document, data. */
export const publicRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) =>
      withResult(visit, (result) =>
        visit.page(
          <PublicResultPage
            frame={visit.frame()}
            result={result}
            path={`/p/${visit.congressHere.id}/r/${visit.param('round')}`}
          />,
        ),
      ),
  },
  {
    method: 'GET',
    path: `${path}/file`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) =>
      withResult(visit, async (result) => {
        const page = await publicResultFile(result, await styleSheet(visit));
        return visit.file(String(page), 'text/html; charset=utf-8', '票决结果.html', 'attachment');
      }),
  },
  {
    method: 'GET',
    path: `${path}/document`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) =>
      withResult(visit, async (result) => {
        const last = result.announcements.at(-1);
        if (last === undefined) return visit.context.notFound();
        const document = await announcementDocument({
          ...{ title: last.title, number: last.number, paragraphs: last.paragraphs },
          table: null,
          closing: last.projects.map((project, index) => `${index + 1}．${project}`),
          ...{ signatures: [last.issuer], date: dayInWords(last.dated) },
        });
        return visit.file(document, documentType, '公告.docx', 'attachment');
      }),
  },
  {
    method: 'GET',
    path: `${path}/data`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) =>
      withResult(visit, async (result) =>
        visit.file(
          JSON.stringify({ format: 1, ...result, outcome: await outcomeOf(visit) }, null, 2),
          'application/json; charset=utf-8',
          '复核数据.json',
          'attachment',
        ),
      ),
  },
]);
