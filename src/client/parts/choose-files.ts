import { byId } from './dom.ts';

/**
 * Lets a page take files by its field (`chooser`) or dropped on its place (`drop`); `choose` is told all of
 * them at once, and none when the field was emptied.
 */
export function letChooseFiles(
  ids: { readonly chooser: string; readonly drop: string },
  choose: (files: readonly File[]) => void,
): void {
  const chooser = byId(ids.chooser);
  const drop = byId(ids.drop);
  chooser.addEventListener('change', () => {
    if (chooser instanceof HTMLInputElement) choose([...(chooser.files ?? [])]);
  });
  // A browser keeps silent when the same file is chosen again, though it may have been downloaded anew.
  chooser.addEventListener('click', () => {
    if (chooser instanceof HTMLInputElement) chooser.value = '';
  });
  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    choose([...(event.dataTransfer?.files ?? [])]);
  });
}
