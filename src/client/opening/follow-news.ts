/** Keeps what a page shows true to the server, whatever comes between. */
export interface News {
  /** Something changed: it is fetched now, or as soon as it can be shown. */
  readonly heard: () => void;
  /** Somebody works on this page: nothing redraws it until `release`. */
  readonly hold: () => void;
  /** The work is over: what was missed meanwhile is fetched. */
  readonly release: () => void;
  readonly isHeld: () => boolean;
}

/** How long a fetch that reached nobody rests before the next, in milliseconds. */
const restBetween = 5_000;

/**
 * Fetches after every news, one fetch at a time, so that no older answer is drawn over a newer one; news
 * that come during a fetch or while the page is held are not forgotten. `refresh` gives false when it
 * reached nobody; then it is tried again by itself.
 */
export function followNews(
  refresh: () => Promise<boolean>,
  later: (work: () => void) => void = (work) => void setTimeout(work, restBetween),
): News {
  let held = false;
  let running = false;
  let missed = false;
  const run = async () => {
    running = true;
    missed = false;
    const reached = await refresh();
    running = false;
    if (!reached) later(heard);
    else if (missed) heard();
  };
  const heard = () => {
    missed = true;
    if (!held && !running) void run();
  };
  return {
    heard,
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      heard();
    },
    isHeld: () => held,
  };
}
