/**
 * The hall screen says when it is cut off: nobody should read old figures for new ones. The server sends
 * the whole state at least every ten seconds; silence means that the line is broken.
 */

/** Silence after which the screen counts as cut off, in milliseconds. */
const patience = 25_000;

// Pages write htmx's names with hyphens (the `metaCharacter` of the layout), its events too.
let heard = Date.now();

function show(offline: boolean): void {
  const badge = document.querySelector<HTMLElement>('[data-offline]');
  if (badge !== null) badge.hidden = !offline;
}

document.addEventListener('htmx-sse-after-message', () => {
  heard = Date.now();
  show(false);
});
document.addEventListener('htmx-sse-error', () => show(true));
window.addEventListener('offline', () => show(true));
setInterval(() => {
  if (Date.now() - heard > patience) show(true);
}, 1_000);
