import { PublicLookbackPage } from '../../../../views/lookback/public-lookback.tsx';
import { scopeText } from '../../../rules/lookback/scope.ts';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadProgramme } from './show-programme.tsx';

const path = '/p/:congress/lookbacks/:lookback';

/** A programme that is public: its scope is. */
async function loadPublic(visit: Visit) {
  const loaded = await loadProgramme(visit);
  return loaded === null || loaded.lookback.scopeHash === null ? null : loaded;
}

async function show(visit: Visit): Promise<Response> {
  const loaded = await loadPublic(visit);
  if (loaded === null) return await visit.context.notFound();
  const { congressHere } = visit;
  return await visit.page(
    <PublicLookbackPage
      frame={visit.frame()}
      congress={congressHere.name}
      programme={loaded.view}
      path={`/p/${congressHere.id}/lookbacks/${loaded.lookback.id}`}
    />,
  );
}

async function sendScope(visit: Visit): Promise<Response> {
  const loaded = await loadPublic(visit);
  if (loaded === null) return await visit.context.notFound();
  const text = scopeText(loaded.scope.map((one) => one.line));
  return visit.file(text, 'text/plain; charset=utf-8', '范围.txt', 'attachment');
}

/** What anybody sees of a look-back. */
export const publicLookbackRoutes = declareRoutes([
  { method: 'GET', path, site: 'public', access: { kind: 'anyone' }, handle: show },
  {
    ...{ method: 'GET', path: `${path}/scope`, site: 'public' },
    ...{ access: { kind: 'anyone' }, handle: sendScope },
  },
]);
