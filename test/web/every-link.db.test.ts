import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/app.tsx';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLivedYear, type LivedWorld, livedNow } from '../support/lived-year.ts';

/**
 * Nobody is led into a wall: whoever signs in and follows whatever link, picture or file the pages offer is
 * never turned away, finds every page, and meets no crash. By plain requests, over years with projects.
 */
let support: TestDatabase;
let world: LivedWorld;
let application: TestApplication;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildLivedYear(support.database);
  application = testApplication(support, () => livedNow);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

/** The addresses on this site that a page offers. */
function linksOf(page: string): readonly string[] {
  return [...page.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"]+)"/g)]
    .map(([, address = '']) => address.replaceAll('&amp;', '&').replace(/#.*$/, ''))
    .filter((address) => address.startsWith('/') && !address.startsWith('//'));
}

const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What kind of page an address is, in which congress; the values of its query do not matter. */
function kindOf(address: string): string {
  const [path = '', query = ''] = address.split('?');
  const [, congress = ''] = /^\/c\/([^/]+)/.exec(path) ?? [];
  const names = [...new URLSearchParams(query).keys()].sort().join('&');
  return `${congress} ${path.replace(id, ':id').replace(/plate\/\w+/, 'plate/:code')}?${names}`;
}

interface Walk {
  readonly seen: ReadonlySet<string>;
  readonly walls: readonly string[];
}

/** Follows every link from the given pages; of a kind of page in a congress at most `most`. */
async function walk(starts: readonly string[], token: string | null, most = 2): Promise<Walk> {
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  const walls: string[] = [];
  let waiting = starts.map((address) => ({ address, from: 'the start' }));
  while (waiting.length > 0) {
    const next: typeof waiting = [];
    const visit = async ({ address, from }: (typeof waiting)[number]) => {
      const response = await application.get(address, token);
      const away = response.headers.get('location');
      if (response.status >= 400) walls.push(`${response.status} ${address} from ${from}`);
      if (away?.startsWith('/sign-in')) walls.push(`sign-in ${address} from ${from}`);
      else if (away !== null) next.push({ address: away, from: address });
      if (response.headers.get('content-type')?.includes('text/html') === true) {
        const found = linksOf(await response.text());
        next.push(...found.map((one) => ({ address: one, from: address })));
      } else await response.body?.cancel();
    };
    const fresh = waiting.filter(({ address }) => {
      const kind = kindOf(address);
      const before = kinds.get(kind) ?? 0;
      if (seen.has(address) || before >= most) return false;
      seen.add(address);
      kinds.set(kind, before + 1);
      return true;
    });
    for (let at = 0; at < fresh.length; at += 8) {
      await Promise.all(fresh.slice(at, at + 8).map(visit));
    }
    waiting = next;
  }
  return { seen, walls };
}

const read = async (path: string, who: keyof LivedWorld['people']) => {
  const response = await application.get(path, world.people[who].token);
  return { status: response.status, text: await response.text() };
};

describe('a department', () => {
  test('is shown and reminded of what was handed to it, whosever project it is', async () => {
    const opinion = `/c/${world.townshipId}/opinions/${world.opinionId}`;
    const rectification = `/c/${world.townshipId}/rectifications/${world.rectificationId}`;
    const { text } = await read('/my/projects', 'countyDepartment');
    for (const path of [opinion, rectification]) {
      // Once in the list of what is handed over, once as a reminder.
      expect(text.split(`href="${path}"`)).toHaveLength(3);
      expect((await read(path, 'countyDepartment')).status).toBe(200);
    }
    const other = await read('/my/projects', 'department');
    expect(other.text).toContain(`/projects/${world.own}`);
    expect(other.text).not.toContain(opinion);
    expect(other.text).not.toContain('交给我们办的意见和整改');
  });

  test('reads its own matters alone: the others are no pages to it', async () => {
    const page = (project: string) => `/c/${world.townshipId}/projects/${project}`;
    const stranger = world.projects[5]?.id ?? '';
    for (const path of [page(stranger), `${page(stranger)}/supervision`, page(world.handed)]) {
      expect((await read(path, 'department')).status, path).toBe(404);
    }
    expect((await read(page(world.handed), 'countyDepartment')).status).toBe(200);
    expect((await read(page(stranger), 'countyDepartment')).status).toBe(404);
    const opinion = `/c/${world.townshipId}/opinions/${world.opinionId}`;
    expect((await read(opinion, 'department')).status).toBe(404);
    const list = await read(`/c/${world.townshipId}/projects`, 'department');
    expect(list.text).toContain(page(world.own));
    expect(list.text).not.toContain(stranger);
  });
});

describe('the presidium', () => {
  test('is shown first what has climbed to it, and leads the county’s clerk to the matter itself', async () => {
    const own = await read(`/c/${world.townshipId}`, 'presidium');
    expect(own.text).toContain('已提醒县人大');
    const county = await read(`/c/${world.countyId}`, 'countyClerk');
    expect(county.text).toContain(`/c/${world.townshipId}/opinions/${world.opinionId}`);
    expect((await read(`/c/${world.countyId}/overview`, 'countyPresidium')).status).toBe(200);
    expect((await read(`/c/${world.townshipId}/appraisal`, 'presidium')).status).toBe(200);
  });
});

describe('every link leads somewhere', () => {
  // The county's own are many: what one of them saw the others see once of each kind.
  const roles = [
    ['clerk', 2],
    ['countyClerk', 2],
    ['countyViewer', 1],
    ['presidium', 2],
    ['countyPresidium', 1],
    ['chair', 2],
    ['deputy', 2],
    ['department', 4],
    ['countyDepartment', 4],
    ['partyCommittee', 2],
    ['auditor', 1],
    ['operator', 1],
  ] as const;

  test.each(roles)('for the %s', async (role, most) => {
    const { seen, walls } = await walk(['/me', '/'], world.people[role].token, most);
    console.info(`${role}: ${seen.size} addresses`);
    expect(walls).toEqual([]);
  });

  test('for a resident, from the plate on the wall and the public pages of the place', async () => {
    const open = allRoutes
      .filter(({ site, method, path }) => {
        const parameters = path.match(/:\w+/g) ?? [];
        return site === 'public' && method === 'GET' && parameters.join('') === ':congress';
      })
      .map(({ path }) => path.replace(':congress', world.townshipId));
    const plates = world.projects.slice(0, 2).map((one) => `/plate/${one.plateCode}`);
    const { seen, walls } = await walk(['/', ...plates, ...open], null);
    console.info(`resident: ${seen.size} addresses`);
    expect(walls).toEqual([]);
  });
});
