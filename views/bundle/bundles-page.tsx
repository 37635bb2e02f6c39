import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Notice } from '../parts/notices.tsx';

const what =
  '每个年度的全部公开记录，一次下载：候选项目、票决办法、结果、选票档案、项目的计划、进度、调整、测评、回头看，以及留痕链。谁都可以下载，断网也能核验。';
const besides =
  '请用另外的途径（公报、盖章文件）核对这把公钥一次并抄下来。名册、出席、逐张录入、票码、谁提了意见、群众来信和留痕详情不在资料包里。';

/** The public page of a congress's auditor's bundles: one a year, and how to check them. */
export function BundlesPage(props: {
  readonly frame: PageFrame;
  readonly congress: string;
  /** The congress's public page. */
  readonly home: string;
  readonly years: readonly { readonly year: number; readonly href: string }[];
  /** Groups of the public key that signs; null when the server cannot read its key. */
  readonly publicKey: string | null;
  /** Address of the page that verifies a bundle. */
  readonly verifyAddress: string;
  /** Why no bundle was made just now. */
  readonly problem: string | null;
}) {
  const { years, publicKey } = props;
  return (
    <Layout
      frame={props.frame}
      title="审计资料包"
      place={props.congress}
      crumbs={[{ text: `${props.congress}公开页`, href: props.home }]}
    >
      <h1>审计资料包</h1>
      <p>
        {props.congress}
        {what}
      </p>
      {props.problem === null ? null : <Notice tone="stop">{props.problem}</Notice>}
      <section class="card">
        <h2>下载</h2>
        {years.length === 0 ? (
          <Empty>还没有公布过结果或项目，没有资料包。第一份公告发布后，这里就有。</Empty>
        ) : (
          <ul class="plain-list">
            {years.map((one) => (
              <li>
                <a class="btn quiet" href={one.href}>
                  下载{one.year}年资料包（zip）
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card">
        <h2>怎样核验</h2>
        <ol>
          <li>下载资料包，不要解开。</li>
          <li>
            打开<a href={props.verifyAddress}>“核验资料包”页面</a>
            {'（可以先存到U盘，断网打开），选入资料包。'}
          </li>
          <li>把下面的公钥填进去，开始核验。每一项核验什么、哪里不符，页面逐条说明。</li>
        </ol>
        <h3>本系统的签名公钥（Ed25519）</h3>
        {publicKey === null ? (
          <p>暂时读不出，请联系系统管理员。</p>
        ) : (
          <p class="code">{publicKey}</p>
        )}
        <p class="hint">{besides}</p>
      </section>
    </Layout>
  );
}
