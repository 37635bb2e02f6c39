import { dayInWords } from '../../src/rules/days.ts';
import type { ProgressMark } from '../../src/rules/progress-colours.ts';
import type { Lateness } from '../../src/rules/rectification.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields } from '../parts/fields.tsx';
import { Empty, Notice, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { ColourMark } from './progress-section.tsx';
import { StandingButtons } from './standing-buttons.tsx';

interface OwnProject {
  readonly id: string;
  readonly base: string;
  readonly number: number;
  readonly title: string;
  readonly year: number;
  readonly state: string;
  readonly open: boolean;
  readonly mark: ProgressMark;
  readonly planMissing: boolean;
  /** The month that is asked for, `YYYY-MM`. */
  readonly month: string;
  readonly given: string | null;
  readonly next: { readonly title: string; readonly dueOn: string } | null;
  readonly actId: string;
}

/** An opinion or a rectification that the department has to answer, or has answered. */
interface Handed {
  readonly href: string;
  readonly text: string;
  readonly content: string;
  /** Whether it waits for the department; else for those who rate or re-check the answer. */
  readonly waiting: boolean;
  readonly lateness: Lateness | null;
}

/** A department's own projects: what is to be reported this month, by one tap. */
export function MyProjectsPage(props: {
  readonly frame: PageFrame;
  readonly reminders: readonly { readonly text: string; readonly href: string }[];
  readonly handed: readonly Handed[];
  readonly places: readonly { readonly name: string; readonly projects: readonly OwnProject[] }[];
}) {
  const all = props.places.flatMap((one) => one.projects);
  const missing = all.filter((one) => one.open && one.given === null).length;
  return (
    <Layout frame={props.frame} title="我承办的项目">
      <h1>我承办的项目</h1>
      {all.length === 0 ? (
        <Empty>没有由您的单位承办的项目。实施计划里写明承办单位后，项目会出现在这里。</Empty>
      ) : (
        <Notice
          tone={missing === 0 ? 'ok' : 'warn'}
          title={missing === 0 ? '这个月都报过了' : `还有 ${missing} 个项目要报`}
        >
          按一下就报送；进度默认按已完成的节点计算。
        </Notice>
      )}
      {props.reminders.length === 0 ? null : (
        <section class="card">
          <h2>提醒</h2>
          <ul class="plain-list">
            {props.reminders.map((one) => (
              <li>
                <a href={one.href}>{one.text}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {props.handed.length === 0 ? null : <HandedList handed={props.handed} />}
      {props.places.map((place) => (
        <section class="stack">
          <h2>{place.name}</h2>
          {place.projects.map((one) => (
            <Own one={one} />
          ))}
        </section>
      ))}
    </Layout>
  );
}

function HandedList({ handed }: { readonly handed: readonly Handed[] }) {
  return (
    <section class="card" id="handed">
      <h2>交给我们办的意见和整改</h2>
      <ul class="plain-list">
        {handed.map((one) => (
          <li>
            <a href={one.href}>{one.text}</a>{' '}
            {one.lateness === null ? (
              <Tag tone="info" text="已答复，等待评价或复查" />
            ) : (
              <LatenessTag lateness={one.lateness} />
            )}
            <br />
            {one.content.slice(0, 60)}
            {one.content.length > 60 ? '……' : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Own({ one }: { readonly one: OwnProject }) {
  return (
    <section class="card" aria-label={`${one.year}年第${one.number}号：${one.title}`}>
      <h3>
        {one.number}．<a href={one.base}>{one.title}</a>
      </h3>
      <p>
        {one.year} 年　{one.state}　<ColourMark colour={one.mark.colour} />
      </p>
      {one.next === null ? null : (
        <p class="hint">
          下一个节点：{one.next.title}（{dayInWords(one.next.dueOn)}）
        </p>
      )}
      {one.open && one.planMissing ? (
        <p>
          <Tag tone="warn" text="还没有实施计划" />{' '}
          <a href={`${one.base}/plan`}>填写“{one.title}”的实施计划</a>
        </p>
      ) : null}
      {one.open && !one.planMissing ? (
        <form method="post" action={`${one.base}/progress`}>
          <ActFields actId={one.actId} />
          <input type="hidden" name="month" value={one.month} />
          <input type="hidden" name="back" value="list" />
          <p>
            {dayInWords(one.month)}的月报：
            {one.given === null ? (
              <strong>还没有报</strong>
            ) : (
              <Tag tone="ok" text={`已报 ${one.given}`} />
            )}
          </p>
          {one.given === null ? null : <p class="hint">再报一次，以后一次为准。</p>}
          <StandingButtons label={`报${dayInWords(one.month)}`} about={one.title} />
        </form>
      ) : null}
      {one.open ? (
        <p>
          <a href={`${one.base}/progress`}>详细填报（节点、照片、支付）：{one.title}</a>
        </p>
      ) : null}
    </section>
  );
}
