import type { MiddlewareHandler } from 'hono';
import type { Dependencies } from './dependencies.ts';

/**
 * The content policy of every page: our own files only, no inline code or style, no frames, forms to
 * ourselves (OWASP ASVS 5.0, V3.4).
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const noSensors = 'camera=(), microphone=(), geolocation=()';

/** For the one page that may ask the phone where it is, when somebody presses the button for it. */
export const placeAlone = 'camera=(), microphone=(), geolocation=(self)';

/** Sets the security headers of staff and public pages. Pages are never kept by a proxy. */
export function staffHeaders(dependencies: Dependencies): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const headers = context.res.headers;
    headers.set('content-security-policy', contentSecurityPolicy);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'same-origin');
    headers.set('cross-origin-opener-policy', 'same-origin');
    // A page that asks for the place, at the press of a button, says so itself.
    if (!headers.has('permissions-policy')) headers.set('permissions-policy', noSensors);
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    if (dependencies.secure) {
      headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
  };
}
