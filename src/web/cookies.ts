import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** A sentence that the next page shows once. */
export interface Flash {
  readonly kind: 'done' | 'warn' | 'stop';
  readonly text: string;
}

const flashName = 'piaojue_flash';

/** Leaves a sentence for the next page. It never holds a secret: it travels in a cookie. */
export function writeFlash(context: Context, flash: Flash): void {
  setCookie(context, flashName, encodeURIComponent(JSON.stringify(flash)), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 60,
  });
}

/** Takes the sentence that was left, once. */
export function readFlash(context: Context): Flash | null {
  const raw = getCookie(context, flashName);
  if (raw === undefined) return null;
  deleteCookie(context, flashName, { path: '/' });
  try {
    const flash: unknown = JSON.parse(decodeURIComponent(raw));
    if (typeof flash !== 'object' || flash === null) return null;
    const { kind, text } = flash as Partial<Record<'kind' | 'text', unknown>>;
    if (kind !== 'done' && kind !== 'warn' && kind !== 'stop') return null;
    return typeof text === 'string' ? { kind, text: text.slice(0, 300) } : null;
  } catch {
    return null;
  }
}

/** Cookie of the sign-in: `__Host-` and Secure under HTTPS (data-model.md, Sites). */
function signInName(secure: boolean): string {
  return secure ? '__Host-piaojue' : 'piaojue';
}

/**
 * Hands the opaque token of a sign-in to the browser, with its life in seconds: on a phone whose clock is wrong an
 * hour of the day would end it at once or never.
 */
export function writeSignIn(context: Context, secure: boolean, token: string, life: number): void {
  setCookie(context, signInName(secure), token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
    maxAge: life,
  });
}

/** The token that the browser shows, or null. */
export function readSignIn(context: Context, secure: boolean): string | null {
  return getCookie(context, signInName(secure)) ?? null;
}

/** Takes the token back from the browser. */
export function clearSignIn(context: Context, secure: boolean): void {
  deleteCookie(context, signInName(secure), { path: '/', secure });
}

const deviceName = 'piaojue_device';
/** As long as browsers keep one; it is renewed with every visit of the page that rates. */
const longest = 400 * 24 * 3600;

/** Remembers a resident's device, on the pages of plates alone: one device rates a project once. */
export function writeDevice(context: Context, secure: boolean, token: string): void {
  setCookie(context, deviceName, token, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/plate', secure, maxAge: longest },
  });
}

/** The token of a resident's device, or null. */
export function readDevice(context: Context): string | null {
  return getCookie(context, deviceName) ?? null;
}
