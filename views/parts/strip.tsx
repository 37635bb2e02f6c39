import { Figure } from './notices.tsx';

/** The figures of a sitting that every page of its meeting shows. */
export interface StripFigures {
  readonly sittingName: string;
  readonly due: number;
  readonly present: number;
  readonly onLeave: number;
  readonly needed: number;
  readonly missing: number;
  readonly sentence: string;
}

/**
 * The permanent strip 应到 · 实到 · 请假 · 需要 · 还差. Live pages replace it as a whole by its id. With
 * `live` the browser keeps it fresh; without JavaScript it is as old as the page.
 */
export function QuorumStrip(props: {
  readonly strip: StripFigures | null;
  readonly live?: string;
  /** Name of the region, where a page shows more than one. */
  readonly label?: string;
}) {
  const { strip, live } = props;
  const wiring = live === undefined ? {} : { 'hx-sse-connect': live, 'hx-swap': 'innerHTML' };
  return (
    <section class="strip" id="strip" aria-label={props.label ?? '出席情况'} {...wiring}>
      {strip === null ? <p class="strip-none">还没有全体会议，先在会议页面安排。</p> : null}
      {strip === null ? null : <StripContent strip={strip} />}
    </section>
  );
}

/** The inside of the strip, as it is sent to live pages. */
export function StripContent({ strip }: { readonly strip: StripFigures }) {
  const enough = strip.missing === 0;
  return (
    <>
      <Figure label="应到" value={strip.due} />
      <Figure label="实到" value={strip.present} tone={enough ? 'ok' : 'plain'} />
      <Figure label="请假" value={strip.onLeave} />
      <Figure label="需要" value={strip.needed} />
      <Figure label="还差" value={strip.missing} tone={enough ? 'plain' : 'stop'} />
      <p class={`strip-word ${enough ? 'ok' : 'stop'}`}>
        <strong>{enough ? '✓ 符合法定人数' : `✕ 还差 ${strip.missing} 人`}</strong>
        <span>{strip.sittingName}</span>
      </p>
    </>
  );
}
