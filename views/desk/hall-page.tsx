import { HallLayout, type PageFrame } from '../layout.tsx';
import { Figure } from '../parts/notices.tsx';
import { VoteBar } from '../parts/tables.tsx';

/** Totals with the line of the majority. */
export interface HallResults {
  readonly status: string;
  readonly threshold: number | null;
  /** The number that a full bar stands for. */
  readonly of: number;
  readonly projects: readonly {
    readonly number: number;
    readonly title: string;
    readonly votes: number;
    readonly adopted: boolean;
    /** What became of it in words: 入选, or the verdict of a test; empty while it is open. */
    readonly mark: string;
  }[];
}

/** What the hall sees: at most seven lines. */
export interface HallView {
  readonly heading: string;
  readonly sub: string;
  readonly figures: readonly { readonly label: string; readonly value: number }[];
  readonly lines: readonly string[];
  readonly results: HallResults | null;
  readonly foot: readonly [string, string];
}

/** The hall screen; live by server-sent events, by reloading itself without JavaScript. */
export function HallPage(props: {
  readonly frame: PageFrame;
  readonly view: HallView;
  readonly live: string;
}) {
  const { frame, view } = props;
  return (
    <HallLayout frame={frame} title="会场大屏幕" refresh={5}>
      {(frame.banner ?? [])
        .filter((one) => one.kind !== 'plain-http')
        .map((one) => (
          <p class="hall-banner">{one.text}</p>
        ))}
      <p class="hall-offline" data-offline hidden role="status">
        ✕ 连接中断，画面可能不是最新
      </p>
      <div class="hall-view" hx-sse-connect={props.live} hx-swap="innerHTML">
        <HallContent view={view} />
      </div>
    </HallLayout>
  );
}

/** The inside of the screen, as it is sent to live pages. */
export function HallContent({ view }: { readonly view: HallView }) {
  const { results } = view;
  return (
    <>
      <header>
        <h1>{view.heading}</h1>
        <p class="sub">{view.sub}</p>
      </header>
      {view.figures.length === 0 ? null : (
        <div class="figures">
          {view.figures.map((one) => (
            <Figure label={one.label} value={one.value} />
          ))}
        </div>
      )}
      {results === null ? null : <Results results={results} />}
      {view.lines
        .filter((line) => line !== '')
        .map((line) => (
          <p class="hall-line">{line}</p>
        ))}
      {view.foot[0] === '' && view.foot[1] === '' ? null : (
        <p class="hall-foot">
          <span>{view.foot[0]}</span>
          <span>{view.foot[1]}</span>
        </p>
      )}
    </>
  );
}

/** In columns of seven, so that a hall reads them from the last row. */
function Results({ results }: { readonly results: HallResults }) {
  return (
    <>
      {results.threshold === null ? null : (
        <p class="hall-line">须 {results.threshold} 票（虚线）</p>
      )}
      <ol class="hall-results">
        {results.projects.map((one) => (
          <li class={one.adopted ? 'adopted' : ''}>
            <span class="hall-title">
              {one.number}　{one.title}
            </span>
            <VoteBar
              votes={one.votes}
              of={results.of}
              needed={results.threshold}
              adopted={one.adopted}
            />
            <strong>{one.votes}</strong>
            <span class="hall-mark">{one.mark}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
