import type { Child } from 'hono/jsx';
import { dayInWords } from '../../src/rules/days.ts';
import { Empty, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PaperList } from './papers.tsx';
import type { OpinionProps, SupervisionProps, VisitProps } from './supervision-props.ts';

/**
 * Supervision as a part of a project's page: group, visits, opinions, supervised handling, reports. `base`
 * is the congress's address on the staff site; null on the public page, which names no deputies.
 */
export function SupervisionSection(
  props: SupervisionProps & {
    readonly base: string | null;
    readonly moreHref: string | null;
    /** The public list of all projects under supervised handling. */
    readonly handlingsHref: string;
  },
) {
  const { group, visits, opinions, base } = props;
  const listed = props.handlings.filter((one) => one.liftedOn === null);
  return (
    <>
      {listed.map((one) => (
        <p>
          <Tag tone="stop" text="挂牌督办" /> {one.reason}（{one.ledBy}牵头，{dayInWords(one.dueOn)}
          前
          {one.firstDueOn === null
            ? ''
            : `，原期限${dayInWords(one.firstDueOn)}，延长：${one.extensionReason}`}
          ） {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
        </p>
      ))}
      {props.handlings.length === 0 ? null : (
        <p>
          <a href={props.handlingsHref}>全部挂牌督办的项目和办理情况</a>
        </p>
      )}
      {base === null ? <PublicPapers {...props} /> : null}
      <p>
        {group === null
          ? '还没有成立监督小组。'
          : base === null
            ? `监督小组 ${group.members.length} 人。`
            : `${group.name}：${groupInWords(group)}。`}
        {props.nextVisit === null ? null : (
          <>
            下次视察应在{dayInWords(props.nextVisit.dueOn)}前{' '}
            <LatenessTag lateness={props.nextVisit.lateness} />
          </>
        )}
      </p>
      <p>
        视察 {visits.length} 次，意见 {opinions.length} 条（办结{' '}
        {opinions.filter((one) => one.state === 'closed').length} 条）。
      </p>
      <VisitList visits={visits.slice(0, 3)} named={base !== null} />
      {base === null ? null : <OpinionList opinions={opinions} base={base} />}
      {props.moreHref === null ? null : (
        <p>
          <a href={props.moreHref}>监督办理：小组、视察、意见、挂牌督办</a>
        </p>
      )}
    </>
  );
}

/** The papers that were made public, each under what it belongs to. */
function PublicPapers({ handlings, records }: SupervisionProps) {
  const entries = [
    ...handlings.map((one) => ({
      text: `挂牌督办（${dayInWords(one.listedOn)}）`,
      papers: one.papers,
    })),
    ...records.map((one) => ({
      text: `${one.kindName}：${one.title}（${dayInWords(one.heldOn)}）`,
      papers: one.papers,
    })),
  ];
  return (
    <>
      {entries
        .filter((one) => one.papers.length > 0)
        .map((one) => (
          <div>
            <p>{one.text}</p>
            <PaperList papers={one.papers} />
          </div>
        ))}
    </>
  );
}

/** The members in words, the leader first. */
export function groupInWords(group: NonNullable<SupervisionProps['group']>): string {
  return group.members.map((one) => (one.leader ? `${one.name}（组长）` : one.name)).join('、');
}

/** Visits, the newest first; the public sees day, verdict and how many were there, no name, and the note where it is public. */
export function VisitList(props: {
  readonly visits: readonly VisitProps[];
  readonly named: boolean;
  /** What may be done about a visit. */
  readonly more?: (visit: VisitProps) => Child;
}) {
  if (props.visits.length === 0) return <Empty>还没有视察记录。</Empty>;
  return (
    <ul class="plain-list">
      {props.visits.map((one) => (
        <li>
          <p>
            <strong>{dayInWords(one.visitedOn)}</strong>{' '}
            <Tag tone={one.verdictTone} text={one.verdictName} />
          </p>
          {one.note === '' ? null : <p class="kept-lines">{one.note}</p>}
          {one.ask === null || !props.named ? null : <p>要求：{one.ask}</p>}
          {one.photos.map((photo) => (
            <p>
              <img
                class="visit-photo"
                src={photo.href}
                alt={`${dayInWords(one.visitedOn)}视察现场`}
                loading="lazy"
              />
            </p>
          ))}
          {one.withdrawn === null ? null : (
            <p class="small">
              这次记录曾经公开，{one.withdrawn.on}撤回：{one.withdrawn.reason}
            </p>
          )}
          <p class="small muted">
            {props.named ? `参加：${one.people.join('、')}。` : `代表 ${one.people.length} 人。`}
            {props.named ? `${one.place}。` : ''}
            {props.named && one.published ? '已向群众公开。' : ''}
            {one.writtenOffline && props.named ? '在手机上离线写成，后发出。' : ''}
          </p>
          {props.more?.(one)}
        </li>
      ))}
    </ul>
  );
}

/** Opinions with their state; each leads to its page. */
export function OpinionList(props: {
  readonly opinions: readonly OpinionProps[];
  readonly base: string;
  /** Whether they are of many projects and years, so that each says which. */
  readonly ofMany?: boolean;
}) {
  if (props.opinions.length === 0) return <Empty>还没有意见。</Empty>;
  return (
    <ul class="plain-list">
      {props.opinions.map((one) => (
        <li>
          <a href={`${props.base}/opinions/${one.id}`}>
            {props.ofMany === true ? `${one.year} 年` : ''}第 {one.number} 号意见（{one.originName}
            ）
          </a>{' '}
          <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
          {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
          <p>
            {props.ofMany === true && one.projectTitle !== null ? `${one.projectTitle}：` : ''}
            {one.content}
          </p>
        </li>
      ))}
    </ul>
  );
}
