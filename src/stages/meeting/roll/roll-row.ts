import { z } from 'zod';

const text = (max: number) => z.string().max(max).nullable();

/** One line of the roll as imported: a deputy of the term. */
export const rollRow = z.strictObject({
  order: z.number().int().min(1).max(9999).nullable(),
  delegation: text(60),
  name: z.string().min(1).max(60),
  sex: z.enum(['男', '女']).nullable(),
  unitAndPosition: text(200),
  constituency: text(100),
  deputyNumber: text(40),
  phone: text(30),
  note: text(200),
});

export type RollRow = z.output<typeof rollRow>;

/** The fields with their Chinese names, in the order of the template. */
export const rollFields = [
  ['order', '序号'],
  ['delegation', '代表团'],
  ['name', '姓名'],
  ['sex', '性别'],
  ['unitAndPosition', '单位及职务'],
  ['constituency', '选区'],
  ['deputyNumber', '代表证号'],
  ['phone', '手机'],
  ['note', '备注'],
] as const satisfies readonly (readonly [keyof RollRow, string])[];
