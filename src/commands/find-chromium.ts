import { existsSync } from 'node:fs';

/**
 * Where Debian puts Chromium. The shell without a window comes first: the whole browser draws a window nobody
 * sees, which takes most of a test's time.
 */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const;

/** The Chromium that tests and pictures are made with: CHROMIUM_PATH, else what is installed; null when none is. */
export function findChromium(): string | null {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  return places.find((place) => existsSync(place)) ?? null;
}
