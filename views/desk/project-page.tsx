import type { Child } from 'hono/jsx';
import { type ProjectPage, ProjectShell } from '../delivery/project-shell.tsx';
import type { PageFrame } from '../layout.tsx';
import { Notice } from '../parts/notices.tsx';

/** What the viewer does next, and where. */
export interface NextStep {
  readonly text: string;
  readonly href: string;
}

/** A project's page: what is true now and what comes next at its head, then its sections. */
export function ProjectPageView(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly next: NextStep | null;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly content: Child;
  }[];
}) {
  return (
    <ProjectShell frame={props.frame} page={props.page} title={null}>
      {props.next === null ? null : (
        <Notice tone="info" title="下一步">
          <a href={props.next.href}>{props.next.text}</a>
        </Notice>
      )}
      {props.sections.length < 3 ? null : (
        <nav class="meeting-nav" aria-label="本页内容">
          {props.sections.map((one) => (
            <a href={`#${one.id}`}>{one.title}</a>
          ))}
        </nav>
      )}
      {props.page.clerk ? (
        <p>
          <a href={`${props.page.base}/plate`}>打印现场二维码牌（A5）</a>
        </p>
      ) : null}
      {props.sections.map((one) => (
        <section class="card" id={one.id}>
          <h2>{one.title}</h2>
          {one.content}
        </section>
      ))}
    </ProjectShell>
  );
}
