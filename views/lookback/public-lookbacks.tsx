import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Facts, Tag } from '../parts/notices.tsx';

/** A published programme as the public list shows it. */
export interface ListedLookback {
  readonly href: string;
  readonly title: string;
  readonly purpose: string;
  readonly stateName: string;
  readonly closed: boolean;
  readonly when: string;
  readonly scopeHash: string;
  readonly sample: string;
  readonly redrawn: boolean;
  /** Null before the report is out. */
  readonly outcome: {
    readonly reportedOn: string;
    readonly conclusion: string;
    readonly findings: number;
    readonly replies: string;
    readonly rectified: string;
    readonly open: number;
  } | null;
}

/** The look-backs of a congress for everybody: what was looked at, how it was drawn, what came of it. */
export function PublicLookbacksPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly lookbacks: readonly ListedLookback[];
  /** Look-backs that others hold over this congress. */
  readonly fromAbove: readonly {
    readonly href: string;
    readonly text: string;
    readonly stateName: string;
  }[];
}) {
  const { congress } = props;
  return (
    <Layout
      frame={props.frame}
      title="回头看"
      place={congress.name}
      crumbs={[{ text: `${congress.name}公开页`, href: congress.href }]}
    >
      <h1>回头看</h1>
      <p>
        票决定下来的事，过一两年再去看：程序走得实不实，东西还在不在、好不好用、有没有人管。抽到谁由公开的种子决定，点开每一次都能自己重抽。
      </p>
      {props.lookbacks.length === 0 ? <Empty>还没有公布过回头看。</Empty> : null}
      {props.lookbacks.map((one) => (
        <Programme one={one} />
      ))}
      {props.fromAbove.length === 0 ? null : (
        <section class="card">
          <h2>别的人大对{congress.name}的回头看</h2>
          <ul class="plain-list">
            {props.fromAbove.map((one) => (
              <li>
                <a href={one.href}>{one.text}</a> <Tag tone="info" text={one.stateName} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function Programme({ one }: { readonly one: ListedLookback }) {
  const { outcome } = one;
  return (
    <section class="card">
      <h2>
        <a href={one.href}>{one.title}</a>
      </h2>
      <p>
        <Tag tone={one.closed ? 'ok' : 'info'} text={one.stateName} />　{one.when}
      </p>
      <p>{one.purpose}</p>
      <Facts
        facts={[
          ['抽样', one.sample],
          ['范围散列值', <code class="hash">{one.scopeHash}</code>],
          ...(outcome === null
            ? [['结果', '还没有出报告'] as const]
            : [
                ['报告', `${dayInWords(outcome.reportedOn)}形成`] as const,
                ['问题', `${outcome.findings} 个，${outcome.replies}`] as const,
                ['整改', outcome.rectified] as const,
              ]),
        ]}
      />
      {outcome === null ? null : <p class="kept-lines">{outcome.conclusion}</p>}
      <p>
        <a href={one.href}>
          {outcome === null ? '看范围、种子和抽样名单' : '看抽样名单、每个问题、回应和整改'}
        </a>
      </p>
    </section>
  );
}
