import { z } from 'zod';
import { quantityShape } from '../../rules/project-text.ts';

const text = z.string().nullable();

/**
 * What a candidate project says: the text that deputies vote on, and later the project's baseline.
 * `totalTenThousandYuan` is a decimal number of 万元 as text, so that no digit is lost. `quantity` (a
 * decimal) and `unit` stand together or are both left out, so that texts without a number keep the hash
 * that they have always had.
 */
export const candidateContent = z
  .strictObject({
    title: z.string().min(1),
    content: z.string().min(1),
    quantity: z.string().regex(quantityShape).exactOptional(),
    unit: z.string().min(1).exactOptional(),
    place: text,
    beneficiaries: text,
    totalTenThousandYuan: text,
    funding: text,
    department: text,
    finish: text,
    category: text,
  })
  .refine(({ quantity, unit }) => (quantity === undefined) === (unit === undefined));

export type CandidateContent = z.output<typeof candidateContent>;

/** The fields with their Chinese names, in the order of the template. */
export const candidateFields = [
  ['title', '项目名称'],
  ['content', '主要内容'],
  ['quantity', '数量'],
  ['unit', '计量单位'],
  ['place', '地点'],
  ['beneficiaries', '受益范围'],
  ['totalTenThousandYuan', '总投资（万元）'],
  ['funding', '资金来源'],
  ['department', '承办单位'],
  ['finish', '完成时限'],
  ['category', '类别'],
] as const satisfies readonly (readonly [keyof CandidateContent, string])[];
