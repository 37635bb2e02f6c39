import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  formAmongMany,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import { Notice, Tag, type Tone } from '../parts/notices.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

type State = 'planned' | 'check_in' | 'open' | 'closed';

const states: Readonly<Record<State, { tone: Tone; text: string }>> = {
  planned: { tone: 'plain', text: '未开始' },
  check_in: { tone: 'info', text: '正在签到' },
  open: { tone: 'ok', text: '正在开会' },
  closed: { tone: 'plain', text: '已散会' },
};

/** The sittings of a meeting: what stands, and the one next step of each. */
export function SittingsPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly frozen: boolean;
  readonly moveForm: FormState;
  readonly newForm: FormState;
  /** The meeting has ended: nothing can be planned any more. */
  readonly ended: boolean;
  readonly endForm: FormState;
  readonly sittings: readonly {
    readonly id: string;
    readonly name: string;
    readonly when: string;
    readonly place: string;
    readonly state: State;
    readonly present: number;
    readonly due: number;
    readonly verbs: readonly {
      readonly verb: string;
      readonly text: string;
      readonly actId: string;
    }[];
  }[];
  readonly actId: string;
  readonly endActId: string;
}) {
  const { page, moveForm, newForm } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="全体会议与签到">
      <ErrorSummary form={moveForm} />
      <ErrorSummary form={props.endForm} />
      {props.ended ? <Notice tone="ok" title="会议已经闭会" /> : null}
      {props.frozen ? null : (
        <Notice tone="warn" title="会议名册还没有冻结">
          <p>
            签到前请先在<a href={`${page.base}/roll`}>名册</a>中核对人数并冻结。
          </p>
        </Notice>
      )}
      {props.sittings.map((sitting) => (
        <section class="card">
          <h2>
            {sitting.name} <Tag {...states[sitting.state]} />
          </h2>
          <p>
            {sitting.when}　{sitting.place}　应到 {sitting.due} 人，实到 {sitting.present} 人
          </p>
          <div class="actions">
            {sitting.state === 'planned' && !props.frozen ? null : (
              <a class="btn quiet" href={`${page.base}/s/${sitting.id}/check-in`}>
                {sitting.state === 'closed' ? '查看签到' : '打开签到台'}
              </a>
            )}
            <a class="btn quiet" href={`${page.base}/s/${sitting.id}/agenda`}>
              议程
            </a>
            {page.clerk && !props.ended
              ? sitting.verbs.map((one) => (
                  <form method="post" action={`${page.base}/sittings/move`} class="inline">
                    <ActFields actId={one.actId} />
                    <input type="hidden" name="sitting_id" value={sitting.id} />
                    <StatedTimeField
                      form={formAmongMany({ kind: one.verb, form: moveForm }, one.verb, [
                        'sitting_id',
                        sitting.id,
                      ])}
                    />
                    <button class="btn" type="submit" name="verb" value={one.verb}>
                      {one.text}
                    </button>
                  </form>
                ))
              : null}
          </div>
        </section>
      ))}
      {page.clerk && !props.ended ? (
        <details class="card" open={newForm.refusals.length > 0}>
          <summary>再安排一次全体会议</summary>
          <form method="post" action={`${page.base}/sittings`}>
            <ErrorSummary form={newForm} />
            <ActFields actId={props.actId} />
            <TextField form={newForm} name="name" label="名称" width="medium" />
            <TextField form={newForm} name="place" label="地点" required={false} />
            <TextField
              form={newForm}
              name="planned_at"
              label="时间"
              type="datetime-local"
              width="medium"
            />
            <button class="btn" type="submit">
              安排
            </button>
          </form>
        </details>
      ) : null}
      {page.clerk && props.frozen && !props.ended ? (
        <form method="post" action={`${page.base}/end`} class="card">
          <h2>闭会</h2>
          <p>各场会议散会、各轮票决宣布之后登记。闭会后名册、议程、签到不能再改，公告仍可发布。</p>
          <ActFields actId={props.endActId} />
          <StatedTimeField form={props.endForm} />
          <button class="btn quiet" type="submit">
            登记闭会
          </button>
        </form>
      ) : null}
    </MeetingShell>
  );
}
