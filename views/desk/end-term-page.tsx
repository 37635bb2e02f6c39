import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, TextField } from '../parts/fields.tsx';
import { Notice, Tag } from '../parts/notices.tsx';

/** A supervision group that loses members; `again`: a deputy of this name is in the new term. */
interface LosingGroupProps {
  readonly project: string;
  readonly href: string;
  readonly name: string;
  readonly staying: number;
  readonly leaving: readonly { readonly name: string; readonly again: boolean }[];
}

/** What the end of a term changes, before it is ended. */
export function EndTermPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  /** Where this page is, and its form is sent. */
  readonly path: string;
  readonly number: number;
  /** The day on which it ended; null while it has not. */
  readonly ended: string | null;
  /** Whether its deputies are in office, because no roll of a newer term is there. */
  readonly stands: boolean;
  readonly deputies: number;
  readonly accounts: number;
  readonly groups: readonly LosingGroupProps[];
  readonly form: FormState;
  readonly actId: string;
}) {
  const { congress, number } = props;
  const title = `结束第 ${number} 届`;
  return (
    <Layout
      frame={props.frame}
      title={title}
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '单位与届次', href: `${congress.href}/congresses` },
      ]}
    >
      <h1>{title}</h1>
      {props.ended === null ? (
        <Open {...props} />
      ) : (
        <Notice tone="ok">已于 {props.ended} 结束。</Notice>
      )}
    </Layout>
  );
}

function Open(props: Parameters<typeof EndTermPage>[0]) {
  if (props.stands) {
    return (
      <Notice tone="warn" title="现在不能结束">
        新一届的代表名册还没有导入，这一届代表仍在任。请先建立新一届，在新一届的会议里导入代表名册。
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="plain">
        {`第 ${props.number} 届名册上还有 ${props.deputies} 名代表，其中 ${props.accounts} 名有代表账号。`}
        {'结束以后，他们不能再以代表身份登录办事；做过的视察、提过的意见都留在记录里。'}
        连任的代表请在“人员与角色”里用新一届名册重新开通。
      </Notice>
      <Groups groups={props.groups} />
      <form method="post" action={props.path} class="card">
        <ErrorSummary form={props.form} />
        <ActFields actId={props.actId} />
        <TextField form={props.form} name="ends_on" label="届满日期" type="date" width="medium" />
        <button class="btn" type="submit">
          结束第 {props.number} 届
        </button>
      </form>
    </>
  );
}

function Groups({ groups }: { readonly groups: readonly LosingGroupProps[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="card">
      <h2>要重新确定成员的监督小组（{groups.length} 个）</h2>
      <ul class="plain-list">
        {groups.map((one) => (
          <li>
            <a href={one.href}>{one.project}</a>　{one.name}，离开：
            {one.leaving.map((member, index) => (
              <>
                {index === 0 ? '' : '、'}
                {member.name}
                {member.again ? <Tag tone="info" text="新一届有同名代表" /> : null}
              </>
            ))}
            {one.staying === 0 ? '；没有成员留下' : `；留下 ${one.staying} 人`}
          </li>
        ))}
      </ul>
    </section>
  );
}
