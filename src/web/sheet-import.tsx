import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import type { FormState } from '../../views/parts/fields.tsx';
import type { ImportPreview, ImportState, ImportWords } from '../../views/parts/import-file.tsx';
import { ImportPage } from '../../views/parts/import-page.tsx';
import type { TableReading } from '../documents/index.ts';
import type { Refusal, Result } from '../rules/refusals.ts';
import { actRoute, type RunAct } from './act-route.ts';
import { clerks, type RouteDeclaration } from './route.ts';
import { noSpreadsheet, readUpload, uploadBodyLimit } from './upload.ts';
import { spreadsheetType, statusOf, type Visit } from './visit.ts';

/** What a file would change, in words, and what it was compared with. */
export interface Comparison
  extends Pick<
    ImportPreview,
    'added' | 'changed' | 'missing' | 'unchanged' | 'offered' | 'unsure'
  > {
  /** Differs as soon as what the file was compared with does. */
  readonly fingerprint: string;
}

/** An import and the status of its page. */
export interface ShownImport extends ImportState {
  readonly status: 200 | 409 | 422;
}

/** An import that nobody has begun, perhaps with what is proposed beside the file. */
export function freshImport(typed: Readonly<Record<string, string>> = {}): ShownImport {
  return {
    ...{ form: { typed, refusals: [] }, badCells: [], sheet: null, preview: null },
    ...{ actId: randomUUID(), status: 200 },
  };
}

/** A spreadsheet that becomes an act: template, upload, preview with every fault, acceptance of all rows or none. */
export interface SheetImport<
  Ask extends z.ZodType,
  Row,
  Accept extends z.ZodType<{ act_id: string }>,
  Answer,
> {
  /** Verb of the act. */
  readonly kind: string;
  /** Path of the page. */
  readonly path: string;
  /** What is asked beside the file. */
  readonly ask: Ask;
  /** The form of the acceptance: the same, and `previewFields`. */
  readonly accept: Accept;
  readonly template: (visit: Visit) => Promise<Uint8Array>;
  readonly templateName: string;
  readonly read: (
    visit: Visit,
    bytes: Uint8Array,
    asked: z.output<Ask>,
  ) => Promise<TableReading<Row>>;
  readonly compare: (
    visit: Visit,
    rows: readonly Row[],
    asked: z.output<Ask>,
  ) => Promise<Result<Comparison>>;
  readonly run: RunAct<Accept, Answer>;
  readonly done: (visit: Visit, answer: Answer) => Response;
  readonly show: (visit: Visit, shown: ShownImport) => Promise<Response>;
}

/** The three routes of an import; the page that shows it has its own. */
export function importRoutes<
  Ask extends z.ZodType,
  Row,
  Accept extends z.ZodType<{ act_id: string }>,
  Answer,
>(one: SheetImport<Ask, Row, Accept, Answer>): readonly RouteDeclaration[] {
  const { kind, path, run, done } = one;
  return [
    {
      ...{ method: 'GET', path: `${path}/template`, site: 'staff', access: clerks },
      handle: async (visit) =>
        visit.file(await one.template(visit), spreadsheetType, one.templateName, 'attachment'),
    },
    {
      ...{ method: 'POST', path: `${path}/preview`, site: 'staff', access: clerks },
      bodyLimit: uploadBodyLimit,
      handle: (visit) => showPreview(visit, one),
    },
    actRoute(kind, one.accept, {
      ...{ path: `${path}/accept`, access: clerks, bodyLimit: uploadBodyLimit, run, done },
      // The preview is over: the page asks for the file again and says why.
      again: (visit, { form, status }) => {
        const { rows, fingerprint, file_name, act_id, ...typed } = form.typed;
        return one.show(visit, {
          ...freshImport(),
          ...{ form: { typed, refusals: form.refusals }, status },
        });
      },
    }),
  ];
}

async function showPreview<Ask extends z.ZodType, Row>(
  visit: Visit,
  one: Pick<
    SheetImport<Ask, Row, z.ZodType<{ act_id: string }>, unknown>,
    'ask' | 'read' | 'compare' | 'show'
  >,
): Promise<Response> {
  const parsed = await visit.form(one.ask);
  const { typed } = parsed;
  const refused = (refusals: readonly Refusal[], more: Partial<ShownImport> = {}) => {
    visit.noteRefusals(refusals);
    const form = { typed, refusals };
    return one.show(visit, { ...freshImport(), form, status: statusOf(refusals), ...more });
  };
  if (!parsed.ok) return await refused(parsed.refusals);
  const file = await readUpload(await visit.fields(), 'file');
  if (file === null) return await refused([noSpreadsheet]);
  const reading = await one.read(visit, file.bytes, parsed.value);
  if (!reading.ok) {
    const { cells, preview } = reading;
    return await refused(atFile(reading.refusals), { badCells: cells, sheet: preview });
  }
  const { rows, preview: sheet, ignored, leftOut } = reading;
  const compared = await one.compare(visit, rows, parsed.value);
  if (!compared.ok) return await refused(atFile(compared.refusals), { sheet });
  return await one.show(visit, {
    ...freshImport(typed),
    preview: {
      ...{ ...compared.value, fileName: file.name, total: rows.length, ignored, leftOut, sheet },
      rows: JSON.stringify(rows),
    },
  });
}

/** Refusals that name no field of their own, at the field of the file. */
function atFile(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.map((one) => ({ field: 'file', ...one }));
}

/** The words around an import that has a page of its own. */
interface ImportPageWords {
  readonly words: ImportWords;
  /** What a clerk should know before choosing a file. */
  readonly said?: string;
  /** The page below the congress that this one is reached from. */
  readonly from: { readonly text: string; readonly path: string };
  readonly fields?: (form: FormState) => Child;
  /** What is proposed beside the file. */
  readonly fresh?: (visit: Visit) => Promise<Readonly<Record<string, string>>>;
}

/** An import with a page of its own: the page and its three routes. */
export function importPage<
  Ask extends z.ZodType,
  Row,
  Accept extends z.ZodType<{ act_id: string }>,
  Answer,
>(
  one: Omit<SheetImport<Ask, Row, Accept, Answer>, 'show'> & ImportPageWords,
): readonly RouteDeclaration[] {
  const show = (visit: Visit, state: ShownImport) => {
    const { id, name } = visit.congressHere;
    const href = `/c/${id}`;
    const rendered = (
      <ImportPage
        frame={visit.frame()}
        congress={{ name, href }}
        from={{ text: one.from.text, href: `${href}${one.from.path}` }}
        path={one.path.replace('/c/:congress', href)}
        words={one.words}
        said={one.said ?? null}
        state={state}
        fields={one.fields}
      />
    );
    return visit.page(rendered, state.status);
  };
  return [
    {
      ...{ method: 'GET', path: one.path, site: 'staff', access: clerks },
      handle: async (visit) => show(visit, freshImport(await one.fresh?.(visit))),
    },
    ...importRoutes({ ...one, show }),
  ];
}
