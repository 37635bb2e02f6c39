import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';

const sizes = ['normal', 'large'] as const;
const themes = ['auto', 'light', 'dark'] as const;

/** How somebody wants to read: 大字 and light or dark. Kept in the browser only. */
export interface Preferences {
  readonly size: (typeof sizes)[number];
  readonly theme: (typeof themes)[number];
}

/** Reads the preferences from their cookies; anything unknown is the default. */
export function readPreferences(context: Context): Preferences {
  return {
    size: z.enum(sizes).catch('normal').parse(getCookie(context, 'piaojue_size')),
    theme: z.enum(themes).catch('auto').parse(getCookie(context, 'piaojue_theme')),
  };
}

/** The form of the header: one of the two preferences, and the page to go back to. */
export const preferencesForm = z.object({
  size: z.enum(sizes).optional(),
  theme: z.enum(themes).optional(),
  back: z
    .string()
    .max(500)
    // A path of this site only: `//host` and `/\host` would lead away.
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});

/** Keeps the preferences for a year. */
export function writePreferences(
  context: Context,
  chosen: { size?: Preferences['size'] | undefined; theme?: Preferences['theme'] | undefined },
): void {
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 31_536_000 } as const;
  if (chosen.size !== undefined) setCookie(context, 'piaojue_size', chosen.size, options);
  if (chosen.theme !== undefined) setCookie(context, 'piaojue_theme', chosen.theme, options);
}
