import { Layout, type PageFrame } from '../layout.tsx';
import { Notice, Tag } from '../parts/notices.tsx';
import {
  Answers,
  Evidence,
  Group,
  IndicationHeading,
  indicationTags,
  type ShownAnswer,
  type ShownIndication,
} from './indicators-page.tsx';

/** An indication as it was published. */
export interface PublicIndication
  extends Pick<
    ShownIndication,
    'code' | 'title' | 'state' | 'sentence' | 'threshold' | 'source' | 'evidence'
  > {
  readonly answers: readonly ShownAnswer[];
}

/** What a congress published of the indicators of a year: questions, never a verdict. */
export function PublicIndicatorsPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly year: number;
  readonly figuresSource: string | null;
  readonly published: { readonly number: number; readonly at: string; readonly hash: string };
  readonly others: readonly { readonly text: string; readonly href: string }[];
  readonly indications: readonly PublicIndication[];
}) {
  const { published } = props;
  const of = (state: PublicIndication['state']) =>
    props.indications.filter((one) => one.state === state);
  const asked = of('question');
  return (
    <Layout
      frame={props.frame}
      title={`${props.year}年风险提示`}
      place={props.congress.name}
      crumbs={[{ text: `${props.congress.name}公开页`, href: props.congress.href }]}
    >
      <IndicationHeading {...props} />
      {asked.length === 0 ? <Notice tone="info" title="记录没有提出问题" /> : null}
      {asked.map((one) => (
        <section class="card" aria-labelledby={`indicator-${one.code}`}>
          <h2 id={`indicator-${one.code}`}>
            {one.title} <Tag {...indicationTags[one.state]} />
          </h2>
          <p>{one.sentence}</p>
          <p class="hint">
            界限：{one.threshold}（{one.source}）
          </p>
          <Evidence one={one} />
          <Answers answers={one.answers} />
        </section>
      ))}
      <Group title="没有问题" list={of('clear')} />
      <Group title="没有数据" list={of('no-data')} />
      <section class="card">
        <h2>公布情况</h2>
        <p>
          {published.at} 第{published.number}次公布。内容全码{' '}
          <code class="hash">{published.hash}</code>
        </p>
        {props.others.length === 0 ? null : (
          <ul class="plain-list">
            {props.others.map((one) => (
              <li>
                <a href={one.href}>{one.text}</a>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Layout>
  );
}
