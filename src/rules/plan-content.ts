import type { JsonValue } from './canonical-json.ts';
import { tidyAmount } from './money.ts';

/** What a published plan promises; amounts and quantities are exact decimals as text. */
export interface PublishedPlan {
  readonly number: number;
  readonly departmentId: string;
  readonly personInCharge: string;
  readonly goal: string;
  readonly safeguards: string;
  readonly startsOn: string;
  readonly finishesOn: string;
  /** By year. */
  readonly goals: readonly {
    readonly year: number;
    readonly goal: string;
    readonly quantity: string | null;
    readonly unit: string | null;
  }[];
  /** In their order. */
  readonly funding: readonly { readonly origin: string; readonly amount: string }[];
  /** In their order. */
  readonly milestones: readonly {
    readonly title: string;
    readonly dueOn: string;
    readonly weight: number;
  }[];
}

/**
 * The content of a plan in the one form whose SHA-256 (as canonical JSON) the chain keeps when the plan is
 * published, so that anybody can see later that neither goal nor money nor a date was changed.
 */
export function planForHash(plan: PublishedPlan): JsonValue {
  const { number, departmentId, personInCharge, goal, safeguards, startsOn, finishesOn } = plan;
  return {
    ...{ number, departmentId, personInCharge, goal, safeguards, startsOn, finishesOn },
    goals: plan.goals.map((one) => ({
      ...{ year: one.year, goal: one.goal, unit: one.unit },
      quantity: one.quantity === null ? null : tidyAmount(one.quantity),
    })),
    funding: plan.funding.map((one) => ({ origin: one.origin, amount: tidyAmount(one.amount) })),
    milestones: plan.milestones.map(({ title, dueOn, weight }) => ({ title, dueOn, weight })),
  };
}
