import { type MeetingBody, memberNames } from '../../src/rules/quorum.ts';
import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';

interface Matter {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly kind: string;
  readonly reason: string;
  /** The page of the project's adjustments. */
  readonly href: string;
  /** Why it cannot be chosen here; null where it can. */
  readonly hindrance: string | null;
}

/** Where the clerk chooses the requests for adjustments that this meeting votes on. */
export function NewDecisionRoundPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly form: FormState;
  readonly body: MeetingBody;
  readonly regulated: boolean;
  readonly matters: readonly Matter[];
  readonly actId: string;
}) {
  const { page, form, matters, body } = props;
  const free = matters.filter((one) => one.hindrance === null);
  const held = matters.filter((one) => one.hindrance !== null);
  return (
    <MeetingShell frame={props.frame} page={page} title="表决项目调整">
      {props.regulated ? null : (
        <Notice tone="warn" title="本次会议还没有票决办法">
          <p>
            选票颜色、投票方式、计票和签字都取自办法。请先拟定
            <a href={`${page.base}/rules`}>票决办法</a>。
          </p>
        </Notice>
      )}
      {free.length === 0 ? (
        <Empty>没有可以在这里表决的调整申请。申请在项目的“调整”页提出。</Empty>
      ) : (
        <form method="post" class="card">
          <ErrorSummary form={form} />
          <p>
            选中的申请印在同一张票上，每项分别表示赞成、反对或者弃权，无记名。每项单独计票，全体
            {memberNames[body]}过半数赞成的通过；宣布后自动登记决定。
          </p>
          <ActFields actId={props.actId} />
          <fieldset class="field choices">
            <legend>要表决的申请</legend>
            {free.map((one) => (
              <MatterLine form={form} matter={one} />
            ))}
          </fieldset>
          <div class="actions">
            <button class="btn" type="submit">
              建立表决
            </button>
            <a class="btn quiet" href={`${page.base}/rounds`}>
              返回，不建立
            </a>
          </div>
        </form>
      )}
      {held.length === 0 ? null : (
        <section class="card">
          <h2>不能在这里表决的申请</h2>
          <ul class="plain-list">
            {held.map((one) => (
              <li>
                <a href={one.href}>{nameOf(one)}</a>：{one.hindrance}
              </li>
            ))}
          </ul>
        </section>
      )}
    </MeetingShell>
  );
}

function nameOf({ year, number, title, kind }: Matter): string {
  return `${year}年第${number}号“${title}”${kind}`;
}

function MatterLine({ form, matter }: { readonly form: FormState; readonly matter: Matter }) {
  const chosen = (form.typed.adjustments ?? '').split(' ');
  return (
    <label class="choice">
      <input
        type="checkbox"
        name="adjustments"
        value={matter.id}
        checked={chosen.includes(matter.id)}
      />
      <span>
        {nameOf(matter)}
        <small>理由：{matter.reason}</small>
      </span>
    </label>
  );
}
