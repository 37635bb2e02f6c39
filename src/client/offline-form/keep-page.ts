/** Under this name the phone keeps pages for a site without network; `offline-worker.ts` reads it. */
export const cacheName = 'piaojue-visit-note';

/**
 * Lets the phone keep this page, so that it opens on a building site without network. Returns whether
 * it does: only over HTTPS (or on the machine itself), and not in every browser inside an app.
 */
export async function keepPage(worker: string): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return false;
  try {
    const scope = { scope: location.pathname };
    await atWork(await navigator.serviceWorker.register(worker, scope));
    const cache = await caches.open(cacheName);
    const files = [
      ...[...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((one) => one.src),
      ...[...document.querySelectorAll<HTMLLinkElement>('link[href]')].map((one) => one.href),
      // The photo of the acceptance: whoever stands there takes another from the same spot.
      ...[...document.querySelectorAll<HTMLImageElement>('main img[src]')].map((one) => one.src),
    ];
    await Promise.all([location.pathname, ...files].map((one) => keepFile(cache, one)));
    return true;
  } catch {
    return false;
  }
}

/** Waits until the worker answers for the page; before that the page would not open without network. */
function atWork(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === 'activated') resolve();
      if (worker === null || worker.state === 'redundant') reject(new Error('the worker is gone'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

async function keepFile(cache: Cache, address: string): Promise<void> {
  const response = await fetch(address);
  // A sign-in page must never stand in the place of this one.
  if (response.ok && !response.redirected) await cache.put(address, response);
}
