import { readFragment } from './fragment.ts';
import { openFrame } from './frame.ts';
import { keeperIn } from './kept.ts';
import { runBallot } from './run-ballot.ts';

declare global {
  interface Window {
    /** What stood behind the # when the page was opened; its first script took it out of the address. */
    slipFragment?: string | undefined;
  }
}

/** The ballot page of a deputy's phone, `/b/:uuid#c=…&e=…`. */
function main(): void {
  const uuid = location.pathname.split('/')[2] ?? '';
  const frame = openFrame();
  const keeper = keeperIn(() => sessionStorage);
  let casting = false;
  let running: { readonly end: () => void } | null = null;
  const begin = (text: string) => {
    const fragment = readFragment(text);
    running?.end();
    running = runBallot({
      ...{ uuid, fragment, frame, keeper, own: true },
      entered: ({ at }) => {
        casting = at === 'casting';
      },
      again: () => begin(fragment.electionHash === null ? '' : `e=${fragment.electionHash}`),
    });
  };
  const given = window.slipFragment ?? '';
  window.slipFragment = undefined;
  begin(given);
  // Another slip scanned into the same tab.
  window.addEventListener('hashchange', () => {
    const text = location.hash;
    history.replaceState(null, '', location.pathname);
    if (text !== '' && !casting) begin(text);
  });
  document.documentElement.dataset.started = 'true';
}

main();
