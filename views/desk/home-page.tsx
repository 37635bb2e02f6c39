import { Layout, type PageFrame } from '../layout.tsx';

/** The front door for somebody who is not signed in. */
export function HomePage(props: { readonly frame: PageFrame }) {
  return (
    <Layout frame={props.frame} title="民生实事项目人大代表票决">
      <h1>民生实事项目人大代表票决</h1>
      <p>
        群众提，代表选，政府办，人大督。每一步留痕，每一票保密、可复核，每个项目办到群众说好为止。
      </p>
      <div class="actions">
        <a class="btn" href="/sign-in">
          工作人员登录
        </a>
      </div>
      <p>代表、监票人、计票人：打开工作人员给您的链接，或扫二维码，不用密码。</p>
    </Layout>
  );
}
