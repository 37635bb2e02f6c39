import type { Child } from 'hono/jsx';

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
  /** A word or two that never break in the middle. */
  readonly short?: boolean;
}

/** A table that stacks its cells on a phone; its caption says what it lists. */
export function Table(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Child[])[];
  readonly compact?: boolean;
  /** Where a heading with the same words stands right above. */
  readonly captionUnseen?: boolean;
}) {
  return (
    <section class="table-scroll" aria-label={props.caption}>
      <table class={props.compact === true ? 'table compact' : 'table'}>
        <caption class={props.captionUnseen === true ? 'unseen' : undefined}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" class={column.numeric === true ? 'n' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              {row.map((cell, index) => (
                <td
                  class={classOf(props.columns[index], cell)}
                  data-label={props.columns[index]?.title ?? ''}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** An empty cell says nothing on a phone, where it would stand as a label alone. */
function classOf(column: Column | undefined, cell: Child): string {
  if (cell === '' || cell === null) return 'blank';
  if (column?.short === true) return 'short';
  return column?.numeric === true ? 'n' : '';
}

/** A bad cell of an uploaded file, with its reason. */
export interface BadCell {
  readonly row: number;
  readonly column: string;
  /** What stands there; an identity-card number is masked. */
  readonly text: string;
  readonly reason: string;
}

/** What is wrong with an uploaded file, cell by cell. */
export function BadCells(props: { readonly cells: readonly BadCell[] }) {
  return (
    <Table
      caption={`有问题的单元格（${props.cells.length} 处）`}
      columns={[
        { title: '行', numeric: true },
        { title: '列' },
        { title: '内容' },
        { title: '问题和改法' },
      ]}
      rows={props.cells.map((cell) => [String(cell.row), cell.column, cell.text, cell.reason])}
    />
  );
}

/** Votes as a bar with the dashed line of what is needed; the numbers stand beside it. */
export function VoteBar(props: {
  readonly votes: number;
  readonly of: number;
  readonly needed: number | null;
  readonly adopted: boolean;
}) {
  const width = (value: number) =>
    Math.min(100, Math.max(0, (value / Math.max(props.of, 1)) * 100));
  const label = `${props.votes} 票，共 ${props.of}${props.needed === null ? '' : `，需要 ${props.needed}`}`;
  return (
    <svg
      class={props.adopted ? 'votes adopted' : 'votes'}
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect class="ground" x="0" y="2" width="100" height="8" />
      <rect class="amount" x="0" y="2" width={width(props.votes).toFixed(2)} height="8" />
      {props.needed === null ? null : (
        <line
          class="needed"
          x1={width(props.needed).toFixed(2)}
          x2={width(props.needed).toFixed(2)}
          y1="0"
          y2="12"
        />
      )}
    </svg>
  );
}
