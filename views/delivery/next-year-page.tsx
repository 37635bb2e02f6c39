import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { AsRead, besideStanding } from '../parts/beside.tsx';
import {
  type Choice,
  formAmongMany,
  SelectField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { Folded } from './handling-and-records.tsx';

/** Why a project was not finished in time, and whether the congress was told. */
export interface ExplanationProps {
  readonly content: string;
  readonly meetingId: string | null;
  readonly meetingName: string | null;
  readonly reportedOn: string | null;
}

interface Props {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  readonly clerk: boolean;
  readonly proposals: readonly {
    readonly projectId: string;
    readonly title: string;
    readonly forYear: number;
    readonly reasons: readonly string[];
  }[];
  readonly decisions: readonly {
    readonly projectId: string;
    readonly title: string;
    readonly forYear: number;
    readonly accepted: boolean;
    readonly decision: string;
    readonly reason: string;
    readonly decidedOn: string;
  }[];
  readonly unfinished: readonly {
    readonly projectId: string;
    readonly title: string;
    readonly completedOn: string | null;
    readonly explanation: ExplanationProps | null;
  }[];
  readonly meetings: readonly Choice[];
  readonly sent: SentForm;
  readonly actId: () => string;
}

/** What the end of a year asks for: next year's key supervision, and explanations of what was not finished. */
export function NextYearPage(props: Props) {
  const { base, proposals, unfinished, decisions } = props;
  return (
    <Layout
      frame={props.frame}
      title="重点督办和未完工说明"
      place={props.place}
      crumbs={[
        { text: props.place, href: base },
        { text: '监督', href: `${base}/supervision` },
      ]}
    >
      <h1>重点督办和未完工说明</h1>
      <p>
        测评为“不满意”的、到期没有完工的，建议列入下一年重点督办；没有按期完工的，要向大会说明。
      </p>
      <section class="card">
        <h2>建议列入重点督办</h2>
        {proposals.length === 0 ? <Empty>没有等待决定的建议。</Empty> : null}
        {proposals.map((one) => (
          <Proposal {...props} one={one} />
        ))}
      </section>
      <section class="card">
        <h2>没有按期完工的说明</h2>
        {unfinished.length === 0 ? <Empty>没有到期未完工的项目。</Empty> : null}
        {unfinished.map((one) => (
          <Unfinished {...props} one={one} />
        ))}
      </section>
      {decisions.length === 0 ? null : (
        <section class="card">
          <h2>已经决定的</h2>
          <ul class="plain-list">
            {decisions.map((one) => (
              <li>
                <Tag tone={one.accepted ? 'stop' : 'plain'} text={one.decision} />{' '}
                <a href={`${base}/projects/${one.projectId}/supervision`}>{one.title}</a>，
                {one.forYear} 年。{dayInWords(one.decidedOn)}：{one.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function Proposal(props: Props & { readonly one: Props['proposals'][number] }) {
  const { one, base, sent } = props;
  const accept = formAmongMany(sent, 'accept-proposal', ['project_id', one.projectId]);
  const decline = formAmongMany(sent, 'decline-proposal', ['project_id', one.projectId]);
  const act = `${base}/supervision/next-year`;
  return (
    <article>
      <h3>
        <a href={`${base}/projects/${one.projectId}`}>{one.title}</a>
      </h3>
      <p>
        建议列入 {one.forYear} 年重点督办：{one.reasons.join('，')}。
      </p>
      {props.clerk ? (
        <>
          <Folded
            summary="列入，挂牌督办"
            action={`${act}/accept`}
            button="列入重点督办"
            actId={props.actId()}
            form={accept}
          >
            <input type="hidden" name="project_id" value={one.projectId} />
            <TextField form={accept} name="led_by" label="牵头督办的人" width="medium" />
            <TextField form={accept} name="due_on" label="期限" type="date" width="medium" />
          </Folded>
          <Folded
            summary="不列入，写明理由"
            action={`${act}/decline`}
            button="不列入"
            actId={props.actId()}
            form={decline}
          >
            <input type="hidden" name="project_id" value={one.projectId} />
            <TextArea form={decline} name="reason" label="理由" rows={2} />
          </Folded>
        </>
      ) : null}
    </article>
  );
}

const orNull = (text: string | null | undefined) => text ?? null;

function Unfinished(props: Props & { readonly one: Props['unfinished'][number] }) {
  const { one, base } = props;
  const sent = formAmongMany(props.sent, 'explain-unfinished', ['project_id', one.projectId]);
  const known = one.explanation;
  // What stands is changed, not written anew.
  const standing = {
    ...{ content: known?.content ?? '', meeting_id: known?.meetingId ?? '' },
    reported_on: known?.reportedOn ?? '',
  };
  const meetings = Object.fromEntries(props.meetings.map(({ value, text }) => [value, text]));
  const form =
    known === null || sent.refusals.length > 0
      ? besideStanding(sent, standing, [
          ['content', '说明'],
          ['meeting_id', '在哪次会议上报告', meetings],
          ['reported_on', '报告的日期'],
        ])
      : { ...sent, typed: standing };
  return (
    <article>
      <h3>
        <a href={`${base}/projects/${one.projectId}`}>{one.title}</a>
      </h3>
      <p>
        {known === null ? <Tag tone="warn" text="还没有说明" /> : null}
        {one.completedOn === null ? '还没有完工。' : `${dayInWords(one.completedOn)}完工。`}
      </p>
      {known === null ? null : <ExplanationText one={known} />}
      {props.clerk ? (
        <Folded
          summary={known === null ? '写说明' : '修改说明'}
          action={`${base}/supervision/next-year/explain`}
          button="保存并公开"
          actId={props.actId()}
          form={form}
        >
          <input type="hidden" name="project_id" value={one.projectId} />
          <AsRead texts={[known?.content, known?.meetingId, known?.reportedOn].map(orNull)} />
          <TextArea
            form={form}
            name="content"
            label="为什么没有按期完成、现在怎样、什么时候完成"
            hint="任何人可以看，不写个人姓名和电话。"
            rows={4}
          />
          <SelectField
            form={form}
            name="meeting_id"
            label="在哪次会议上报告"
            required={false}
            empty="还没有报告"
            choices={props.meetings}
          />
          <TextField
            form={form}
            name="reported_on"
            label="报告的日期"
            type="date"
            width="medium"
            required={false}
          />
        </Folded>
      ) : null}
    </article>
  );
}

/** The explanation as staff and the public read it. */
export function ExplanationText({ one }: { readonly one: ExplanationProps }) {
  return (
    <>
      <p class="kept-lines">{one.content}</p>
      <p class="small muted">
        {one.meetingName === null
          ? '还没有向会议报告。'
          : `${one.reportedOn ?? ''} 向${one.meetingName}报告。`}
      </p>
    </>
  );
}
