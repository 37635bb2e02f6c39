import { dayInWords } from '../../src/rules/days.ts';
import { Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PublicEntries, type PublicEntry } from './public-entries.tsx';
import type { RectificationProps } from './rectification-props.ts';

/** The rectifications of a project as a part of its page; `base` is null on the public page. */
export function RectificationSection(props: {
  readonly rows: readonly (RectificationProps & { readonly entries: readonly PublicEntry[] })[];
  readonly base: string | null;
}) {
  const { base } = props;
  return (
    <ul class="plain-list">
      {props.rows.map((one) => {
        const name = `第 ${one.number} 号${one.powerName}`;
        return (
          <li>
            {base === null ? name : <a href={`${base}/rectifications/${one.id}`}>{name}</a>}{' '}
            <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
            <LatenessTag lateness={one.lateness} />
            <p>{one.content}</p>
            <p class="small muted">
              {one.issuerName}（{one.originName}）提出，{one.unitName}整改，{dayInWords(one.dueOn)}
              前
            </p>
            <PublicEntries entries={one.entries} />
          </li>
        );
      })}
    </ul>
  );
}
