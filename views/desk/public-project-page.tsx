import type { Child } from 'hono/jsx';
import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Facts, Tag } from '../parts/notices.tsx';

/** What everyone sees who scans the plate on a site. */
export function PublicProjectPage(props: {
  readonly frame: PageFrame;
  readonly congress: string;
  /** The congress's public page. */
  readonly home: string;
  readonly project: {
    readonly year: number;
    readonly number: number;
    readonly title: string;
    readonly state: string;
    readonly decidedOn: string;
    readonly department: string | null;
  };
  /** Whether residents may say something: the plate promises it, so the way there stands at the head. */
  readonly hears: boolean;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly content: Child;
  }[];
}) {
  const { project, congress } = props;
  return (
    <Layout
      frame={props.frame}
      title={project.title}
      place={congress}
      crumbs={[{ text: `${congress}公开页`, href: props.home }]}
    >
      <h1>{project.title}</h1>
      <p class="muted">
        {project.year} 年民生实事项目第 {project.number} 号 <Tag tone="info" text={project.state} />
      </p>
      <p>
        {dayInWords(project.decidedOn)}由{congress}代表票决确定。
      </p>
      <Facts facts={[['承办单位', project.department ?? '还没有确定']]} />
      {props.hears ? (
        <p>
          <a class="btn" href="#satisfaction">
            我要评价、反映问题
          </a>
        </p>
      ) : null}
      {props.sections.map((one) => (
        <section class="card" id={one.id}>
          <h2>{one.title}</h2>
          {one.content}
        </section>
      ))}
    </Layout>
  );
}
