import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { WaitForSeed } from '../../../../views/lookback/programme-page.tsx';
import type { LookbackPlace, ProgrammeView } from '../../../../views/lookback/programme-props.ts';
import { CloseForm, ReportForm } from '../../../../views/lookback/report-card.tsx';
import type { SampleRow, YearRow } from '../../../../views/lookback/sample-cards.tsx';
import { DrawForm, PublishScopeForm } from '../../../../views/lookback/seed-forms.tsx';
import type { FormState } from '../../../../views/parts/fields.tsx';
import { type Finding, isOpen } from '../findings/finding-store.ts';
import type { DrawRecord, Lookback } from '../lookback-store.ts';

/** Everything that decides what comes next in a look-back. */
export interface Standing {
  readonly lookback: Lookback;
  readonly draws: readonly DrawRecord[];
  readonly view: ProgrammeView;
  readonly place: LookbackPlace;
  readonly sample: readonly SampleRow[];
  readonly years: readonly YearRow[];
  readonly findings: readonly Finding[];
  readonly carried: readonly Finding[];
  readonly formFor: (kind: string) => FormState;
}

interface NextStep {
  readonly title: string;
  readonly content: Child;
}

/** Whether every question of a checklist is answered: `11 / 11`. */
function complete(answered: string): boolean {
  const [done, all] = answered.split(' / ');
  return done === all;
}

function link(title: string, text: string, href: string): NextStep {
  return {
    title,
    content: (
      <a class="btn" href={href}>
        {text}
      </a>
    ),
  };
}

function checkStep(standing: Standing): NextStep {
  const { sample, years, findings, place, lookback } = standing;
  const unseen = sample.find((one) => one.site.text === '待核查');
  if (unseen !== undefined) return link('到现场核查', `现场核查：${unseen.title}`, unseen.href);
  const open = sample.find((one) => !complete(one.answered));
  if (open !== undefined) return link('核对项目清单', `核对：${open.title}`, open.href);
  const year = years.find((one) => !complete(one.answered));
  if (year !== undefined) return link('核对程序清单', `核对：${year.name}`, year.href);
  const unasked = findings.find((one) => isOpen(one) && one.rectification === null);
  if (unasked !== undefined) {
    const href = `${place.here}/findings/${unasked.id}`;
    return link('提出整改', `问题 ${unasked.number}：提出整改`, href);
  }
  return {
    title: '形成报告',
    content: place.clerk ? (
      <ReportForm
        {...{ actId: randomUUID(), version: lookback.version }}
        form={standing.formFor('make-report')}
        action={`${place.here}/report`}
      />
    ) : (
      <p>核查已经做完，等工作人员形成报告。</p>
    ),
  };
}

function publishStep({ place, lookback, formFor }: Standing): NextStep {
  const form = (
    <>
      <p>
        公布以后方案和核查的问题不能再改。种子要在公布以后才产生，谁也选不了。
        <a href={`${place.here}/change`}>修改方案</a>　
        <a href={`${place.here}/questions`}>添加或去掉核查的问题</a>
      </p>
      <PublishScopeForm
        {...{ actId: randomUUID(), version: lookback.version }}
        form={formFor('publish-scope')}
        action={`${place.here}/publish-scope`}
      />
    </>
  );
  return { title: '公布范围', content: place.clerk ? form : <p>等工作人员公布范围。</p> };
}

/** The one step that comes now, with its form or its link. */
export function nextStep(standing: Standing): NextStep {
  const { lookback, draws, view, place, formFor } = standing;
  const same = { actId: randomUUID(), version: lookback.version };
  if (lookback.state === 'draft') return publishStep(standing);
  if (draws.at(-1)?.made === null) {
    const content = (
      <>
        <WaitForSeed programme={view} />
        {place.clerk ? (
          <DrawForm {...same} form={formFor('enter-draw')} action={`${place.here}/draw`} />
        ) : null}
      </>
    );
    return { title: '录入种子', content };
  }
  if (lookback.state === 'drawn') return checkStep(standing);
  if (lookback.state === 'closed') return { title: '没有', content: <p>这次回头看已经结束。</p> };
  const open = standing.findings.filter(isOpen).length + standing.carried.length;
  return {
    title: open === 0 ? '结束' : '复查整改、逐项销号',
    content: place.clerk ? (
      <CloseForm
        {...{ ...same, open, rectifications: `${place.base}/rectifications` }}
        form={formFor('close-lookback')}
        action={`${place.here}/close`}
      />
    ) : (
      <p>还有 {open} 个问题没有销号。</p>
    ),
  };
}
