import type { PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { Empty, Notice, Tag, type Tone } from '../parts/notices.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

type State = 'absent' | 'on_leave' | 'present' | 'left';

const states: Readonly<Record<State, { tone: Tone; text: string }>> = {
  absent: { tone: 'plain', text: '未到' },
  on_leave: { tone: 'warn', text: '请假' },
  present: { tone: 'ok', text: '已到' },
  left: { tone: 'warn', text: '已离场' },
};

/** One deputy at the door. */
interface Attendee {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly delegation: string;
  readonly unit: string;
  readonly suspended: boolean;
  readonly state: State;
  readonly note: string;
  readonly actIds: readonly string[];
}

/** The check-in desk: search by name or pinyin, one button per deputy. */
export function CheckInPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly sitting: { readonly id: string; readonly name: string; readonly state: string };
  readonly query: string;
  readonly desk: string;
  /** Stated time of what is entered later from the paper roll; empty for now. */
  readonly at: string;
  readonly form: FormState;
  readonly attendees: readonly Attendee[];
  readonly history: readonly { readonly time: string; readonly text: string }[];
}) {
  const { page, sitting, form } = props;
  const path = `${page.base}/s/${sitting.id}/check-in`;
  const acts = page.clerk && sitting.state !== 'closed';
  const open = acts && sitting.state !== 'planned';
  return (
    <MeetingShell frame={props.frame} page={page} title={`${sitting.name}签到`} wide>
      <ErrorSummary form={form} />
      {sitting.state === 'planned' ? (
        <Notice tone="info" title="还没有开始签到">
          <p>现在只能登记请假。到时请在“签到”页点“开始签到”。</p>
        </Notice>
      ) : null}
      <form method="get" action={path} class="row">
        <label for="q">姓名、拼音首字母或代表证号</label>
        <input id="q" name="q" type="search" class="input medium" value={props.query} autofocus />
        <label for="desk">签到台</label>
        <input id="desk" name="desk" class="input short" value={props.desk} />
        <details class="later" open={props.at !== ''}>
          <summary>补录纸质签到</summary>
          <label for="at">实际时间</label>
          <input id="at" name="at" type="datetime-local" class="input medium" value={props.at} />
        </details>
        <button class="btn quiet" type="submit">
          查找
        </button>
      </form>
      {props.attendees.length === 0 ? (
        <Empty>没有找到。换一个字或拼音首字母再查；新补选的代表请先在名册中登记。</Empty>
      ) : null}
      <ul class="deputies">
        {props.attendees.map((one) => (
          <li class={one.state}>
            <div class="who">
              <strong class="name">{one.name}</strong>
              <Tag {...states[one.state]} />
              <small>
                {one.position}号　{one.delegation}　{one.unit}
                {one.suspended ? '　暂停执行职务' : ''}
              </small>
              {one.note === '' ? null : <small>{one.note}</small>}
            </div>
            {acts ? (
              <DoorActs path={path} one={one} desk={props.desk} at={props.at} open={open} />
            ) : null}
          </li>
        ))}
      </ul>
      <section class="card">
        <h2>签到记录</h2>
        {props.history.length === 0 ? <Empty>还没有记录。</Empty> : null}
        <ul class="plain-list">
          {props.history.map((line) => (
            <li>
              {line.time}　{line.text}
            </li>
          ))}
        </ul>
      </section>
    </MeetingShell>
  );
}

function DoorActs(props: {
  readonly path: string;
  readonly one: Attendee;
  readonly desk: string;
  readonly at: string;
  readonly open: boolean;
}) {
  const { path, one, desk, at, open } = props;
  const [first = '', second = '', third = ''] = one.actIds;
  return (
    <div class="acts">
      {open && one.state !== 'present' ? (
        <form method="post" action={path}>
          <ActFields actId={first} />
          <input type="hidden" name="deputy" value={one.id} />
          <input type="hidden" name="desk" value={desk} />
          <input type="hidden" name="happened_at" value={at} />
          <button
            class="btn"
            type="submit"
            aria-label={`${one.state === 'left' ? '返回' : '签到'}：${one.name}`}
          >
            {one.state === 'left' ? '返回' : '签到'}
          </button>
        </form>
      ) : null}
      <details>
        <summary aria-label={`其他：${one.name}`}>其他</summary>
        {one.state === 'absent' ? (
          <ReasonForm path={`${path}/leave`} actId={second} at={at} one={one} text="登记请假" />
        ) : (
          <ReasonForm path={`${path}/undo`} actId={second} at={at} one={one} text="撤销记录" />
        )}
        {open && one.state === 'present' ? (
          <form method="post" action={`${path}/left`}>
            <ActFields actId={third} />
            <input type="hidden" name="deputy" value={one.id} />
            <input type="hidden" name="happened_at" value={at} />
            <button class="btn quiet small" type="submit">
              提前离场
            </button>
          </form>
        ) : null}
      </details>
    </div>
  );
}

function ReasonForm(props: {
  readonly path: string;
  readonly actId: string;
  readonly at: string;
  readonly one: Attendee;
  readonly text: string;
}) {
  return (
    <form method="post" action={props.path}>
      <ActFields actId={props.actId} />
      <input type="hidden" name="deputy" value={props.one.id} />
      <input type="hidden" name="happened_at" value={props.at} />
      <input
        name="reason"
        class="input short"
        aria-label={`${props.one.name}：${props.text}的原因`}
        placeholder="原因"
      />
      <button class="btn quiet small" type="submit">
        {props.text}
      </button>
    </form>
  );
}
