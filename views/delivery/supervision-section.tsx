import { Empty, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import type { OpinionProps, SupervisionProps, VisitProps } from './supervision-props.ts';

/**
 * Supervision as a part of a project's page: group, visits, opinions, supervised handling, reports. `base`
 * is the congress's address on the staff site; null on the public page, which names no deputies.
 */
export function SupervisionSection(
  props: SupervisionProps & { readonly base: string | null; readonly moreHref: string | null },
) {
  const { group, visits, opinions, base } = props;
  const listed = props.handlings.filter((one) => one.liftedOn === null);
  return (
    <>
      {listed.map((one) => (
        <p>
          <Tag tone="stop" text="挂牌督办" /> {one.reason}（{one.ledBy}牵头，{one.dueOn}前
          {one.firstDueOn === null ? '' : `，原期限${one.firstDueOn}，延长：${one.extensionReason}`}
          ） {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
        </p>
      ))}
      <p>
        {group === null
          ? '还没有成立监督小组。'
          : base === null
            ? `监督小组 ${group.members.length} 人。`
            : `${group.name}：${groupInWords(group)}。`}
        {props.nextVisit === null ? null : (
          <>
            下次视察应在 {props.nextVisit.dueOn} 前{' '}
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
          <a href={props.moreHref}>监督办理：小组、视察、意见、督办</a>
        </p>
      )}
    </>
  );
}

/** The members in words, the leader first. */
export function groupInWords(group: NonNullable<SupervisionProps['group']>): string {
  return group.members.map((one) => (one.leader ? `${one.name}（组长）` : one.name)).join('、');
}

/** Visits, the newest first; the public sees day, verdict and how many were there, no note and no name. */
export function VisitList(props: {
  readonly visits: readonly VisitProps[];
  readonly named: boolean;
}) {
  if (props.visits.length === 0) return <Empty>还没有视察记录。</Empty>;
  return (
    <ul class="plain-list">
      {props.visits.map((one) => (
        <li>
          <p>
            <strong>{one.visitedOn}</strong> <Tag tone={one.verdictTone} text={one.verdictName} />
          </p>
          {props.named ? <p class="kept-lines">{one.note}</p> : null}
          {one.ask === null || !props.named ? null : <p>要求：{one.ask}</p>}
          {one.photoHref === null || !props.named ? null : (
            <p>
              <img class="visit-photo" src={one.photoHref} alt={`${one.visitedOn} 视察现场`} />
            </p>
          )}
          <p class="small muted">
            {props.named ? `${one.people.join('、')}。` : `代表 ${one.people.length} 人。`}
            {props.named ? one.place : ''}
            {one.writtenOffline && props.named ? '。在手机上离线写成，后发出' : ''}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Opinions with their state; each leads to its page. */
export function OpinionList(props: {
  readonly opinions: readonly OpinionProps[];
  readonly base: string;
}) {
  if (props.opinions.length === 0) return <Empty>还没有意见。</Empty>;
  return (
    <ul class="plain-list">
      {props.opinions.map((one) => (
        <li>
          <a href={`${props.base}/opinions/${one.id}`}>
            第 {one.number} 号意见（{one.originName}）
          </a>{' '}
          <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
          {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
          <p>{one.content}</p>
        </li>
      ))}
    </ul>
  );
}
