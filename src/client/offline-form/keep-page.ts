/** Under this name the phone keeps pages for a site without network; `offline-worker.ts` reads it. */
export const cacheName = 'piaojue-visit-note';

/**
 * Lets the phone keep this page, so that it opens on a building site without network. Returns whether
 * it does: only over HTTPS (or on the machine itself), and not in every browser inside an app.
 */
export async function keepPage(worker: string): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return false;
  try {
    await navigator.serviceWorker.register(worker, { scope: location.pathname });
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

async function keepFile(cache: Cache, address: string): Promise<void> {
  const response = await fetch(address);
  // A sign-in page must never stand in the place of this one.
  if (response.ok && !response.redirected) await cache.put(address, response);
}
