import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';
import { LinkCard, type ShownLink } from './links.tsx';

/** Somebody with a role. */
export interface ShownRole {
  readonly assignmentId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly actIds: readonly string[];
}

/** A list of roles with what can be done about each. */
export function RoleList(props: { readonly path: string; readonly held: readonly ShownRole[] }) {
  return (
    <ul class="plain-list roles">
      {props.held.map((one) => (
        <li>
          <span>
            {one.role}　<strong>{one.name}</strong>
          </span>
          <form method="post" action={`${props.path}/invite`} class="inline">
            <ActFields actId={one.actIds[0] ?? ''} />
            <input type="hidden" name="person_id" value={one.personId} />
            <button class="btn quiet small" type="submit" aria-label={`签发登录链接：${one.name}`}>
              签发登录链接
            </button>
          </form>
          <form method="post" action={`${props.path}/end-role`} class="inline">
            <ActFields actId={one.actIds[1] ?? ''} />
            <input type="hidden" name="assignment_id" value={one.assignmentId} />
            <button
              class="btn quiet small"
              type="submit"
              aria-label={`结束：${one.name}，${one.role}`}
            >
              结束
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

/** The form that gives somebody a role. */
export function NominateForm(props: {
  readonly path: string;
  readonly form: FormState;
  readonly people: readonly Choice[];
  readonly roles: readonly Choice[];
  readonly actId: string;
  readonly button: string;
  /** Whether a party committee can be chosen, which has to be named. */
  readonly committee?: boolean;
}) {
  const { form } = props;
  return (
    <form method="post" action={props.path} class="card">
      <ErrorSummary form={form} />
      <h2>{props.button}</h2>
      <ActFields actId={props.actId} />
      <SelectField form={form} name="role" label="角色" choices={props.roles} />
      <SelectField
        form={form}
        name="person_id"
        label="从已登记人员中选"
        required={false}
        empty="不选，填新人员"
        choices={props.people}
      />
      <TextField form={form} name="name" label="或填写新人员姓名" required={false} width="medium" />
      {props.committee === true ? (
        <TextField
          form={form}
          name="committee"
          label="党委名称（角色选“党委”时填写）"
          hint="如“中共云溪镇委员会”；对项目的评价以它的名义公开"
          required={false}
        />
      ) : null}
      <button class="btn" type="submit">
        {props.button}
      </button>
    </form>
  );
}

/** People and roles of a whole congress. */
export function PeoplePage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly held: readonly ShownRole[];
  /** Deputies with an account, who may be many. */
  readonly heldDeputies: readonly ShownRole[];
  /** How many deputies are in office; 0 without a roll. */
  readonly deputies: number;
  readonly people: readonly Choice[];
  readonly roles: readonly Choice[];
  readonly form: FormState;
  readonly other: FormState;
  readonly link: ShownLink | null;
  readonly actIds: readonly [string, string, string];
}) {
  const { congress } = props;
  const path = `${congress.href}/people`;
  return (
    <Layout
      frame={props.frame}
      title="人员与角色"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>人员与角色</h1>
      <ErrorSummary form={props.other} />
      {props.link === null ? null : <LinkCard link={props.link} />}
      <section class="card">
        <h2>现任</h2>
        {props.held.length === 0 ? <Empty>还没有人员。</Empty> : null}
        <RoleList path={path} held={props.held} />
        {props.heldDeputies.length === 0 ? null : (
          <details>
            <summary>已开通账号的代表（{props.heldDeputies.length} 名）</summary>
            <RoleList path={path} held={props.heldDeputies} />
          </details>
        )}
        {props.held.length === 0 ? null : (
          <form method="post" action={`${path}/invite-all`}>
            <ActFields actId={props.actIds[1]} />
            <button class="btn quiet" type="submit">
              打印全部人员的登录二维码
            </button>
          </form>
        )}
      </section>
      <NominateForm
        path={path}
        form={props.form}
        people={props.people}
        roles={props.roles}
        actId={props.actIds[0]}
        button="添加人员"
        committee={props.roles.some((one) => one.value === 'party_committee')}
      />
      {props.deputies === 0 ? null : (
        <form method="post" action={`${path}/deputies`} class="card">
          <h2>代表的账号</h2>
          <p>
            {`本届现任代表 ${props.deputies} 名。开通以后，每名代表扫自己的二维码登录，`}
            可以查看履职档案、提意见、记视察。以前没有用过的链接同时失效。
          </p>
          <ActFields actId={props.actIds[2]} />
          <button class="btn quiet" type="submit">
            给全体代表开通并打印二维码
          </button>
        </form>
      )}
    </Layout>
  );
}
