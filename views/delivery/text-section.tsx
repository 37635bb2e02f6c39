import { dayInWords } from '../../src/rules/days.ts';
import type { DiffPiece } from '../../src/stages/delivery/text/word-diff.ts';
import { Tag } from '../parts/notices.tsx';

/** What a project says now, against the text that was voted on. */
export interface TextSectionProps {
  readonly rows: readonly {
    readonly label: string;
    readonly voted: boolean;
    readonly changed: boolean;
    readonly pieces: readonly DiffPiece[];
  }[];
  /** Whether the baseline is the version that was voted on in this program. */
  readonly keptHere: boolean;
  readonly source: string;
  readonly decidedOn: string;
  readonly baselineHash: string;
  readonly versions: readonly {
    readonly number: number;
    readonly kind: string;
    readonly hash: string;
    readonly day: string;
    readonly reason: string | null;
  }[];
}

/** The text of a project: struck out is what the baseline said, underlined what was added since. */
export function TextSection(props: TextSectionProps & { readonly editHref: string | null }) {
  const changed = props.rows.some((one) => one.changed);
  return (
    <>
      <p>
        {props.keptHere
          ? `基线是${dayInWords(props.decidedOn)}票决时的原文。`
          : `基线录入自“${props.source}”，${dayInWords(props.decidedOn)}确定。`}
        {changed ? '划线的是原文，加下划线的是后来的文字。' : '至今没有改动。'}
      </p>
      <dl class="facts project-text">
        {props.rows.map((row) => (
          <div>
            <dt>
              {row.label}
              {row.changed ? (
                <>
                  {' '}
                  <Tag
                    tone={row.voted ? 'warn' : 'info'}
                    text={row.voted ? '经决定调整' : '说明有补充'}
                  />
                </>
              ) : null}
            </dt>
            <dd>
              <Diff pieces={row.pieces} />
            </dd>
          </div>
        ))}
      </dl>
      {props.editHref === null ? null : (
        <p>
          <a href={props.editHref}>补充说明内容</a>
          <span class="hint">（受益范围、资金来源、背景；票决确定的内容只能经决定调整）</span>
        </p>
      )}
      <details class="versions">
        <summary>文本的 {props.versions.length} 个版本</summary>
        <ol class="plain-list">
          {props.versions.map((one) => (
            <li>
              第 {one.number} 版　{one.day}　{one.kind}
              {one.reason === null ? '' : `：${one.reason}`}
              <br />
              <small class="muted">
                指纹 <code>{one.hash.slice(0, 16)}</code>
              </small>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

/** A word diff: what was removed is struck out, what was added underlined; both are said aloud. */
export function Diff({ pieces }: { readonly pieces: readonly DiffPiece[] }) {
  return (
    <>
      {pieces.map((piece) => {
        if (piece.kind === 'same') return piece.text;
        return piece.kind === 'removed' ? (
          <del>
            <span class="unseen">原为：</span>
            {piece.text}
          </del>
        ) : (
          <ins>
            <span class="unseen">现为：</span>
            {piece.text}
          </ins>
        );
      })}
    </>
  );
}
