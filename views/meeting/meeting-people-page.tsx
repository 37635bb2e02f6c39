import type { PageFrame } from '../layout.tsx';
import { ActFields, type Choice, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { LinkCard, type ShownLink } from '../people/links.tsx';
import { NominateForm, RoleList, type ShownRole } from '../people/people-page.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

/** Chair, scrutineers and tellers of a meeting: nominated here, adopted by the meeting. */
export function MeetingPeoplePage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly held: readonly (ShownRole & { readonly adopted: boolean })[];
  readonly people: readonly Choice[];
  readonly roles: readonly Choice[];
  readonly form: FormState;
  readonly other: FormState;
  readonly link: ShownLink | null;
  readonly actIds: readonly [string, string];
}) {
  const { page, held } = props;
  const path = `${page.base}/people`;
  return (
    <MeetingShell frame={props.frame} page={page} title="会议人员">
      <ErrorSummary form={props.other} />
      {props.link === null ? null : <LinkCard link={props.link} />}
      {held.some((one) => !one.adopted) ? (
        <Notice tone="warn" title="名单还要经会议通过">
          <p>
            提名齐后，在<a href={`${page.base}/decisions`}>表决</a>页登记名单的表决结果，才能发票。
          </p>
        </Notice>
      ) : null}
      <section class="card">
        <h2>主持人、监票人、计票人</h2>
        {held.length === 0 ? (
          <Empty>还没有提名。应有总监票人 1 名、监票人至少 1 名、计票人至少 2 名。</Empty>
        ) : null}
        <RoleList path={path} held={held} />
        {held.length === 0 ? null : (
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
        button="提名"
      />
    </MeetingShell>
  );
}
