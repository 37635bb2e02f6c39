import { z } from 'zod';
import type { ComparedField } from '../../../../views/parts/beside.tsx';
import { planLines } from '../../../documents/index.ts';
import { yuanOf } from '../../../rules/money.ts';
import { quantityShape } from '../../../rules/project-text.ts';
import { ok, type Refusal, type Result } from '../../../rules/refusals.ts';
import {
  actFields,
  dayField,
  halfWidthDigits,
  optionalText,
  requiredText,
  versionField,
} from '../../../web/forms.ts';
import type { PlanContent } from './enter-plan.ts';
import type { Plan } from './plan-store.ts';

/** The form of a plan; its lines are further fields such as `milestone-1-title`. */
export const planForm = z.looseObject({
  ...actFields,
  version: versionField,
  department: z.string().optional(),
  new_department: optionalText(80),
  person_in_charge: requiredText('请填写责任人。', 60),
  goal: requiredText('请填写总目标。', 2000),
  safeguards: requiredText('请填写保障措施。', 2000),
  starts_on: dayField('开工日期'),
  finishes_on: dayField('完成日期'),
});

type Fields = Readonly<Record<string, unknown>>;

function lineOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? halfWidthDigits(value.normalize('NFC')).trim() : '';
}

/** The lines of one kind in which anything is filled in. */
function filled<Key extends string>(
  fields: Fields,
  kind: keyof typeof planLines,
  keys: readonly Key[],
) {
  return Array.from({ length: planLines[kind] }, (_, index) => index + 1)
    .map((line) => ({
      line,
      value: (key: Key) => lineOf(fields, `${kind}-${line}-${key}`),
    }))
    .filter(({ value }) => keys.some((key) => value(key) !== ''));
}

/** Reads the plan of a form. Refuses with `field-invalid` at every line that is not whole. */
export function readPlan(value: z.output<typeof planForm>): Result<PlanContent> {
  const refusals: Refusal[] = [];
  const wrong = (field: string, message: string) =>
    void refusals.push({ code: 'field-invalid', field, message });
  const content: PlanContent = {
    ...{ personInCharge: value.person_in_charge, goal: value.goal, safeguards: value.safeguards },
    ...{ startsOn: value.starts_on, finishesOn: value.finishes_on },
    milestones: readMilestones(value, wrong),
    goals: readGoals(value, wrong),
    funding: readFunding(value, wrong),
  };
  const [first, ...others] = refusals;
  return first === undefined ? ok(content) : { ok: false, refusals: [first, ...others] };
}

type Wrong = (field: string, message: string) => void;

function readMilestones(fields: Fields, wrong: Wrong): PlanContent['milestones'] {
  return filled(fields, 'milestone', ['title', 'due', 'weight']).map(({ line, value }) => {
    const [title, dueOn, weight] = [value('title'), value('due'), value('weight')];
    const field = (key: string) => `milestone-${line}-${key}`;
    if (title.length < 2 || title.length > 120) {
      wrong(field('title'), `第 ${line} 个节点：请写 2 到 120 个字的名称。`);
    }
    if (!dayField('日期').safeParse(dueOn).success) {
      wrong(field('due'), `第 ${line} 个节点：请填写日期，如 2026-06-30。`);
    }
    if (!/^(100|[1-9]\d?)$/.test(weight)) {
      wrong(field('weight'), `第 ${line} 个节点：比重应填 1 到 100 的整数。`);
    }
    const rootId = z.uuid().safeParse(fields[`milestone-${line}-root`]).data ?? null;
    return { line, title, dueOn, weight: Number(weight), rootId };
  });
}

function readGoals(fields: Fields, wrong: Wrong): PlanContent['goals'] {
  return filled(fields, 'goal', ['year', 'text', 'quantity', 'unit']).map(({ line, value }) => {
    const [year, goal, quantity, unit] = [
      value('year'),
      value('text'),
      value('quantity'),
      value('unit'),
    ];
    if (!/^2[01]\d\d$/.test(year)) wrong(`goal-${line}-year`, `第 ${line} 条年度目标：请填年份。`);
    if (goal.length < 2 || goal.length > 500) {
      wrong(`goal-${line}-text`, `第 ${line} 条年度目标：请写明目标，2 到 500 个字。`);
    }
    if (quantity !== '' && !quantityShape.test(quantity)) {
      wrong(`goal-${line}-quantity`, `第 ${line} 条年度目标：数量只填数字。`);
    }
    if ((quantity === '') !== (unit === '')) {
      wrong(`goal-${line}-unit`, `第 ${line} 条年度目标：数量和单位要么都填，要么都不填。`);
    }
    return {
      ...{ line, year: Number(year), goal },
      ...{ quantity: quantity === '' ? null : quantity, unit: unit === '' ? null : unit },
    };
  });
}

function readFunding(fields: Fields, wrong: Wrong): PlanContent['funding'] {
  return filled(fields, 'funding', ['origin', 'amount']).map(({ line, value }) => {
    const [origin, amount] = [value('origin'), value('amount')];
    if (origin === '' || origin.length > 80) {
      wrong(`funding-${line}-origin`, `第 ${line} 项资金：请写明来源。`);
    }
    if (yuanOf(amount) === null) {
      wrong(`funding-${line}-amount`, `第 ${line} 项资金：请填写万元数，如 85.5。`);
    }
    return { origin, amount };
  });
}

const lineFields = {
  milestone: [
    ['title', '节点'],
    ['due', '节点日期'],
    ['weight', '节点比重'],
  ],
  funding: [
    ['origin', '资金来源'],
    ['amount', '资金（万元）'],
  ],
  goal: [
    ['year', '目标年度'],
    ['text', '年度目标'],
    ['quantity', '目标数量'],
    ['unit', '目标单位'],
  ],
} as const;

/** The fields of the form in words, to be compared; `departments` are the names by id. */
export function planFields(
  departments: Readonly<Record<string, string>>,
): readonly ComparedField[] {
  return [
    ['department', '承办单位', departments],
    ['person_in_charge', '责任人'],
    ['goal', '总目标'],
    ['starts_on', '开工日期'],
    ['finishes_on', '完成日期'],
    ['safeguards', '保障措施'],
    ...(['milestone', 'funding', 'goal'] as const).flatMap((kind) =>
      Array.from({ length: planLines[kind] }, (_, index) => index + 1).flatMap((line) =>
        lineFields[kind].map(
          ([key, label]): ComparedField => [`${kind}-${line}-${key}`, `${label} ${line}`],
        ),
      ),
    ),
  ];
}

/** A plan as its form shows it again. */
export function typedPlan(plan: Plan): Record<string, string> {
  const typed: Record<string, string> = {
    ...{ department: plan.departmentId, person_in_charge: plan.personInCharge },
    ...{ goal: plan.goal, safeguards: plan.safeguards },
    ...{ starts_on: plan.startsOn, finishes_on: plan.finishesOn },
  };
  for (const [index, one] of plan.milestones.entries()) {
    typed[`milestone-${index + 1}-root`] = one.rootId;
    typed[`milestone-${index + 1}-title`] = one.title;
    typed[`milestone-${index + 1}-due`] = one.dueOn;
    typed[`milestone-${index + 1}-weight`] = String(one.weight);
  }
  for (const [index, one] of plan.goals.entries()) {
    typed[`goal-${index + 1}-year`] = String(one.year);
    typed[`goal-${index + 1}-text`] = one.goal;
    typed[`goal-${index + 1}-quantity`] = one.quantity ?? '';
    typed[`goal-${index + 1}-unit`] = one.unit ?? '';
  }
  for (const [index, one] of plan.funding.entries()) {
    typed[`funding-${index + 1}-origin`] = one.origin;
    typed[`funding-${index + 1}-amount`] = one.amount;
  }
  return typed;
}
