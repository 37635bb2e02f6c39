import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { Notice } from '../parts/notices.tsx';
import { type Step, Steps } from '../parts/steps.tsx';

/** The console of a meeting: where it stands, and the one next step. */
export function MeetingConsole(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly steps: readonly Step[];
  readonly next: { readonly text: string; readonly href: string } | null;
  readonly emergency: string;
}) {
  const { page, next } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={page.name}>
      {next === null ? (
        <Notice tone="ok" title="会议的票决工作已全部办完" />
      ) : (
        <section class="card next">
          <h2>下一步：{next.text}</h2>
          {page.clerk ? (
            <a class="btn" href={next.href}>
              去办理
            </a>
          ) : (
            <a class="btn quiet" href={next.href}>
              去查看
            </a>
          )}
        </section>
      )}
      <Steps steps={props.steps} label="会议各步" />
      <p>
        <a href={props.emergency}>打印应急包</a>
        （停电或电脑故障时用：签到表、正字计票表、空白报告单、主持词）
      </p>
    </MeetingShell>
  );
}
