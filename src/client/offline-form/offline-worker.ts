/**
 * Answers for a page that is filled in on a site where there is no network: the page and its files as the
 * phone kept them (`keep-page.ts`). With a network everything comes from there; nothing is answered that is sent.
 */
import { cacheName } from './keep-page.ts';

/** Seconds after which a network that does not answer counts as none. */
const patience = 6;

interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

function isAsked(event: Event): event is Asked {
  return 'request' in event && 'respondWith' in event;
}

async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return await cache.match(request, { ignoreSearch: true, ignoreVary: true });
}

async function pageOf(request: Request): Promise<Response> {
  const slow = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), patience * 1000);
  });
  const network = fetch(request);
  const first = await Promise.race([network.catch(() => null), slow]);
  return first ?? (await kept(request)) ?? (await network);
}

async function fileOf(request: Request): Promise<Response> {
  return (await kept(request)) ?? (await fetch(request));
}

globalThis.addEventListener('fetch', (event) => {
  if (!isAsked(event) || event.request.method !== 'GET') return;
  const { request } = event;
  if (request.mode === 'navigate' || request.destination === 'image')
    event.respondWith(pageOf(request));
  else if (new URL(request.url).pathname.startsWith('/assets/')) {
    event.respondWith(fileOf(request));
  }
});
