import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { ChecklistForm, type ShownItem } from './checklist-form.tsx';
import type { LookbackPlace } from './programme-props.ts';

/** The checklist of one year's procedure: was it formalism? */
export function ProcedurePage(props: {
  readonly frame: PageFrame;
  readonly place: LookbackPlace;
  readonly programme: string;
  readonly subject: string;
  readonly items: readonly ShownItem[];
  readonly edit: Parameters<typeof ChecklistForm>[0]['edit'];
  readonly children?: Child;
}) {
  const { place, items } = props;
  const open = items.filter((item) => item.confirmed === null).length;
  return (
    <Layout
      frame={props.frame}
      title={props.subject}
      place={place.congress}
      crumbs={[
        { text: place.congress, href: place.base },
        { text: '回头看', href: `${place.base}/lookbacks` },
        { text: props.programme, href: place.here },
      ]}
      wide
    >
      <h1>{props.subject}</h1>
      <p>
        {open === 0
          ? `${items.length} 条都已核对。`
          : `${items.length} 条中还有 ${open} 条没有核对。`}
      </p>
      {props.children}
      <section class="card">
        <h2>程序核查清单</h2>
        <ChecklistForm items={items} edit={props.edit} />
      </section>
    </Layout>
  );
}
