import { Layout, type PageFrame } from './layout.tsx';

/** A page that says why nothing is shown here and what to do next. */
export function ProblemPage(props: { frame: PageFrame; title: string; text: string }) {
  return (
    <Layout frame={props.frame} title={props.title}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <p>
        <a href="/">返回首页</a>
      </p>
    </Layout>
  );
}
