/** A table of an uploaded file as it was read; nothing of it is written yet. */
export interface ShownSheet {
  readonly sheet: string;
  readonly headings: readonly {
    readonly letter: string;
    readonly heading: string;
    /** The column that it is read as, or null when it is not imported. */
    readonly readAs: string | null;
  }[];
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly text: string; readonly fault: string | null }[];
  }[];
}

/** Rows shown beside those with a fault: a long file is read whole, but not repeated whole. */
const mostRows = 200;

/** The file with row numbers and column letters as in Excel; each bad cell carries its reason. */
export function SheetTable({ sheet }: { readonly sheet: ShownSheet }) {
  const faulty = sheet.rows.filter((row) => row.cells.some((cell) => cell.fault !== null));
  const shown = sheet.rows.length <= mostRows ? sheet.rows : pick(sheet.rows, faulty);
  const left = sheet.rows.length - shown.length;
  return (
    <details class="sheet-preview" open={faulty.length > 0}>
      <summary>
        看读到的表格“{sheet.sheet}”（{sheet.rows.length} 行
        {faulty.length === 0 ? '' : `，${faulty.length} 行有问题`}）
      </summary>
      <section class="sheet-scroll" tabindex={0} aria-label="读到的表格">
        <table class="sheet-table">
          <thead>
            <tr>
              <th scope="col">行</th>
              {sheet.headings.map((one) => (
                <th scope="col" class={one.readAs === null ? 'ignored' : ''}>
                  {one.letter} {one.heading}
                  {one.readAs === null ? '（不导入）' : ''}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr>
                <th scope="row">{row.row}</th>
                {row.cells.map((cell) => (
                  <td class={cell.fault === null ? '' : 'wrong'}>
                    {cell.text}
                    {cell.fault === null ? null : (
                      <span class="error">
                        <span aria-hidden="true">✕ </span>
                        {cell.fault}
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left === 0 ? null : <p class="hint">另有 {left} 行没有问题，不在此处重复。</p>}
    </details>
  );
}

function pick(rows: ShownSheet['rows'], faulty: ShownSheet['rows']): ShownSheet['rows'] {
  const first = rows.slice(0, mostRows);
  return [...first, ...faulty.filter((row) => !first.includes(row)).slice(0, mostRows)];
}
