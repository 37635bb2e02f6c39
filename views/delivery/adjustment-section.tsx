import { dayInWords } from '../../src/rules/days.ts';
import { Tag, type Tone } from '../parts/notices.tsx';
import type { AdjustmentProps } from './adjustment-props.ts';

const tones: Readonly<Record<AdjustmentProps['state'], Tone>> = {
  requested: 'warn',
  withdrawn: 'plain',
  approved: 'ok',
  refused: 'stop',
};

/** The adjustments of a project as a part of its page, the public one too. */
export function AdjustmentSection(props: {
  readonly rows: readonly AdjustmentProps[];
  /** Requests that nobody has decided yet: kind and day, without their reasons. */
  readonly pending: readonly { readonly kindName: string; readonly requestedOn: string }[];
  readonly moreHref: string | null;
  /** Address before the id of an adjustment whose paper is public; null on the staff site. */
  readonly paperBase: string | null;
}) {
  return (
    <>
      {props.rows.length + props.pending.length === 0 ? (
        <p>没有调整过，内容和表决时一致。</p>
      ) : null}
      {props.moreHref === null && props.pending.length > 0 ? (
        <>
          <ul class="plain-list">
            {props.pending.map((one) => (
              <li>
                <strong>{one.kindName}</strong> <Tag tone="warn" text="已申请，待决定" />{' '}
                {dayInWords(one.requestedOn)}
              </li>
            ))}
          </ul>
          <p>没有决定以前，内容和表决时一致。</p>
        </>
      ) : null}
      <ul class="plain-list">
        {props.rows.map((one) => (
          <li>
            <AdjustmentFacts one={one} staff={props.moreHref !== null} />
            {one.paperPublic && props.paperBase !== null ? (
              <p>
                <a href={`${props.paperBase}/${one.id}/file`}>申请材料</a>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {props.moreHref === null ? null : (
        <p>
          <a href={props.moreHref}>调整：申请、决定、公布、报告</a>
        </p>
      )}
    </>
  );
}

/** One adjustment: what was asked and why, who decided, what is still owed. */
export function AdjustmentFacts({
  one,
  staff,
}: {
  readonly one: AdjustmentProps;
  /** Whether the reader is on the staff site, where a round has its own pages. */
  readonly staff: boolean;
}) {
  return (
    <>
      <p>
        <strong>{one.kindName}</strong> <Tag tone={tones[one.state]} text={one.stateName} />{' '}
        {one.owed.includes('notice') ? <Tag tone="warn" text="待公布" /> : null}{' '}
        {one.owed.includes('report') ? <Tag tone="warn" text="待向下次大会报告" /> : null}
      </p>
      <p class="kept-lines">
        {one.requestedByName} {dayInWords(one.requestedOn)}申请：{one.reason}
      </p>
      {one.changes.length === 0 ? null : (
        <ul>
          {one.changes.map((change) => (
            <li>
              {change.label}：<del>{change.before ?? '（没有写）'}</del> →{' '}
              <ins>{change.after ?? '（不写）'}</ins>
            </li>
          ))}
        </ul>
      )}
      {one.round === null ? null : <Round round={one.round} staff={staff} />}
      {one.state === 'refused' ? <p>没有获得通过，项目内容和实施不变。</p> : null}
      {one.decision === null ? null : (
        <p>
          {dayInWords(one.decidedOn ?? '')}决定。{one.decision}。
        </p>
      )}
      {one.publishedWhere === null ? null : <p>公布在：{one.publishedWhere}</p>}
      {one.reported === null ? null : <p>{one.reported}</p>}
    </>
  );
}

/** The round that votes on it, and the way there. */
function Round(props: {
  readonly round: NonNullable<AdjustmentProps['round']>;
  readonly staff: boolean;
}) {
  const { round, staff } = props;
  const href = staff ? round.href : round.publicHref;
  // A round is public with its announcement.
  if (href === null) return null;
  return (
    <p>
      {round.meetingName}无记名投票：
      <a href={href}>{round.title}</a>（{round.state}）
    </p>
  );
}
