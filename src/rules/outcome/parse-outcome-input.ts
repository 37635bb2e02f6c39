import { ok, type Result, refuse } from '../refusals.ts';
import type { Fault } from './check-figures.ts';
import type { DecisionInput, SatisfactionInput, VoteInput } from './input.ts';
import { parseDecision } from './parse-decision.ts';
import { parseSatisfaction } from './parse-satisfaction.ts';
import { parseVote } from './parse-vote.ts';
import { addFault, isObject, readChoice } from './read-fields.ts';

/** What an outcome is decided from: one of the three kinds of round. */
export type OutcomeInput = VoteInput | SatisfactionInput | DecisionInput;

const parsers = {
  vote: parseVote,
  satisfaction: parseSatisfaction,
  decision: parseDecision,
} as const;

/**
 * Reads a file of the outcome format (rules.md, "Outcome"): checks every field by hand, since rules
 * know no packages, refuses unknown fields, and takes null for an unpublished figure.
 *
 * Refuses with all faults at once, each with its field as a path (`projects[2].for`): first what
 * cannot be read, in the order of the format, then figures that contradict each other. What is no
 * object, or of no known format or kind, gets that one fault and not one for every field besides.
 */
export function parseOutcomeInput(value: unknown): Result<OutcomeInput> {
  const faults: Fault[] = [];
  if (!isObject(value)) {
    const message = '文件的内容应为一个对象（{…}），格式见 docs/outcome-format.md。';
    return refuse({ code: 'not-an-object', message });
  }
  const fields = { path: '', values: value, faults };
  if (value.format !== 1) {
    addFault(fields, 'format', 'unknown-format', '应为 1；本程序只认得第1版格式。');
  }
  const kind = readChoice(fields, 'kind', ['vote', 'satisfaction', 'decision']);
  const [unreadable, ...besides] = faults;
  if (unreadable !== undefined) return refuse(unreadable, ...besides);
  const input = parsers[kind](fields);
  const [first, ...others] = faults;
  return first === undefined ? ok(input) : refuse(first, ...others);
}
