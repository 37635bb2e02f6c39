import type { CredentialProblem } from '../../ballot/credential.ts';
import type { Question } from '../../ballot/question.ts';

/** What the page asks its worker, each with the name of its answer. */
export interface SealerWork {
  /** Opens the election; `fingerprint` is null when the set-up does not hold it. */
  readonly open: {
    readonly asked: {
      readonly election: string;
      readonly setupEvent: string;
      readonly setupRecord: string;
      readonly receiptKey: string;
    };
    readonly answer: {
      readonly uuid: string;
      readonly hash: string;
      readonly questions: readonly Question[];
      readonly fingerprint: string | null;
      /** Whether the election names this very receipt key. */
      readonly receiptKeyNamed: boolean;
    } | null;
  };
  /** Takes the slip; from here on only the worker holds it. Null when it was good. */
  readonly slip: {
    readonly asked: { readonly typed: string };
    readonly answer: CredentialProblem | null;
  };
  /** Encrypts and proves under a new seed. */
  readonly seal: {
    readonly asked: { readonly marks: readonly (readonly number[])[] };
    readonly answer: { readonly commitment: string };
  };
  /** Gives away how the sealed ballot was made; it can never be cast afterwards. */
  readonly reveal: {
    readonly asked: Record<string, never>;
    readonly answer: { readonly seed: string; readonly credential: string };
  };
  /** Signs the sealed ballot, then forgets it, its seed and the slip. */
  readonly sign: {
    readonly asked: Record<string, never>;
    readonly answer: { readonly ballot: string; readonly tracker: string };
  };
  /** Checks a receipt for these bytes, under the key that the election which they were made for names. */
  readonly 'check-receipt': {
    readonly asked: {
      readonly receipt: string;
      readonly receiptKey: string;
      readonly election: string;
      readonly ballot: string;
    };
    readonly answer: boolean;
  };
}

export type SealerTask = keyof SealerWork;

/** A question with its number; the answer comes under the same one. */
export type Asked = {
  [Task in SealerTask]: { readonly id: number; readonly task: Task } & SealerWork[Task]['asked'];
}[SealerTask];

export type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: string };
