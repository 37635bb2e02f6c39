import { SourceField, YearField } from '../delivery/import-fields.tsx';
import { type FormState, RadioField, TextField } from '../parts/fields.tsx';

/** What the grades of a test are counted against. */
export const baseChoices = [
  { value: 'members', text: '全体组成人员' },
  { value: 'present', text: '出席人员' },
  { value: 'valid', text: '有效票' },
] as const;

/** What is said of an older test beside its figures. */
export function AboutResults({ form }: { readonly form: FormState }) {
  return (
    <>
      <YearField form={form} />
      <TextField form={form} name="tested_on" label="测评日期" type="date" width="medium" />
      <RadioField form={form} name="base" label="计算基数" choices={baseChoices} />
      <TextField form={form} name="base_count" label="基数" width="short" inputmode="numeric" />
      <SourceField form={form} hint="如“2024年测评结果报告”" />
    </>
  );
}

/** What is said of older judgements beside them. */
export function AboutJudgements({ form }: { readonly form: FormState }) {
  return (
    <>
      <YearField form={form} />
      <TextField form={form} name="committee" label="评价的党委" hint="如“中共云溪镇委员会”" />
      <SourceField form={form} hint="如“2024年党委会议纪要”" />
    </>
  );
}
