import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { dayInWords } from '../../src/rules/days.ts';
import type { ReportContent } from '../../src/stages/result/report-content.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Facts } from '../parts/notices.tsx';
import { boxLinks, ChannelTable, ElectronicPart } from './electronic-part.tsx';
import { ResultTable } from './result-table.tsx';

/** What citizens see of a result. */
export interface PublicResult {
  readonly congress: string;
  /** Address of this site, so that the links of a saved page still lead here. */
  readonly origin: string;
  /** Address of the ballot site, where the page that verifies stands. */
  readonly ballotOrigin: string;
  readonly announcements: readonly {
    readonly number: string;
    readonly dated: string;
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly projects: readonly string[];
    readonly issuer: string;
    readonly correction: boolean;
  }[];
  /** Reports of the rounds that this one completes, first to last. */
  readonly earlier: readonly ReportContent[];
  readonly reports: readonly {
    readonly number: number;
    readonly content: ReportContent;
    readonly hash: string;
    readonly stands: boolean;
  }[];
}

/** The public page of a result: the announcement, the figures, and how to check them. */
export function PublicResultPage(props: {
  readonly frame: PageFrame;
  readonly result: PublicResult;
  readonly path: string;
}) {
  const { result, path } = props;
  return (
    <Layout frame={props.frame} title={titleOf(result)} place={result.congress} wide>
      <PublicResultContent result={result} />
      <p>
        <a href={`${path}/file`}>下载本页（一个网页文件，可存档、可打印）</a>
        {'　'}
        <a href={`${path}/document`}>下载公告（Word 文档）</a>
        {'　'}
        <a href={`${path}/data`}>复核数据（JSON）</a>
      </p>
    </Layout>
  );
}

function titleOf(result: PublicResult): string {
  return result.announcements.at(-1)?.title ?? '票决结果';
}

function PublicResultContent({ result }: { readonly result: PublicResult }) {
  return (
    <>
      {result.announcements.map((one) => (
        <article class="card announcement">
          <h1>{one.title}</h1>
          <p class="subtitle">
            {one.number}
            {one.correction ? '（更正公告）' : ''}
          </p>
          {one.paragraphs.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          <ol>
            {one.projects.map((project) => (
              <li>{project}</li>
            ))}
          </ol>
          <p class="issuer">
            {one.issuer}
            <br />
            {dayInWords(one.dated)}
          </p>
        </article>
      ))}
      {result.earlier.map((content) => (
        <section class="card">
          <h2>此前一轮：{content.round}</h2>
          <p>
            应选 {content.places} 个。发出 {content.issued ?? 0} 张，收回 {content.returned ?? 0}{' '}
            张，有效 {content.valid ?? 0} 张；{content.passing}，须 {content.threshold ?? '—'} 票。
          </p>
          <ResultTable content={content} caption={`${content.round}各项目得票`} />
        </section>
      ))}
      {result.reports
        .filter((one) => one.stands)
        .map((one) => (
          <section class="card">
            <h2>计票结果</h2>
            <ResultTable content={one.content} />
            <ChannelTable content={one.content} />
            <Facts facts={factsOf(one)} />
            <p class="hint">
              {one.content.method === null
                ? '电子票由监票人共同开箱，逐张核验选票和证明后得出总数。'
                : '报告单的数字由两名计票人各自录入、逐张比对得出。'}
              用“复核数据”中的数字和票决办法，可以自行算出同样的结果。
            </p>
            {one.content.electronic == null ? null : (
              <ElectronicPart
                part={one.content.electronic}
                links={boxLinks(result.origin, result.ballotOrigin, one.content.electronic.uuid)}
              />
            )}
          </section>
        ))}
    </>
  );
}

function factsOf({ content, hash }: PublicResult['reports'][number]) {
  return [
    ['应到 / 实到', `${content.due ?? 0} 人 / ${content.present ?? 0} 人`],
    ['发出 / 收回', `${content.issued ?? 0} 张 / ${content.returned ?? 0} 张`],
    ['有效 / 废票', `${content.valid ?? 0} 张 / ${content.void ?? 0} 张`],
    [
      content.satisfaction === undefined ? '通过条件' : '测评规则',
      `${content.passing}，须 ${content.threshold ?? '—'} 票`,
    ],
    ['总监票人', content.chief.join('、')],
    ['监票人', content.scrutineers.join('、')],
    ...(content.method === null ? [] : [['计票人', content.tellers.join('、')] as const]),
    ['报告单全码', hash],
    ['票决办法指纹', content.ruleSheetHash],
    ...(content.satisfaction === undefined && content.decision === undefined
      ? [['候选名单指纹', content.candidateListHash ?? '—'] as const]
      : []),
  ] as const satisfies readonly (readonly [string, Child])[];
}

/** The same as one file with its style inside: opens from a disk, prints, needs no network. */
export function publicResultFile(result: PublicResult, style: string) {
  return html`<!doctype html>${(
    <html lang="zh-CN" data-size="normal" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{titleOf(result)}</title>
        <style>{raw(style)}</style>
      </head>
      <body class="page">
        <main id="content" class="wide">
          <PublicResultContent result={result} />
        </main>
      </body>
    </html>
  )}`;
}
