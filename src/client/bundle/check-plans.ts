import { sha256Hex } from '../../ballot/hash.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { type PublishedPlan, planForHash } from '../../rules/plan-content.ts';
import type { BundleRecord } from './check-records.ts';
import { type JsonObject, type Row, wordsIn } from './read-json.ts';

/** Whether a plan, its goals, money and dates are those that the chain kept the hash of. */
export function isPublishedPlan(record: BundleRecord, plan: JsonObject, hash: unknown): boolean {
  return sha256Hex(canonicalJson(planForHash(contentOf(record, plan)))) === hash;
}

function contentOf(record: BundleRecord, plan: JsonObject): PublishedPlan {
  const parts = (name: string, order: string): readonly JsonObject[] =>
    record
      .rows(name)
      .filter(({ value }: Row) => value.plan_id === plan.id)
      .map(({ value }) => value)
      .toSorted((one, other) => Number(one[order]) - Number(other[order]));
  const orNull = (value: JsonObject[string] | undefined) =>
    typeof value === 'string' ? value : null;
  return {
    ...{ number: Number(plan.number), departmentId: wordsIn(plan.department_id) },
    ...{ personInCharge: wordsIn(plan.person_in_charge), goal: wordsIn(plan.goal) },
    ...{ safeguards: wordsIn(plan.safeguards), startsOn: wordsIn(plan.starts_on) },
    finishesOn: wordsIn(plan.finishes_on),
    goals: parts('plan-goals', 'year').map((one) => ({
      ...{ year: Number(one.year), goal: wordsIn(one.goal) },
      ...{ quantity: orNull(one.quantity), unit: orNull(one.unit) },
    })),
    funding: parts('plan-funding', 'position').map((one) => ({
      ...{ origin: wordsIn(one.origin), amount: wordsIn(one.amount) },
    })),
    milestones: parts('milestones', 'position').map((one) => ({
      ...{ title: wordsIn(one.title), dueOn: wordsIn(one.due_on), weight: Number(one.weight) },
    })),
  };
}
