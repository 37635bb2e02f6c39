import { z } from 'zod';
import {
  actFields,
  dayField,
  requiredText,
  statedTime,
  versionField,
  wholeNumber,
} from '../../../web/forms.ts';

/** A day with its time that must be filled in. */
function requiredTime(label: string) {
  return statedTime.transform((time, context) => {
    if (time !== null) return time;
    context.addIssue({ code: 'custom', message: `请填写${label}。` });
    return z.NEVER;
  });
}

const manyIds = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => (chosen === undefined ? [] : [chosen].flat()))
  .pipe(z.array(z.uuid('请选择单位。')).min(1, '请至少选择一个单位。').max(500));

/** The form of a programme. */
export const programmeForm = z.object({
  ...actFields,
  title: requiredText('请填写名称，如“2024—2026年民生实事项目回头看”。', 120),
  purpose: requiredText('请写明这次回头看要弄清什么。', 1000),
  reviewed: manyIds,
  from_year: wholeNumber('起始年度', 2000, 2199),
  to_year: wholeNumber('截止年度', 2000, 2199),
  starts_on: dayField('开始日期'),
  ends_on: dayField('结束日期'),
  per_stratum: wholeNumber('抽取个数', 1, 999),
  strata: z.enum(['none', 'congress', 'year'], '请选择分层办法。'),
  continues_id: z
    .union([z.literal('').transform(() => null), z.uuid('请重新选择。')])
    .optional()
    .transform((id) => id ?? null),
});

/** The form of a programme that is changed: it carries the version that it was made from. */
export const changeForm = programmeForm.extend({ version: versionField });

const seedFields = {
  seed_source: requiredText('请写明种子从哪里来，任何人都能查到的最好。', 300),
  seed_due_at: requiredTime('种子的产生时间'),
};

/** Publication of a scope. */
export const publishForm = z.object({ ...actFields, version: versionField, ...seedFields });

/** A redraw with its reason. */
export const redrawForm = publishForm.extend({ reason: requiredText('请写明重抽的原因。', 500) });

/** The seed with its witnesses. */
export const drawForm = z.object({
  ...actFields,
  version: versionField,
  seed: requiredText('请照原样填写种子。', 200).pipe(z.string().min(4, '种子至少 4 个字符。')),
  drawn_at: requiredTime('种子产生的时间'),
  witness_one: requiredText('请填写第一名见证人的姓名和单位。', 80),
  witness_two: requiredText('请填写第二名见证人的姓名和单位。', 80),
});
