/**
 * What a project says, in two parts: the voted fields change only by a decision of the body that the law
 * names; the explanatory ones may be edited, and every edit stays visible against the baseline.
 */

/** The fields that were voted on. `quantity` and `unit` are set where the text names a number. */
export interface VotedText {
  readonly title: string;
  readonly content: string;
  readonly place: string | null;
  /** 万元 as a decimal, so that no digit is lost. */
  readonly totalTenThousandYuan: string | null;
  readonly finish: string | null;
  readonly department: string | null;
  readonly category: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
}

/** The fields that explain the voted ones. */
export interface ExplanatoryText {
  readonly beneficiaries: string | null;
  readonly funding: string | null;
  readonly background: string | null;
}

/** What a candidate says, as far as a project takes it over. */
interface CandidateText {
  readonly title: string;
  readonly content: string;
  /** Left out, with its unit, where the text names no number. */
  readonly quantity?: string | undefined;
  readonly unit?: string | undefined;
  readonly place: string | null;
  readonly beneficiaries: string | null;
  readonly totalTenThousandYuan: string | null;
  readonly funding: string | null;
  readonly department: string | null;
  readonly finish: string | null;
  readonly category: string | null;
}

/** A quantity as forms, files and stored texts write it: at most nine digits, and two after the point. */
export const quantityShape = /^\d{1,9}(\.\d{1,2})?$/;

/** A total in 万元: six places after the point are hundredths of a yuan. */
export const totalShape = /^\d{1,9}(\.\d{1,6})?$/;

/**
 * The most characters of each text: one table, so that what was once voted on can always be sent again by
 * whoever asks to change it.
 */
export const longestTexts = {
  ...{ title: 200, content: 4000, unit: 20, place: 200, beneficiaries: 500, funding: 500 },
  ...{ department: 200, finish: 100, category: 60, background: 2000 },
} as const;

/** The fields with their Chinese names, in the order in which pages show them. */
export const votedFields = [
  ['title', '项目名称'],
  ['content', '主要内容'],
  ['quantity', '数量'],
  ['unit', '计量单位'],
  ['place', '地点'],
  ['totalTenThousandYuan', '总投资（万元）'],
  ['finish', '完成时限'],
  ['department', '承办单位'],
  ['category', '类别'],
] as const satisfies readonly (readonly [keyof VotedText, string])[];

/** The explanatory fields with their Chinese names. */
export const explanatoryFields = [
  ['beneficiaries', '受益范围'],
  ['funding', '资金来源'],
  ['background', '背景说明'],
] as const satisfies readonly (readonly [keyof ExplanatoryText, string])[];

/** The voted part of a candidate. A number within its words is not guessed: quantity is a field of its own. */
export function votedOf(candidate: CandidateText): VotedText {
  const { title, content, place, totalTenThousandYuan, finish, department, category } = candidate;
  return {
    ...{ title, content, place, totalTenThousandYuan, finish, department, category },
    quantity: candidate.quantity ?? null,
    unit: candidate.unit ?? null,
  };
}

/** The explanatory part of a candidate. */
export function explanatoryOf(candidate: CandidateText): ExplanatoryText {
  return {
    beneficiaries: candidate.beneficiaries,
    funding: candidate.funding,
    background: null,
  };
}

/** Whether two texts say the same: line ends are no words, and older rows may hold those of a browser. */
export function sameWords(one: string | null, other: string | null): boolean {
  const plain = (text: string | null) => text?.replace(/\r\n?/g, '\n') ?? null;
  return plain(one) === plain(other);
}
