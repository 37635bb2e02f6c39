import type { JsonValue } from './canonical-json.ts';

/** What a published plan promises; amounts and quantities are exact decimals as text. */
export interface PlanContent {
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

/** A decimal in one form: 85.5000 is 85.5, and 120.0000 is 120. */
function decimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The content of a plan in the one form whose SHA-256 (as canonical JSON) the chain keeps when the plan is
 * published, so that anybody can see later that neither goal nor money nor a date was changed.
 */
export function planForHash(plan: PlanContent): JsonValue {
  const { number, departmentId, personInCharge, goal, safeguards, startsOn, finishesOn } = plan;
  return {
    ...{ number, departmentId, personInCharge, goal, safeguards, startsOn, finishesOn },
    goals: plan.goals.map((one) => ({
      ...{ year: one.year, goal: one.goal, unit: one.unit },
      quantity: one.quantity === null ? null : decimal(one.quantity),
    })),
    funding: plan.funding.map((one) => ({ origin: one.origin, amount: decimal(one.amount) })),
    milestones: plan.milestones.map(({ title, dueOn, weight }) => ({ title, dueOn, weight })),
  };
}
