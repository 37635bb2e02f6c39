import type { Refusal } from '../../src/rules/refusals.ts';
import type { Article } from '../../src/rules/rule-sheet/articles.ts';
import type { WorkedExample } from '../../src/rules/rule-sheet/worked-example/example-case.ts';
import { type PageFrame, PrintLayout } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, RadioField } from '../parts/fields.tsx';
import { Notice, Tag } from '../parts/notices.tsx';
import { DecisionFields } from './decisions-page.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

/** The articles of a sheet under the headings of their parts. */
export function Articles({ articles }: { readonly articles: readonly Article[] }) {
  const parts = [...new Set(articles.map((one) => one.part))];
  return (
    <>
      {parts.map((part) => (
        <section class="articles">
          <h2>{part}</h2>
          {articles
            .filter((one) => one.part === part)
            .map((article) =>
              article.paragraphs.map((paragraph, index) => (
                <p>
                  {index === 0 ? <strong>{article.label}　</strong> : null}
                  {paragraph}
                </p>
              )),
            )}
        </section>
      ))}
    </>
  );
}

/** The rule sheet of a meeting: where it stands, what it says, what follows from it. */
export function RuleSheetPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly draftForm: FormState;
  readonly adoptForm: FormState;
  readonly standing: boolean;
  readonly sheet: {
    readonly title: string;
    readonly state: string;
    readonly adopted: boolean;
    readonly number: number;
    readonly hash: string;
    readonly version: number;
    readonly refusals: readonly Refusal[];
    readonly warnings: readonly Refusal[];
    readonly articles: readonly Article[];
    readonly examples: readonly WorkedExample[];
  } | null;
  readonly steps: readonly { readonly step: string; readonly title: string }[];
  readonly actIds: readonly [string, string];
}) {
  const { page, sheet } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="票决办法">
      {sheet === null ? (
        <Begin {...props} />
      ) : (
        <>
          <p>
            <Tag tone={sheet.adopted ? 'ok' : 'warn'} text={sheet.state} />
            　第 {sheet.number} 稿　指纹 <code>{sheet.hash.slice(0, 16)}</code>
          </p>
          {sheet.refusals.length === 0 ? null : (
            <Notice tone="stop" title="有互相矛盾或没有填完的规定，不能印票和通过：">
              <ul>
                {sheet.refusals.map((one) => (
                  <li>{one.message}</li>
                ))}
              </ul>
            </Notice>
          )}
          {sheet.warnings.map((one) => (
            <Notice tone="warn">
              <p>{one.message}</p>
            </Notice>
          ))}
          <div class="actions">
            {page.clerk && !sheet.adopted ? (
              <a class="btn quiet" href={`${page.base}/rules/places`}>
                逐步修改
              </a>
            ) : null}
            <a class="btn quiet" href={`${page.base}/rules/print`}>
              打印
            </a>
          </div>
          {page.clerk && !sheet.adopted ? (
            <form method="post" action={`${page.base}/rules/adopt`} class="card">
              <ErrorSummary form={props.adoptForm} />
              <h2>登记会议对票决办法的表决</h2>
              <ActFields actId={props.actIds[1]} version={sheet.version} />
              <DecisionFields form={props.adoptForm} />
              <button class="btn" type="submit">
                登记表决结果
              </button>
            </form>
          ) : null}
          {sheet.examples.length === 0 ? null : (
            <section class="card">
              <h2>按本次会议的人数推算</h2>
              <dl class="examples">
                {sheet.examples.map((one) => (
                  <div>
                    <dt>{one.title}</dt>
                    <dd>{one.text}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          <article class="card sheet">
            <h2>{sheet.title}</h2>
            <Articles articles={sheet.articles} />
          </article>
        </>
      )}
    </MeetingShell>
  );
}

function Begin({ page, draftForm, standing, actIds }: Parameters<typeof RuleSheetPage>[0]) {
  if (!page.clerk) return <p>本次会议还没有票决办法。</p>;
  const own = {
    value: 'defaults',
    text: '从默认值开始拟定',
    hint: '每一项都注明出处，可以逐项修改',
  };
  const choices = standing
    ? [
        { value: 'standing', text: '沿用常设办法', hint: '由本次会议确认后适用' },
        { value: 'deviation', text: '在常设办法上变通', hint: '只用于本次会议' },
        own,
      ]
    : [own];
  return (
    <form method="post" action={`${page.base}/rules`} class="card">
      <ErrorSummary form={draftForm} />
      <h2>拟定票决办法</h2>
      <ActFields actId={actIds[0]} />
      <RadioField form={draftForm} name="basis" label="从哪里开始" choices={choices} />
      <button class="btn" type="submit">
        拟定草案
      </button>
    </form>
  );
}

/** The sheet on paper, as it is handed to the deputies. */
export function RuleSheetPrint(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly title: string;
  readonly draft: boolean;
  readonly number: number;
  readonly hash: string;
  readonly articles: readonly Article[];
}) {
  return (
    <PrintLayout frame={props.frame} title={props.title} back={props.back}>
      <article class="document">
        <h1>{props.title}</h1>
        {props.draft ? <p class="subtitle">（草案，第 {props.number} 稿）</p> : null}
        <Articles articles={props.articles} />
        <p class="fingerprint">办法指纹：{props.hash}</p>
      </article>
    </PrintLayout>
  );
}
