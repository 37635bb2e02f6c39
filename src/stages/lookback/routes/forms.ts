import { z } from 'zod';
import type { Answer } from '../../../rules/lookback/answer.ts';
import { measuredPlace } from '../../../web/degrees.ts';
import {
  actFields,
  asReadField,
  dayField,
  idField,
  optionalText,
  reasonField,
  requiredText,
  statedTime,
  ticked,
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

/** A site check by phone; the photo is read apart. */
export const siteCheckForm = z.looseObject({
  ...actFields,
  works: z.enum(['works', 'partly', 'broken', 'gone'], '请选择还在不在、好不好用。'),
  maintained: z.enum(['yes', 'unclear', 'no'], '请选择有没有人管护。'),
  maintainer: optionalText(200),
  note: requiredText('请写明看到了什么。', 2000).pipe(z.string().min(2, '请写明看到了什么。')),
  place_text: optionalText(200),
  ...measuredPlace('位置不完整，请重新定位，或者填写地点。'),
  keep_photo_place: ticked,
  written_offline: z.literal('yes').optional(),
  finding_id: z
    .union([z.literal('').transform(() => null), z.uuid('请从问题页重新打开。')])
    .optional(),
});

/** A site check or a talk that was recorded wrongly. */
export const withdrawSiteForm = z.object({
  ...actFields,
  entry_id: idField,
  reason: reasonField('请写明撤回的原因。'),
});

/** Talks with residents as sums. */
export const talkForm = z.object({
  ...actFields,
  talked_on: dayField('走访日期'),
  residents: wholeNumber('走访人数', 1, 9999),
  satisfied: wholeNumber('满意人数', 0, 9999),
  fairly: wholeNumber('基本满意人数', 0, 9999),
  dissatisfied: wholeNumber('不满意人数', 0, 9999),
  summary: requiredText('请写明群众怎么说。', 2000).pipe(z.string().min(2, '请写明群众怎么说。')),
});

const answerField = z.enum(['yes', 'partly', 'no', 'no_data']);
const noteField = optionalText(1000);

/** A checklist: `answer-<code>` and `note-<code>` for each question; those without an answer are left. */
export const checklistForm = z
  .looseObject({ ...actFields, as_read: asReadField })
  .transform((fields, context) => {
    const answers: { code: string; answer: Answer; note: string | null }[] = [];
    for (const [name, value] of Object.entries(fields)) {
      if (!name.startsWith('answer-') || value === '') continue;
      const code = name.slice('answer-'.length);
      const answer = answerField.safeParse(value);
      const note = noteField.safeParse(fields[`note-${code}`]);
      if (!answer.success) {
        context.addIssue({ code: 'custom', message: '请选择答案。', path: [name] });
      } else if (!note.success) {
        const message = '说明最多 1000 个字，请缩短。';
        context.addIssue({ code: 'custom', message, path: [`note-${code}`] });
      } else answers.push({ code, answer: answer.data, note: note.data });
    }
    const { act_id, happened_at, as_read: asRead } = fields;
    return { act_id, happened_at, asRead, answers };
  });

/** A finding with its evidence. */
export const findingForm = z.object({
  ...actFields,
  content: requiredText('请写明问题是什么。', 2000).pipe(z.string().min(2, '请写明问题是什么。')),
  grade: z.enum(['note', 'problem', 'serious'], '请选择程度。'),
  questions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat())),
  evidence_text: optionalText(1000),
});

/** The withdrawal of a finding. */
export const withdrawForm = z.object({
  ...actFields,
  version: versionField,
  reason: requiredText('请写明撤回的原因。', 500).pipe(z.string().min(2, '请写明撤回的原因。')),
});

/** The rectification of a finding; an empty unit means the reviewed congress itself. */
export const rectifyForm = z.object({
  ...actFields,
  content: requiredText('请写明要整改什么。', 2000).pipe(z.string().min(2, '请写明要整改什么。')),
  unit_id: z.union([z.literal('').transform(() => null), z.uuid('请选择责任单位。')]),
  person_in_charge: requiredText('请填写责任人。', 60),
  due_on: dayField('整改期限'),
  power: z.enum(['request', 'order'], '请选择性质。'),
  legal_basis: requiredText('请写明依据；责令整改须写明所依据的决议。', 200),
});

/** The reviewed unit's own words. */
export const replyForm = z.object({
  ...actFields,
  agrees: z.enum(['yes', 'no'], '请选择认可还是有不同意见。').transform((word) => word === 'yes'),
  content: requiredText('请写明情况。', 2000).pipe(z.string().min(2, '请写明情况。')),
});
