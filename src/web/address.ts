import { getConnInfo } from '@hono/node-server/conninfo';
import type { Visit } from './visit.ts';

/** The address that a request comes from, to count by; it is never stored as it is. */
export function addressOf(visit: Visit): string {
  if (visit.dependencies.trustProxy) {
    const forwarded = visit.context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded !== undefined && forwarded !== '') return forwarded;
  }
  // Without a socket (a request made inside the process) there is no address to count by.
  return visit.context.env?.incoming === undefined
    ? 'local'
    : (getConnInfo(visit.context).remote.address ?? 'unknown');
}
