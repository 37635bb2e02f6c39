import { Facts, Notice, Tag, type Tone } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { type SitePhoto, SitePhotos } from './site-photos.tsx';

/** A project's plan as it stands. */
export interface PlanSectionProps {
  readonly timing: { readonly tone: Tone; readonly text: string };
  readonly plan: {
    readonly number: number;
    /** Where an older project's plan was entered from; null when kept here. */
    readonly source: string | null;
    readonly publication: string | null;
    readonly facts: readonly (readonly [string, string])[];
    readonly milestones: readonly {
      readonly title: string;
      readonly due: string;
      readonly weight: number;
      readonly reached: string | null;
      readonly late: boolean;
      readonly photos: readonly SitePhoto[];
    }[];
    readonly goals: readonly {
      readonly year: number;
      readonly goal: string;
      readonly quantity: string;
    }[];
    readonly funding: readonly { readonly origin: string; readonly amount: string }[];
    readonly total: string | null;
    readonly difference: string | null;
  } | null;
}

/** The plan: whether it is in time, then what it says. */
export function PlanSection(
  props: PlanSectionProps & {
    readonly editHref: string | null;
    /** Address before the id of a photo. */
    readonly photoBase: string;
  },
) {
  const { plan, timing } = props;
  return (
    <>
      {timing.tone === 'plain' ? (
        <p>
          {plan === null ? <strong>还没有公布实施计划。</strong> : null}
          {timing.text}
        </p>
      ) : (
        <Notice
          tone={timing.tone}
          title={plan === null ? '还没有公布实施计划' : `第 ${plan.number} 版实施计划`}
        >
          {timing.text}
        </Notice>
      )}
      {plan !== null && plan.publication === null ? (
        <p>
          <Tag tone="warn" text="这一版还没有公布" />
        </p>
      ) : null}
      {plan === null ? null : <Plan plan={plan} photoBase={props.photoBase} />}
      {props.editHref === null ? null : (
        <p>
          <a class="btn quiet" href={props.editHref}>
            {plan === null ? '填写实施计划' : '修改或公布实施计划'}
          </a>
        </p>
      )}
    </>
  );
}

function Plan({
  plan,
  photoBase,
}: {
  readonly plan: NonNullable<PlanSectionProps['plan']>;
  readonly photoBase: string;
}) {
  return (
    <>
      <Facts facts={plan.facts} />
      <Table
        caption="节点"
        columns={[
          { title: '节点' },
          { title: '计划日期' },
          { title: '比重', numeric: true },
          { title: '完成情况' },
        ]}
        rows={plan.milestones.map((one) => [
          one.title,
          one.due,
          `${one.weight}%`,
          one.reached === null ? (
            <Tag tone={one.late ? 'stop' : 'plain'} text={one.late ? '已过计划日期' : '未到'} />
          ) : (
            <Tag tone="ok" text={`${one.reached} 完成`} />
          ),
        ])}
      />
      {plan.milestones
        .filter((one) => one.photos.length > 0)
        .map((one) => (
          <>
            <h3>节点“{one.title}”的照片</h3>
            <SitePhotos photos={one.photos} base={photoBase} />
          </>
        ))}
      {plan.goals.length === 0 ? null : (
        <Table
          caption="年度目标"
          columns={[{ title: '年份', numeric: true }, { title: '目标' }, { title: '数量' }]}
          rows={plan.goals.map((one) => [String(one.year), one.goal, one.quantity])}
        />
      )}
      {plan.funding.length === 0 ? (
        <p class="hint">没有写明资金来源。</p>
      ) : (
        <Table
          caption={`资金（万元），合计 ${plan.total ?? '—'}`}
          columns={[{ title: '来源' }, { title: '金额', numeric: true }]}
          rows={plan.funding.map((one) => [one.origin, one.amount])}
        />
      )}
      {plan.difference === null ? null : <Notice tone="warn">{plan.difference}</Notice>}
      {plan.publication === null ? null : <p class="hint">{plan.publication}</p>}
      {plan.source === null ? null : <p class="hint">录入自“{plan.source}”。</p>}
    </>
  );
}
