import type { Child } from 'hono/jsx';
import { type Asset, type Crumb, Layout, type PageFrame } from '../layout.tsx';
import { Tag, type Tone } from '../parts/notices.tsx';

/** What every page of a project shows around its content. */
export interface ProjectPage {
  /** `/c/:congress/projects/:project`. */
  readonly base: string;
  /** Where the way to this page begins for the viewer. */
  readonly home: Crumb;
  readonly congress: { readonly name: string; readonly href: string };
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly stateTone: Tone;
  /** Whether the viewer is a clerk here. */
  readonly clerk: boolean;
  /** Whether the viewer acts for the department in charge. */
  readonly department: boolean;
}

/** A page about one thing of a project, such as its plan: whose it is, and the way back. */
export function ProjectShell(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  /** What this page is about; null on the project's own page. */
  readonly title: string | null;
  readonly wide?: boolean;
  /** A script of this page alone. */
  readonly script?: Asset;
  readonly children?: Child;
}) {
  const { frame, page, title, wide = false } = props;
  const own = `${page.number}．${page.title}`;
  return (
    <Layout
      frame={frame}
      title={title === null ? own : title}
      place={page.congress.name}
      wide={wide}
      {...(props.script === undefined ? {} : { script: props.script })}
      crumbs={[
        page.home,
        { text: '民生实事项目', href: `${page.congress.href}/projects` },
        ...(title === null ? [] : [{ text: own, href: page.base }]),
      ]}
    >
      <h1>{title === null ? own : title}</h1>
      <p class="muted">
        {page.year} 年第 {page.number} 号{title === null ? '' : `　${page.title}`}{' '}
        <Tag tone={page.stateTone} text={page.state} />
      </p>
      {props.children}
    </Layout>
  );
}
