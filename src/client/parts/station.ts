import type { WireRefusal } from '../../wire/refusal.ts';

/** How a page of a scrutineer's own device reaches the ballot site. */
export interface StationLink {
  /** Address of the ballot site, without a path. */
  readonly origin: string;
  /** Token of this device; the server knows its hash alone. */
  readonly token: string;
}

/** An answer, or the refusal that the reader is shown. `offline`: nothing came back. */
export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: WireRefusal };

const place = 'piaojue-station';

/**
 * Reads the link of this device. A fresh one stands in the fragment (`#t=TOKEN`, from a file also
 * `&at=ADDRESS`); it is moved to the storage of this tab and out of the address at once, so that no
 * history keeps it. Null when this device was not given one.
 */
export function readStationLink(): StationLink | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('t');
  if (token !== null) {
    const origin = fragment.get('at') ?? location.origin;
    history.replaceState(null, '', location.pathname + location.search);
    sessionStorage.setItem(place, JSON.stringify({ origin, token }));
    return { origin, token };
  }
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const { origin, token: known } = stored as Record<string, unknown>;
    return typeof origin === 'string' && typeof known === 'string'
      ? { origin, token: known }
      : null;
  } catch {
    return null;
  }
}

const offline: WireRefusal = {
  code: 'offline',
  message: '连不上服务器，没有收到答复。请检查网络，再试一次；重试不会重复办理。',
};

/** How long a question may go unanswered, in milliseconds. */
const patience = 30_000;

/** Calls the ballot site. The answer's shape is what `wire` says; what matters is checked by the page. */
export async function callStation<Value>(
  { origin, token }: StationLink,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answered<Value>> {
  const cut = new AbortController();
  // An act may take long, and its answer is worth waiting for; a question is asked again.
  const late = method === 'GET' ? setTimeout(() => cut.abort(), patience) : undefined;
  try {
    const response = await fetch(origin + path, {
      method,
      credentials: 'omit',
      cache: 'no-store',
      signal: cut.signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return response.ok
      ? { ok: true, value: answer as Value }
      : { ok: false, refusal: answer as WireRefusal };
  } catch {
    return { ok: false, refusal: offline };
  } finally {
    clearTimeout(late);
  }
}

/** How long a broken stream of events rests before it is tried again, in milliseconds. */
const restBetween = 3_000;

/** The server says every 15 seconds that it lives; silent for longer, in milliseconds, a stream is dead. */
const longestSilence = 45_000;

/**
 * Calls back whenever something of the meeting changed, over one long answer (`/station/events`), and
 * after every reconnection, because something may have been missed: also when the network went away
 * without a word and the stream is only silent. Returns how to stop.
 */
export function watchStation({ origin, token }: StationLink, changed: () => void): () => void {
  let stopped = false;
  let cut = new AbortController();
  void (async () => {
    while (!stopped) {
      cut = new AbortController();
      const silent = () => setTimeout(() => cut.abort(), longestSilence);
      let alarm = silent();
      try {
        const response = await fetch(`${origin}/station/events`, {
          credentials: 'omit',
          headers: { authorization: `Bearer ${token}` },
          signal: cut.signal,
        });
        changed();
        const reader = response.body?.getReader();
        for (let read = await reader?.read(); read !== undefined && !read.done; ) {
          clearTimeout(alarm);
          alarm = silent();
          if (read.value.length > 2) changed();
          read = await reader?.read();
        }
      } catch {
        // The network is away; the loop comes back.
      } finally {
        clearTimeout(alarm);
      }
      await new Promise((resolve) => setTimeout(resolve, restBetween));
    }
  })();
  return () => {
    stopped = true;
    cut.abort();
  };
}

/** Whether keys may be made on this page: encrypted, on this very machine, or from a file. */
export function isSafePlace(): boolean {
  const { protocol, hostname } = location;
  if (protocol === 'https:' || protocol === 'file:') return true;
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
