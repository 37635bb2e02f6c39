/** What a page says was refused: the summary of its form, or the notice at its head. */
export function sentencesOf(page: string): string {
  const found = /<(?:section class="summary"|div class="notice stop refused")[\s\S]*?<\/ul>/.exec(
    page,
  );
  return (found?.[0] ?? '').replace(/<[^>]+>/g, ' ').trim();
}
