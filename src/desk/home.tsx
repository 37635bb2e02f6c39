import { HomePage } from '../../views/desk/home-page.tsx';
import { declareRoutes } from '../web/route.ts';

/** The front door: what this is, where to sign in. */
export const homeRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: async (visit) =>
      visit.viewer === null
        ? await visit.page(<HomePage frame={visit.frame()} />)
        : visit.redirect('/me'),
  },
]);
