import type { Kysely } from 'kysely';
import type { PublicEntry } from '../../../../views/delivery/public-entries.tsx';
import type { RectificationProps } from '../../../../views/delivery/rectification-props.ts';
import type { SupervisionProps } from '../../../../views/delivery/supervision-props.ts';
import type { Tables } from '../../../database/tables.ts';
import type { Project } from '../project-store.ts';
import { loadPublicEntries } from '../rectification/public-entries.ts';
import { loadRectificationProps } from '../rectification/rectification-props.ts';
import { listProjectRectifications } from '../rectification/rectification-store.ts';
import { loadSupervision } from './load-supervision.ts';
import { toSupervisionProps } from './supervision-props.ts';

/** The supervision of a project for its page, lateness on the given day (`YYYY-MM-DD`). */
export async function loadSupervisionSection(
  database: Kysely<Tables>,
  project: Project,
  today: string,
  publicOnly: boolean,
): Promise<SupervisionProps> {
  const supervision = await loadSupervision(database, project, today);
  return toSupervisionProps(supervision, project, { today, publicOnly });
}

/** The rectifications of a project for its page; for the public those that are published, with what is of their answers. */
export async function loadRectificationSection(
  database: Kysely<Tables>,
  project: Project,
  today: string,
  everyone: boolean,
): Promise<readonly (RectificationProps & { readonly entries: readonly PublicEntry[] })[]> {
  const found = await listProjectRectifications(database, project.congressId, project.id);
  const shown = found.filter((one) => one.published || !everyone);
  const ids = everyone ? shown.map((one) => one.id) : [];
  const entries = await loadPublicEntries(database, ids);
  const props = await loadRectificationProps(database, shown, today);
  return props.map((one) => ({ ...one, entries: entries.get(one.id) ?? [] }));
}
