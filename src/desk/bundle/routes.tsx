import type { Kysely } from 'kysely';
import { BundlesPage } from '../../../views/bundle/bundles-page.tsx';
import type { Tables } from '../../database/tables.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { openInstallationKey } from './installation-key.ts';
import { makeBundle } from './make-bundle.ts';

/** So many bundles are made at once: each reads a year's papers from the database to the disk. */
const mostAtOnce = 2;
let making = 0;

/** So many lie on the disk while they are sent, however slowly. */
const mostSent = 8;
let sending = 0;

/** Years of a congress of which something is public, the newest first. */
async function publicYears(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  return await database
    .selectFrom('record.year as year')
    .select(['year.id', 'year.year'])
    .where('year.congress_id', '=', congressId)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('record.project as project')
            .select('project.id')
            .whereRef('project.congress_id', '=', 'year.congress_id')
            .whereRef('project.year_id', '=', 'year.id')
            .where('project.published_at', 'is not', null),
        ),
        exists(
          selectFrom('record.announcement as announcement')
            .innerJoin('record.round as round', 'round.id', 'announcement.round_id')
            .innerJoin('record.meeting as meeting', 'meeting.id', 'round.meeting_id')
            .select('announcement.id')
            .whereRef('meeting.congress_id', '=', 'year.congress_id')
            .whereRef('meeting.year_id', '=', 'year.id')
            .where('announcement.published_at', 'is not', null),
        ),
      ]),
    )
    .orderBy('year.year', 'desc')
    .execute();
}

async function show(
  visit: Visit,
  problem: string | null = null,
  status: 200 | 422 | 429 | 500 = 200,
): Promise<Response> {
  const { database, congressHere, dependencies } = visit;
  const years = await publicYears(database, congressHere.id);
  // Nobody's visit makes the key of the installation but where there is something to sign.
  const key = years.length === 0 ? null : await openInstallationKey(dependencies.ballot);
  const rendered = (
    <BundlesPage
      frame={visit.frame()}
      congress={congressHere.name}
      home={`/p/${congressHere.id}`}
      years={years.map(({ id, year }) => ({
        year,
        href: `/p/${congressHere.id}/bundles/${id}/file`,
      }))}
      publicKey={key?.ok === true ? (key.value.publicKey.match(/.{8}/g)?.join(' ') ?? null) : null}
      verifyAddress={`${dependencies.ballot.origin}/bundle`}
      problem={problem}
    />
  );
  return await visit.page(rendered, status);
}

async function send(visit: Visit): Promise<Response> {
  const { database, congressHere, dependencies } = visit;
  const years = await publicYears(database, congressHere.id);
  const year = years.find((one) => one.id === visit.param('year'));
  if (year === undefined) return visit.context.notFound();
  if (making >= mostAtOnce || sending >= mostSent) {
    return await show(visit, '此刻下载的人太多，请一分钟以后再试。', 429);
  }
  making += 1;
  try {
    const key = await openInstallationKey(dependencies.ballot);
    if (!key.ok) return await show(visit, key.refusals[0].message, 500);
    const scope = { congressId: congressHere.id, yearId: year.id, year: year.year };
    const name = `${congressHere.shortName}${year.year}年审计资料包.zip`;
    const bundle = await makeBundle(database, scope, key.value);
    if (!bundle.ok) return await show(visit, bundle.refusals[0].message, 422);
    sending += 1;
    const stream = bundle.value.stream(() => {
      sending -= 1;
    });
    return visit.largeFile(stream, bundle.value.size, 'application/zip', name);
  } finally {
    making -= 1;
  }
}

/** The auditor's bundles: public as everything in them is. */
export const bundleRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/p/:congress/bundles',
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) => show(visit),
  },
  {
    method: 'GET',
    path: '/p/:congress/bundles/:year/file',
    site: 'public',
    access: { kind: 'anyone' },
    handle: send,
  },
]);
