import { dayInWords } from '../../src/rules/days.ts';
import type { ProgressColour, ProgressMark } from '../../src/rules/progress-colours.ts';
import { colourNames } from '../../src/rules/progress-colours.ts';
import { Facts, Notice } from '../parts/notices.tsx';
import { type SitePhoto, SitePhotos } from './site-photos.tsx';

/** How a project's work stands. */
export interface ProgressSectionProps {
  readonly mark: ProgressMark;
  /** Whether the rule sheet sets the thresholds; otherwise they are the program's own. */
  readonly regulated: boolean;
  readonly percent: number | null;
  readonly month: string | null;
  readonly standing: string | null;
  readonly stopped: boolean;
  readonly paid: string | null;
  /** The month whose report said so last; the newest report may leave it out. */
  readonly paidMonth: string | null;
  /** Planned money in 万元; null where the plan names none. */
  readonly money: string | null;
  readonly maintainedBy: string | null;
  readonly timeline: readonly {
    readonly day: string;
    readonly text: string;
    /** Where it was entered or imported from; null when kept here. */
    readonly source: string | null;
  }[];
  /** Those that stand under no milestone of the plan. */
  readonly photos: readonly SitePhoto[];
}

const shapes: Readonly<Record<ProgressColour, string>> = {
  red: '▲',
  orange: '◆',
  yellow: '■',
  green: '●',
  blue: '★',
  unknown: '○',
};

/** The mark of a project by word, shape and colour. */
export function ColourMark({ colour }: { readonly colour: ProgressColour }) {
  return (
    <span class={`progress-mark ${colour}`}>
      <span aria-hidden="true">{shapes[colour]} </span>
      {colourNames[colour]}
    </span>
  );
}

/** Progress: the mark and why, figures, photos, timeline. */
export function ProgressSection(
  props: ProgressSectionProps & {
    readonly reportHref: string | null;
    /** Address before the id of a photo. */
    readonly photoBase: string;
  },
) {
  const { mark } = props;
  return (
    <>
      <p class="progress-head">
        <ColourMark colour={mark.colour} />　{mark.why}
      </p>
      {props.stopped ? (
        <Notice tone="warn" title="最近一次月报为停工">
          没有暂停决定的停工，进度仍按原计划计算。
        </Notice>
      ) : null}
      <Facts
        facts={[
          [
            '完成进度',
            props.percent === null
              ? '没有数据'
              : `${props.percent}%（${dayInWords(props.month ?? '')}的月报）`,
          ],
          ['承办单位自报', props.standing ?? '没有数据'],
          [
            '累计支付',
            props.paid === null
              ? '没有数据'
              : `${props.paid} 万元${props.paidMonth === props.month ? '' : `（${dayInWords(props.paidMonth ?? '')}报）`}${props.money === null ? '' : `，计划 ${props.money} 万元`}`,
          ],
          ...(props.maintainedBy === null ? [] : [['管护单位', props.maintainedBy] as const]),
        ]}
      />
      <p class="hint">
        颜色由进度和计划时间按{props.regulated ? '票决办法' : '程序默认（办法未作规定）'}
        的界限算出，不能手填。
      </p>
      {props.reportHref === null ? null : (
        <p>
          <a class="btn quiet" href={props.reportHref}>
            填报进度、节点和照片
          </a>
        </p>
      )}
      <SitePhotos photos={props.photos} base={props.photoBase} />
      <h3>大事记</h3>
      <ol class="timeline">
        {props.timeline.map((one) => (
          <li>
            <span class="day">{one.day}</span>
            <span>
              {one.text}
              {one.source === null ? null : <small class="muted">（来源：{one.source}）</small>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
