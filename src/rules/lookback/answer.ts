/** How a question of a checklist is answered. "No data" is an answer of its own, never a pass. */
export type Answer = 'yes' | 'partly' | 'no' | 'no_data';

/** Chinese words for the answers, as every page writes them. */
export const answerNames: Readonly<Record<Answer, string>> = {
  yes: '做到',
  partly: '部分做到',
  no: '没有做到',
  no_data: '没有资料',
};

/** Something in the record that bears an answer out; `href` leads there where the public may go. */
export interface Evidence {
  readonly text: string;
  readonly href: string | null;
}

/** A fact that the record knows, with its evidence. Null where the record knows nothing. */
export type Known<Value> = (Value & { readonly evidence: readonly Evidence[] }) | null;

/** What the record answers, why, and by which evidence. */
export interface Assessment {
  readonly answer: Answer;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** Assesses a fact; one that is not known is "no data". */
export function assess<Value>(
  fact: Known<Value>,
  decide: (value: Value) => readonly [Answer, string],
): Assessment {
  if (fact === null) return { answer: 'no_data', why: '系统里没有这方面的记录。', evidence: [] };
  const [answer, why] = decide(fact);
  return { answer, why, evidence: fact.evidence };
}

/** One question of a checklist. `source` says which rule it comes from. */
export interface Question<Facts> {
  readonly code: string;
  readonly method: 'desk' | 'site' | 'talk';
  readonly text: string;
  readonly source: string;
  /** What to look at, where whoever drafted the programme says so. */
  readonly hint?: string | null;
  readonly assess: (facts: Facts) => Assessment;
}

/** Chinese words for how a question is looked into. */
export const methodNames: Readonly<Record<Question<never>['method'], string>> = {
  desk: '查阅记录',
  site: '现场核查',
  talk: '走访群众',
};
