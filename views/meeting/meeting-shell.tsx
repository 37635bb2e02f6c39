import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { QuorumStrip, type StripFigures } from '../parts/strip.tsx';

/** What every page of a meeting shows around its content. */
export interface MeetingPage {
  /** Path of the meeting. */
  readonly base: string;
  /** The address is null for somebody whose role reaches this meeting alone. */
  readonly congress: { readonly name: string; readonly href: string | null };
  readonly name: string;
  readonly strip: StripFigures | null;
  /** Where the strip listens for changes. */
  readonly live: string | null;
  /** Whether the viewer may do the clerk's acts here. */
  readonly clerk: boolean;
}

const places = [
  ['', '会议'],
  ['/roll', '名册'],
  ['/candidates', '候选项目'],
  ['/rules', '票决办法'],
  ['/people', '会议人员'],
  ['/sittings', '签到'],
  ['/decisions', '表决'],
  ['/rounds', '票决'],
] as const;

/** Pages that belong to an entry of the navigation without standing below its address. */
const further: Readonly<Record<string, readonly string[]>> = {
  '/sittings': ['/s/'],
  '/rounds': ['/r/', '/keys', '/tests', '/adjustments'],
};

/** A page of a meeting: quorum strip above, navigation, content. */
export function MeetingShell(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly title: string;
  readonly wide?: boolean;
  readonly countDesk?: boolean;
  readonly children?: Child;
}) {
  const { frame, page, title } = props;
  const here = frame.path.split('?')[0] ?? '';
  const reaches = (path: string) => here.startsWith(`${page.base}${path}`);
  const shown = places.filter(([path]) => page.clerk || path !== '/people');
  return (
    <Layout
      frame={frame}
      title={title}
      place={page.name}
      wide={props.wide ?? false}
      countDesk={props.countDesk ?? false}
      crumbs={[
        { text: page.congress.name, href: page.congress.href },
        ...(here === page.base ? [] : [{ text: '会议', href: page.base }]),
      ]}
      strip={
        <QuorumStrip strip={page.strip} {...(page.live === null ? {} : { live: page.live })} />
      }
    >
      <nav class="meeting-nav" aria-label="会议各页">
        {shown.map(([path, text]) => {
          const href = `${page.base}${path}`;
          const current =
            path === '' ? here === href : [path, ...(further[path] ?? [])].some(reaches);
          return (
            <a href={href} aria-current={current ? 'page' : undefined}>
              {text}
            </a>
          );
        })}
      </nav>
      <h1>{title}</h1>
      {props.children}
    </Layout>
  );
}
