import { ok, type Result, refuse } from './refusals.ts';

/** A whole verb × state matrix with the sentences for what it does not allow. */
export interface StateMachine<State extends string, Verb extends string> {
  /** Where each verb leads from each state; a pair that is missing is refused. */
  readonly moves: Readonly<Record<Verb, Readonly<Partial<Record<State, State>>>>>;
  /** What is true in a state: `本轮还是草稿`. */
  readonly situations: Readonly<Record<State, string>>;
  /** What can be done in a state instead, a whole sentence. */
  readonly advice: Readonly<Record<State, string>>;
  /** The verbs as a sentence says them: `开始投票`. */
  readonly verbNames: Readonly<Record<Verb, string>>;
}

/**
 * Moves a state by a verb.
 *
 * Refuses: `already-done` when the verb has led here before (a double click), `wrong-state` for every
 * other pair that the matrix lacks; both say what is true and what to do.
 */
export function step<State extends string, Verb extends string>(
  machine: StateMachine<State, Verb>,
  state: State,
  verb: Verb,
): Result<State> {
  const moves = machine.moves[verb];
  const next = moves[state];
  if (next !== undefined) return ok(next);
  const situation = machine.situations[state];
  const name = machine.verbNames[verb];
  const arrived = Object.values<State | undefined>(moves).includes(state);
  return arrived
    ? refuse({ code: 'already-done', message: `${situation}，不用再${name}。` })
    : refuse({
        code: 'wrong-state',
        message: `${situation}，不能${name}。${machine.advice[state]}`,
      });
}

/** The verbs that a state allows, in the order of the matrix: what a page may offer. */
export function verbsFrom<State extends string, Verb extends string>(
  machine: StateMachine<State, Verb>,
  state: State,
): readonly Verb[] {
  return (Object.keys(machine.moves) as Verb[]).filter(
    (verb) => machine.moves[verb][state] !== undefined,
  );
}
