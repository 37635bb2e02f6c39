import { type FormState, TextField } from '../parts/fields.tsx';

/** The year of a notice and its number. */
export function YearAndNotice({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextField form={form} name="year" label="年度" width="short" inputmode="numeric" />
      <TextField
        form={form}
        name="source"
        label="通知的文号"
        hint="国务院办公厅关于这一年节假日安排的通知，如“国办发明电〔2025〕7号”"
      />
    </>
  );
}

/** The years of which holidays and make-up working days are known, with the notice that says so. */
export function KnownYears(props: {
  readonly years: readonly {
    readonly year: number;
    readonly source: string;
    /** Who entered it; null for what the program brings. */
    readonly by: string | null;
    readonly holidays: readonly string[];
    readonly workdays: readonly string[];
  }[];
}) {
  return (
    <section class="card">
      <h2>已有的年份</h2>
      <ul class="plain-list">
        {props.years.map((one) => (
          <li>
            <strong>{one.year} 年</strong>　{one.source}
            <p class="small muted">{one.by === null ? '系统自带' : `${one.by}登记`}</p>
            <details>
              <summary>
                放假 {one.holidays.length} 天，调休上班 {one.workdays.length} 天
              </summary>
              <p>放假：{one.holidays.join('、')}</p>
              <p>上班：{one.workdays.length === 0 ? '没有' : one.workdays.join('、')}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
