import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Tag } from '../parts/notices.tsx';
import { QuestionsCard } from './asked-questions.tsx';
import { Draws, ScopeFacts } from './draws.tsx';
import type { ProgrammeView, QuestionList } from './programme-props.ts';

/** What anybody sees of a look-back: scope, seed, sample, and what came of it. */
export function PublicLookbackPage(props: {
  readonly frame: PageFrame;
  readonly congress: string;
  readonly programme: ProgrammeView;
  readonly questions: readonly QuestionList[];
  /** `/p/<congress>/lookbacks/<lookback>` */
  readonly path: string;
  /** The congress's public page. */
  readonly home: string;
  readonly children?: Child;
}) {
  const { programme, path } = props;
  return (
    <Layout
      frame={props.frame}
      title={programme.title}
      place={props.congress}
      crumbs={[
        { text: `${props.congress}公开页`, href: props.home },
        { text: '回头看', href: `${props.home}/lookbacks` },
      ]}
      wide
    >
      <h1>{programme.title}</h1>
      <p>
        <Tag tone={programme.state === 'closed' ? 'ok' : 'info'} text={programme.stateName} />
        {'　'}
        {programme.purpose}
      </p>
      {props.children}
      <section class="card">
        <h2>看哪些、抽到哪些</h2>
        <ScopeFacts programme={programme} />
        <p>
          <a href={`${path}/scope`}>下载范围.txt</a>
        </p>
        <Draws programme={programme} />
        <h3>怎样自己重抽</h3>
        <p>
          范围和散列值先公布，种子后产生，所以谁也挑不了项目。把“种子、范围散列值、范围里的一行”三样用换行符连起来算
          SHA-256，每层取最小的前几个，就是上面的名单。几行 Python
          就够，写法在《审计监督手册》“回头看的抽样”一节。
        </p>
      </section>
      <QuestionsCard lists={props.questions} />
    </Layout>
  );
}
