import type { KeptNoteAnswer } from '../wire/kept-note.ts';
import type { Attempt } from './submit.ts';
import type { Visit } from './visit.ts';

/** Whether a form comes from the script of a page that keeps it on the phone until it has arrived. */
export function isFromPhone(visit: Visit): boolean {
  return visit.context.req.header('accept')?.includes('application/json') === true;
}

/** Tells a phone in a few words whether what it kept has arrived. */
export function tellPhone(visit: Visit, attempt: Attempt | null): Response {
  const answer: KeptNoteAnswer =
    attempt === null
      ? { received: true }
      : { received: false, refusals: attempt.form.refusals.map((one) => one.message) };
  return visit.context.json(answer, attempt?.status ?? 200);
}

/** The worker that opens a page without network; it may answer for this one page. */
export async function sendOfflineWorker(visit: Visit, page: string): Promise<Response> {
  const { url } = visit.dependencies.assets.offlineWorker;
  const file = await visit.dependencies.readAsset(url.slice('/assets/'.length));
  if (file === null) return visit.context.notFound();
  visit.context.header('service-worker-allowed', page);
  return visit.file(file.bytes, file.type, 'offline-worker.js', 'inline');
}
