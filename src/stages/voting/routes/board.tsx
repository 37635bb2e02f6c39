import { BoardPage } from '../../../../views/voting/board-page.tsx';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadBoardView, readTracker } from '../board/board-view.ts';
import { type ArchivePart, downloadArchive, proofsText } from '../board/download.ts';

async function show(visit: Visit): Promise<Response> {
  const board = await loadBoardView(visit.database, visit.param('uuidText'));
  if (board === null) return visit.context.notFound();
  const typed = visit.query('t').slice(0, 80);
  const asked = typed === '' ? null : readTracker(typed);
  const found = asked === null ? [] : board.trackers.filter((one) => one.startsWith(asked));
  return await visit.page(
    <BoardPage
      frame={visit.frame()}
      board={board}
      verifyAddress={`${visit.dependencies.ballot.origin}/verify`}
      typed={typed}
      search={typed === '' ? null : asked === null ? 'unreadable' : found}
    />,
  );
}

/** Sends an archive piece by piece, or says why not. */
async function archive(visit: Visit, part: ArchivePart): Promise<Response> {
  const download = await downloadArchive(visit.database, visit.param('uuidText'), part);
  if (download === null) return visit.context.notFound();
  if (download === 'busy') {
    return visit.context.text('此刻下载的人太多，请一分钟以后再试。', 503, { 'retry-after': '60' });
  }
  return visit.context.body(download.body, 200, {
    'content-type': download.type,
    'content-length': String(download.bytes),
    'content-disposition': `attachment; filename="${download.name}"`,
  });
}

async function proofs(visit: Visit): Promise<Response> {
  const uuid = visit.param('uuidText');
  const text = await proofsText(visit.database, uuid);
  if (text === null) return visit.context.notFound();
  return visit.file(text, 'application/json; charset=utf-8', `${uuid}.proofs.json`, 'attachment');
}

const path = '/board/:uuidText';

/** The public board (公开票箱): what anybody may see and download of an electronic box. */
export const boardRoutes = declareRoutes([
  { method: 'GET', path, site: 'public', access: { kind: 'anyone' }, handle: show },
  {
    method: 'GET',
    path: `${path}/setup.bel`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) => archive(visit, 'setup'),
  },
  {
    method: 'GET',
    path: `${path}/archive.bel`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) => archive(visit, 'all'),
  },
  {
    method: 'GET',
    path: `${path}/proofs.json`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: proofs,
  },
]);
