import { Layout, type PageFrame } from '../layout.tsx';
import { Figure, Notice, Tag } from '../parts/notices.tsx';
import {
  Answers,
  Evidence,
  Group,
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
      <h1>{props.year}年形式主义风险提示</h1>
      <div class="figures">
        <Figure label="要说明" value={asked.length} tone={asked.length > 0 ? 'warn' : 'ok'} />
        <Figure label="没有问题" value={of('clear').length} />
        <Figure label="没有数据" value={of('no-data').length} />
      </div>
      <p>
        提示由系统按票决办法里的界限从记录中算出，只提问题、列依据，<strong>不是结论</strong>
        ；单位的说明列在旁边。没有数据不算通过。
      </p>
      {props.figuresSource === null ? null : (
        <p class="hint">本年部分数字是录入的，来源：{props.figuresSource}。</p>
      )}
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
