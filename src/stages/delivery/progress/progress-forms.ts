import { z } from 'zod';
import { yuanOf } from '../../../rules/money.ts';
import { quantityShape } from '../../../rules/project-text.ts';
import { measuredPlace } from '../../../web/degrees.ts';
import {
  actFields,
  dayField,
  halfWidthDigits,
  idField,
  optionalDecimal,
  optionalNumber,
  optionalText,
  reasonField,
  requiredText,
} from '../../../web/forms.ts';

const monthMessage = '请选择月份，如 2026-03。';

/** A month as `2026-03`, read as its first day. */
export const monthField = z
  .string({ error: monthMessage })
  .trim()
  .regex(/^2[01]\d\d-(0[1-9]|1[0-2])$/, monthMessage)
  .transform((month) => `${month}-01`);

/** An amount in 万元 that may be left empty. */
export const amountField = z
  .string()
  .optional()
  .transform((text) => halfWidthDigits(text ?? '').trim())
  .refine((text) => text === '' || yuanOf(text) !== null, '请填写万元数，最多四位小数，如 85.5。')
  .transform((text) => (text === '' ? null : text));

/** The monthly report; the four standings are four buttons. */
export const reportForm = z.object({
  ...actFields,
  month: monthField,
  standing: z.enum(['on_plan', 'behind', 'stopped', 'finished'], '请选择进展情况。'),
  percent: optionalNumber('完成百分比', 0, 100),
  quantity: optionalDecimal(quantityShape, '数量只填数字，最多两位小数。'),
  paid: amountField,
  note: optionalText(1000),
  place: optionalText(200),
  /** Where to go on: the list of one's own projects, or the page of the project. */
  back: z.enum(['list', 'page']).optional(),
});

export const reachForm = z.object({
  ...actFields,
  milestone_id: idField,
  reached_on: dayField('完成日期'),
});

export const undoForm = z.object({
  ...actFields,
  milestone_id: idField,
  reason: reasonField('请写明撤回的原因。'),
});

/** Completion or acceptance taken back; each has its own address. */
export const withdrawForm = z.object({
  ...actFields,
  reason: reasonField('请写明撤回的原因。'),
});

export const completeForm = z.object({ ...actFields, completed_on: dayField('完工日期') });

export const acceptForm = z.object({
  ...actFields,
  accepted_on: dayField('验收日期'),
  completed_on: z.union([z.literal('').transform(() => null), dayField('完工日期')]).default(null),
  accepted_by: requiredText('请填写验收单位。', 200),
  maintained_by: requiredText('请填写以后由谁管护。', 200),
  note: optionalText(1000),
});

export const photoForm = z.object({
  ...actFields,
  occasion: z.enum(['before', 'progress', 'milestone', 'acceptance'], '请选择照片拍的是什么。'),
  milestone_id: z.union([z.literal('').transform(() => null), idField]).optional(),
  caption: optionalText(200),
  place_text: optionalText(200),
  ...measuredPlace('位置不对，请重新定位，或者填写地点。'),
});

/** A photo taken down or put back. */
export const photoReasonForm = z.object({
  ...actFields,
  photo_id: idField,
  reason: reasonField('请写明原因。'),
});
