import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Notice, Tag } from '../parts/notices.tsx';
import { type Step, Steps } from '../parts/steps.tsx';
import { QuestionsCard } from './asked-questions.tsx';
import { Draws, ScopeFacts } from './draws.tsx';
import type { LookbackPlace, ProgrammeView, QuestionList } from './programme-props.ts';

const stages = ['起草方案', '公布范围', '抽样', '核查', '报告', '整改销号、结束'] as const;
const reached: Readonly<Record<ProgrammeView['state'], number>> = {
  draft: 0,
  scope_published: 2,
  drawn: 3,
  reported: 5,
  closed: 6,
};

function stepsOf(programme: ProgrammeView): readonly Step[] {
  const now = reached[programme.state];
  return stages.map((text, index) => ({
    text,
    state: index < now ? 'done' : index === now ? 'now' : 'todo',
  }));
}

/** The page of one look-back: where it stands, what comes next, what is true. */
export function ProgrammePage(props: {
  readonly frame: PageFrame;
  readonly place: LookbackPlace;
  readonly programme: ProgrammeView;
  readonly questions: readonly QuestionList[];
  /** What comes next, with its form or its link. */
  readonly next: { readonly title: string; readonly content: Child };
  readonly publicHref: string | null;
  readonly continues: { readonly title: string; readonly href: string } | null;
  readonly redraw: Child;
  readonly children?: Child;
}) {
  const { place, programme, continues } = props;
  return (
    <Layout
      frame={props.frame}
      title={programme.title}
      place={place.congress}
      crumbs={[
        { text: place.congress, href: place.base },
        { text: '回头看', href: `${place.base}/lookbacks` },
      ]}
      wide
    >
      <h1>{programme.title}</h1>
      <p>
        <Tag tone={programme.state === 'closed' ? 'ok' : 'info'} text={programme.stateName} />
        {'　'}
        {programme.purpose}
      </p>
      {continues === null ? null : (
        <p>
          接续：<a href={continues.href}>{continues.title}</a>
        </p>
      )}
      <section class="card next">
        <h2>下一步：{props.next.title}</h2>
        {props.next.content}
      </section>
      {props.children}
      <section class="card">
        <h2>范围和抽样</h2>
        <ScopeFacts programme={programme} />
        {programme.scopeHash === null ? (
          <Empty>范围还没有公布。先公布范围，再等种子产生，谁也不能挑项目。</Empty>
        ) : (
          <Draws programme={programme} />
        )}
        {props.redraw}
        {props.publicHref === null ? null : (
          <p>
            <a href={props.publicHref}>公开页（范围、种子、抽样名单，任何人都能重算）</a>
          </p>
        )}
      </section>
      <QuestionsCard lists={props.questions} />
      <section class="card">
        <h2>进度</h2>
        <Steps label="回头看的环节" steps={stepsOf(programme)} />
      </section>
    </Layout>
  );
}

/** What the next step says while the seed is not there. */
export function WaitForSeed({ programme }: { readonly programme: ProgrammeView }) {
  const draw = programme.draws.at(-1);
  if (draw === undefined) return null;
  return (
    <Notice tone="info" title={`等种子产生：${draw.source}`}>
      <p>约定的时间是 {draw.dueAt}。产生以后，当着两名见证人录入，系统按公开的办法抽样。</p>
    </Notice>
  );
}
