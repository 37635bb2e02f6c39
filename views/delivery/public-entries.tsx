import { Tag } from '../parts/notices.tsx';

/** A published answer to a rectification or its re-check, in the wording for everybody. */
export interface PublicEntry {
  readonly what: string;
  readonly on: string;
  readonly wording: string;
  /** What the re-check led to; null for an answer. */
  readonly outcome: 'closed' | 'reopened' | null;
}

/** What the unit did and what the re-check saw, in their order. */
export function PublicEntries({ entries }: { readonly entries: readonly PublicEntry[] }) {
  return (
    <>
      {entries.map((one) => (
        <p class="kept-lines">
          {one.outcome === null ? (
            <Tag tone="info" text={one.what} />
          ) : (
            <Tag
              tone={one.outcome === 'closed' ? 'ok' : 'warn'}
              text={one.outcome === 'closed' ? '复查通过，销号' : '复查没有通过'}
            />
          )}{' '}
          {one.on}：{one.wording}
        </p>
      ))}
    </>
  );
}
