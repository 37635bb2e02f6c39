import { sentences } from './sentences.ts';

/** Stable names of all that a verification can find. */
export type FailureCode = keyof typeof sentences;

/** Where it was found; what does not apply is absent. */
export interface Place {
  /** Name of the file in the archive, or the side file. */
  readonly record?: string;
  /** Height of the event. */
  readonly height?: number;
  /** Tracker of the ballot. */
  readonly tracker?: string;
  /** From 1. */
  readonly question?: number;
  /** From 1; 0 is the entry for abstaining. */
  readonly answer?: number;
  /** Number of the key, from 1 over all that decrypt. */
  readonly owner?: number;
  /** Path inside the record: `answers[0].choices[1].alpha`. */
  readonly path?: string;
}

/** One thing that does not hold. */
export interface Failure {
  readonly code: FailureCode;
  readonly place: Place;
  /** A Chinese sentence with the place. */
  readonly message: string;
}

/** Makes a failure with its sentence. */
export function failure(code: FailureCode, place: Place = {}): Failure {
  const where = placeInWords(place);
  return { code, place, message: where === '' ? sentences[code] : `${where}：${sentences[code]}` };
}

function placeInWords({ record, height, tracker, question, answer, owner, path }: Place): string {
  const words = [
    record === undefined ? '' : `记录${record}`,
    height === undefined ? '' : `第${height}号事件`,
    tracker === undefined ? '' : `核对码${tracker}的选票`,
    owner === undefined ? '' : `第${owner}号密钥`,
    question === undefined ? '' : `第${question}题`,
    answer === undefined ? '' : answer === 0 ? '弃权项' : `第${answer}项`,
    path === undefined || path === '' ? '' : `字段${path}`,
  ];
  return words.filter((word) => word !== '').join('，');
}
