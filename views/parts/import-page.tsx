import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import type { FormState } from './fields.tsx';
import { ImportFile, type ImportState, type ImportWords } from './import-file.tsx';
import { Notice } from './notices.tsx';

/** A page of its own for one import. */
export function ImportPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  /** The page that this one was reached from. */
  readonly from: { readonly text: string; readonly href: string };
  readonly path: string;
  readonly words: ImportWords;
  readonly said: string | null;
  readonly state: ImportState;
  readonly fields: ((form: FormState) => Child) | undefined;
  readonly children?: Child;
}) {
  const { congress, words, state } = props;
  return (
    <Layout
      frame={props.frame}
      title={words.title}
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }, props.from]}
    >
      <h1>{words.title}</h1>
      {props.said === null ? null : <Notice tone="plain">{props.said}</Notice>}
      <ImportFile
        path={props.path}
        words={{ ...words, title: state.preview === null ? '选择文件' : words.title }}
        state={state}
        fields={props.fields}
      />
      {state.preview === null ? props.children : null}
    </Layout>
  );
}
