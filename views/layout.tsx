import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

/** A built file with the hash that the browser checks. */
export interface Asset {
  readonly url: string;
  readonly integrity: string;
}

/** The built files that pages load. */
export interface Assets {
  readonly style: Asset;
  readonly pages: Asset;
  readonly countDesk: Asset;
  readonly hallScreen: Asset;
  readonly siteCheck: Asset;
  readonly visitNote: Asset;
  readonly photoPlace: Asset;
  readonly offlineWorker: Asset;
}

/** What every page shows around its content. */
export interface PageFrame {
  readonly assets: Assets;
  readonly viewer: { readonly name: string; readonly roles: string } | null;
  readonly size: 'normal' | 'large';
  readonly theme: 'auto' | 'light' | 'dark';
  /** Path with query of this page, to come back to. */
  readonly path: string;
  readonly banner?: readonly {
    readonly kind: 'demo' | 'rehearsal' | 'plain-http';
    readonly text: string;
  }[];
  /** What was just refused; hidden where a form on the page shows its own summary. */
  readonly refused?: readonly string[];
  readonly flash?: { readonly kind: 'done' | 'warn' | 'stop'; readonly text: string };
}

/** One step of the way from the top to this page. */
export interface Crumb {
  readonly text: string;
  /** Null where the viewer may not go. */
  readonly href: string | null;
}

interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  /** Line beside the emblem: whose page this is, such as the meeting's name. */
  readonly place?: string;
  readonly crumbs?: readonly Crumb[];
  /** Between header and content: the quorum strip. */
  readonly strip?: Child;
  /** Wide pages use the whole width of a desk screen. */
  readonly wide?: boolean;
  /** Loads the keyboard of the count desk. */
  readonly countDesk?: boolean;
  /** A script of this page alone. */
  readonly script?: Asset;
  readonly children?: Child;
}

/** A whole page of the staff or public site. */
export function Layout(props: LayoutProps) {
  const { frame, title, wide = false } = props;
  return (
    <Document
      frame={frame}
      title={title}
      countDesk={props.countDesk ?? false}
      {...(props.script === undefined ? {} : { script: props.script })}
    >
      <body class="page">
        <a class="skip" href="#content">
          跳到正文
        </a>
        <Header frame={frame} place={props.place ?? '民生实事项目票决'} />
        {frame.banner === undefined || frame.banner.length === 0 ? null : (
          <aside aria-label="本系统的提示">
            {frame.banner.map((banner) => (
              <p class={`banner ${banner.kind}`}>{banner.text}</p>
            ))}
          </aside>
        )}
        {props.strip}
        <main id="content" class={wide ? 'wide' : ''} tabindex={-1}>
          {props.crumbs !== undefined && props.crumbs.length > 0 ? (
            <nav class="crumbs" aria-label="位置">
              {props.crumbs.map((crumb) => (
                <>
                  {crumb.href === null ? (
                    <span>{crumb.text}</span>
                  ) : (
                    <a href={crumb.href}>{crumb.text}</a>
                  )}
                  <span aria-hidden="true">›</span>
                </>
              ))}
              <span aria-current="page">{title}</span>
            </nav>
          ) : null}
          {frame.flash === undefined ? null : (
            <p class={`notice ${flashKinds[frame.flash.kind].tone}`} role="status">
              <span class="mark" aria-hidden="true">
                {flashKinds[frame.flash.kind].shape}
              </span>
              {frame.flash.text}
            </p>
          )}
          {(frame.refused ?? []).length === 0 ? null : (
            <div class="notice stop refused" role="alert">
              <span class="mark" aria-hidden="true">
                ✕
              </span>
              <ul>
                {frame.refused?.map((text) => (
                  <li>{text}</li>
                ))}
              </ul>
            </div>
          )}
          {props.children}
        </main>
        <footer class="foot">
          <span>每一步留痕，每个结果说明依据，任何人都可以复核。</span>
        </footer>
      </body>
    </Document>
  );
}

const flashKinds = {
  done: { tone: 'ok', shape: '✓' },
  warn: { tone: 'warn', shape: '!' },
  stop: { tone: 'stop', shape: '✕' },
} as const;

function Header({ frame, place }: { frame: PageFrame; place: string }) {
  return (
    <header class="bar">
      <a class="emblem" href="/">
        票决
      </a>
      <span class="place">{place}</span>
      <div class="tools">
        <form method="post" action="/preferences" class="inline">
          <input type="hidden" name="back" value={frame.path} />
          <button
            class="tool"
            type="submit"
            name="size"
            value={frame.size === 'large' ? 'normal' : 'large'}
          >
            {frame.size === 'large' ? '标准字' : '大字'}
          </button>
          <button class="tool" type="submit" name="theme" value={nextTheme[frame.theme].value}>
            {nextTheme[frame.theme].text}
          </button>
        </form>
        {frame.viewer === null ? (
          <a class="tool" href="/sign-in">
            登录
          </a>
        ) : (
          <a class="tool" href="/me">
            {frame.viewer.name}
          </a>
        )}
      </div>
    </header>
  );
}

const nextTheme = {
  auto: { value: 'dark', text: '深色' },
  dark: { value: 'light', text: '浅色' },
  light: { value: 'auto', text: '自动明暗' },
} as const;

interface DocumentProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly countDesk?: boolean;
  readonly hallScreen?: boolean;
  readonly script?: Asset;
  /** Seconds after which the page loads itself again where scripts are off. */
  readonly refresh?: number;
  readonly paper?: boolean;
  readonly children?: Child;
}

function Document(props: DocumentProps) {
  const { frame, title, countDesk = false, hallScreen = false, paper = false, children } = props;
  const { assets } = frame;
  return html`<!doctype html>${(
    <html
      lang="zh-CN"
      data-size={frame.size}
      data-theme={paper ? 'light' : frame.theme}
      class={paper ? 'paper' : ''}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          name="htmx-config"
          content='{"metaCharacter":"-","noSwap":[204,304,"5xx"],"history":"reload"}'
        />
        <title>{`${title} · 票决`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link
          rel="stylesheet"
          href={assets.style.url}
          integrity={assets.style.integrity}
          crossorigin="anonymous"
        />
        {paper ? null : (
          <script
            src={assets.pages.url}
            integrity={assets.pages.integrity}
            crossorigin="anonymous"
            defer
          />
        )}
        {countDesk ? (
          <script
            src={assets.countDesk.url}
            integrity={assets.countDesk.integrity}
            crossorigin="anonymous"
            defer
          />
        ) : null}
        {hallScreen ? (
          <script
            src={assets.hallScreen.url}
            integrity={assets.hallScreen.integrity}
            crossorigin="anonymous"
            defer
          />
        ) : null}
        {props.script === undefined ? null : (
          <script
            src={props.script.url}
            integrity={props.script.integrity}
            crossorigin="anonymous"
            defer
          />
        )}
        {props.refresh === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refresh)} />
          </noscript>
        )}
      </head>
      {children}
    </html>
  )}`;
}

/** A paper to print: no chrome but a line that says how, serif, A4. */
export function PrintLayout(props: {
  readonly frame: PageFrame;
  readonly title: string;
  /** What to mind while printing, shown on the screen only. */
  readonly hint?: string;
  readonly back?: string;
  readonly children?: Child;
}) {
  return (
    <Document frame={props.frame} title={props.title} paper>
      <body class="print">
        <nav class="print-bar">
          {props.back === undefined ? null : <a href={props.back}>返回</a>}
          <span>{props.hint ?? '用浏览器的“打印”打印本页，纸张 A4，不缩放。'}</span>
        </nav>
        <main id="content" tabindex={0}>
          {props.children}
        </main>
      </body>
    </Document>
  );
}

/** The hall screen: dark, at most seven lines, figures a hand high. */
export function HallLayout(props: {
  readonly frame: PageFrame;
  readonly title: string;
  readonly refresh: number;
  readonly children?: Child;
}) {
  const { frame, title, refresh } = props;
  return (
    <Document frame={frame} title={title} refresh={refresh} hallScreen>
      <body class="hall">
        <main id="content" tabindex={-1}>
          {props.children}
        </main>
      </body>
    </Document>
  );
}
