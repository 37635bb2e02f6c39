import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, TextField } from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';

/** Where staff sign in; deputies come by their link or QR code. */
export function SignInPage(props: {
  readonly frame: PageFrame;
  readonly form: FormState;
  readonly actId: string;
}) {
  const { form } = props;
  return (
    <Layout frame={props.frame} title="登录">
      <h1>登录</h1>
      <form method="post" action="/sign-in" class="card narrow">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <input type="hidden" name="back" value={form.typed.back ?? ''} />
        <TextField form={form} name="user_name" label="用户名" autocomplete="username" />
        <TextField
          form={form}
          name="password"
          label="密码"
          type="password"
          autocomplete="current-password"
        />
        <button class="btn" type="submit">
          登录
        </button>
      </form>
      <p>
        收到登录链接或二维码的，直接打开或扫描即可，不用密码。忘记密码的，请向工作人员要一个新的登录链接。
      </p>
    </Layout>
  );
}

/** What a one-time link opens; it is used up only by the button. */
export function InvitationPage(props: {
  readonly frame: PageFrame;
  readonly path: string;
  readonly guest: { readonly name: string; readonly congress: string } | null;
  readonly refusal: string | null;
  readonly actId: string;
}) {
  const { guest, refusal } = props;
  return (
    <Layout frame={props.frame} title="登录链接">
      <h1>{guest === null ? '登录链接不能用' : `${guest.name}，您好`}</h1>
      {refusal === null ? null : (
        <Notice tone="stop">
          <p>{refusal}</p>
        </Notice>
      )}
      {guest === null ? null : (
        <form method="post" action={props.path} class="card narrow">
          <p>这是{guest.congress}给您的登录链接，只能用一次。请确认是您本人，再登录。</p>
          <ActFields actId={props.actId} />
          <button class="btn" type="submit">
            我是{guest.name}，登录
          </button>
        </form>
      )}
    </Layout>
  );
}

/** One's own places, password and devices. */
export function MePage(props: {
  readonly frame: PageFrame;
  readonly name: string;
  readonly places: readonly {
    readonly role: string;
    readonly name: string;
    readonly href: string;
  }[];
  readonly passwordForm: FormState;
  readonly signIns: readonly {
    readonly id: string;
    readonly text: string;
    readonly here: boolean;
    readonly actId: string;
  }[];
  readonly actIds: readonly [string, string];
}) {
  return (
    <Layout frame={props.frame} title={props.name}>
      <h1>{props.name}</h1>
      <section class="card">
        <h2>我的工作</h2>
        <ul class="plain-list">
          {props.places.map((one) => (
            <li>
              <a href={one.href}>{one.name}</a>　{one.role}
            </li>
          ))}
        </ul>
      </section>
      <form method="post" action="/me/password" class="card narrow">
        <ErrorSummary form={props.passwordForm} />
        <h2>设置用户名和密码</h2>
        <ActFields actId={props.actIds[0]} />
        <TextField
          form={props.passwordForm}
          name="user_name"
          label="用户名"
          autocomplete="username"
        />
        <TextField
          form={props.passwordForm}
          name="password"
          label="新密码"
          hint="至少 10 个字符，可以用一句好记的话"
          type="password"
          autocomplete="new-password"
        />
        <button class="btn" type="submit">
          保存用户名和密码
        </button>
      </form>
      <section class="card">
        <h2>已登录的设备</h2>
        <ul class="plain-list">
          {props.signIns.map((one) => (
            <li>
              {one.text}
              {one.here ? (
                '（这台设备）'
              ) : (
                <form method="post" action="/me/sign-ins/revoke" class="inline">
                  <ActFields actId={one.actId} />
                  <input type="hidden" name="sign_in_id" value={one.id} />
                  <button class="btn quiet small" type="submit">
                    退出那台设备
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        <form method="post" action="/sign-out">
          <ActFields actId={props.actIds[1]} />
          <button class="btn quiet" type="submit">
            退出登录
          </button>
        </form>
      </section>
    </Layout>
  );
}
