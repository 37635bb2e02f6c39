import type { Child } from 'hono/jsx';
import { type ProjectPage, ProjectShell } from '../delivery/project-shell.tsx';
import type { PageFrame } from '../layout.tsx';

/** A project's page: what is true now and what comes next at its head, then its sections. */
export function ProjectPageView(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly head?: Child;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly content: Child;
  }[];
}) {
  return (
    <ProjectShell frame={props.frame} page={props.page} title={null}>
      {props.head}
      {props.sections.length < 3 ? null : (
        <nav class="meeting-nav" aria-label="本页内容">
          {props.sections.map((one) => (
            <a href={`#${one.id}`}>{one.title}</a>
          ))}
        </nav>
      )}
      {props.sections.map((one) => (
        <section class="card" id={one.id}>
          <h2>{one.title}</h2>
          {one.content}
        </section>
      ))}
    </ProjectShell>
  );
}
