import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { Figure, Notice } from '../parts/notices.tsx';
import { type Step, Steps } from '../parts/steps.tsx';

/** The console of a meeting: where it stands, and the one next step. */
export function MeetingConsole(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly steps: readonly Step[];
  /** `theirs`: whether the viewer has a part in it. */
  readonly next: { readonly text: string; readonly href: string; readonly theirs: boolean } | null;
  /** What the chair says at this step; empty where there is nothing to say. */
  readonly script: readonly string[];
  readonly emergency: string;
  readonly hall: string;
  /** The electronic box of the current round; null where there is none yet. */
  readonly box: {
    readonly board: string;
    readonly opening: string;
    readonly ballots: number;
    /** Slips without a ballot, for the clerk alone while voting is on. */
    readonly notCast: number | null;
  } | null;
}) {
  const { page, next } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title={page.name}>
      {next === null ? (
        <Notice tone="ok" title="会议的票决工作已全部办完" />
      ) : (
        <section class="card next">
          <h2>下一步：{next.text}</h2>
          {next.theirs ? (
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
      {props.script.length === 0 ? null : (
        <section class="card script" aria-labelledby="chair-says">
          <h2 id="chair-says">主持人说</h2>
          {props.script.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </section>
      )}
      <Steps steps={props.steps} label="会议各步" />
      {props.box === null ? null : (
        <section class="card">
          <h2>电子票箱</h2>
          <div class="figures">
            <Figure label="票箱内选票" value={props.box.ballots} />
            {props.box.notCast === null ? null : <Figure label="未投" value={props.box.notCast} />}
          </div>
          <p>
            <a href={props.box.opening}>开箱页</a>　<a href={props.box.board}>公开票箱</a>
          </p>
        </section>
      )}
      <p>
        <a href={props.hall}>打开会场大屏幕</a>（投影到会场，不用登录）
      </p>
      <p>
        <a href={props.emergency}>打印应急包</a>
        （停电或电脑故障时用：签到表、正字计票表、空白报告单、主持词）
      </p>
    </MeetingShell>
  );
}
