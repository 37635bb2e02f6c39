import type { PaperProps } from '../../../../views/delivery/papers.tsx';
import type { EntryPaper } from './paper-store.ts';

/** Papers as views show them; the files lie under `base`. */
export function toPaperProps(papers: readonly EntryPaper[], base: string): readonly PaperProps[] {
  return papers.map(({ id, fileName, isPhoto, published }) => ({
    ...{ href: `${base}/${id}`, fileName, isPhoto, published },
  }));
}
