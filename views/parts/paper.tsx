import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** What is printed on one ballot paper. Every paper is the same: no number, no mark of its own. */
export interface PaperProps {
  readonly title: string;
  /** Heads the column of what is voted on. */
  readonly subject: string;
  readonly meeting: string;
  readonly colour: string;
  readonly rule: string;
  /** Symbols in the order of the columns, with their meaning. */
  readonly columns: readonly { readonly symbol: string; readonly meaning: string }[];
  readonly items: readonly {
    readonly number: number;
    readonly title: string;
    readonly detail: string;
  }[];
  readonly foot: string;
  /** The boxes of a line; absent: one box without a name. A satisfaction test has one for each grade. */
  readonly boxes?: readonly string[];
}

/** One ballot paper. */
export function BallotPaper(props: PaperProps) {
  const boxes = props.boxes ?? ['划票'];
  return (
    <article class="ballot-paper">
      <header>
        <h2>{props.title}</h2>
        <p>{props.meeting}</p>
        <p class="rule">{props.rule}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col" class="no">
              编号
            </th>
            <th scope="col">{props.subject}</th>
            {boxes.map((name) => (
              <th scope="col" class={props.boxes === undefined ? undefined : 'grade'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <tr>
              <td class="no">{item.number}</td>
              <td>
                <strong>{item.title}</strong>
                {item.detail === '' ? null : <small>{item.detail}</small>}
              </td>
              {boxes.map((name) => (
                <td class="box" aria-label={`${name}处`} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.columns.length === 0 ? null : (
        <p class="symbols">
          {props.columns.map(({ meaning, symbol }) => howTo(meaning, symbol)).join('，')}。
        </p>
      )}
      <footer>
        <span>{props.colour}票</span>
        <span>{props.foot}</span>
      </footer>
    </article>
  );
}

/** How a mark is made; some meanings have no symbol of their own: nothing is drawn. */
function howTo(meaning: string, symbol: string): string {
  return symbol === '' ? `${meaning}不划任何记号` : `${meaning}划“${symbol}”`;
}

/** A sheet to tally a batch by 正 strokes. */
export function TallyGrid(props: {
  readonly rows: readonly { readonly number: number; readonly title: string }[];
  readonly columns: readonly string[];
}) {
  return (
    <table class="tally">
      <thead>
        <tr>
          <th scope="col" class="no">
            编号
          </th>
          <th scope="col" class="what">
            项目
          </th>
          {props.columns.map((column) => (
            <th scope="col">{column}（画正字）</th>
          ))}
          {props.columns.map((column) => (
            <th scope="col" class="sum">
              {column}合计
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr>
            <td class="no">{row.number}</td>
            <td>{row.title}</td>
            {props.columns.map(() => (
              <td class="strokes" />
            ))}
            {props.columns.map(() => (
              <td class="sum" />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lines for signatures on a printed paper. */
export function SignatureBlock(props: {
  readonly signers: readonly { readonly role: string; readonly names: readonly string[] }[];
  readonly note?: string;
}) {
  return (
    <section class="signatures">
      {props.signers.map((signer) => (
        <p>
          <span class="role">{signer.role}：</span>
          {signer.names.length === 0 ? <span class="line" /> : null}
          {signer.names.map((name) => (
            <span class="line">
              <small>{name}</small>
            </span>
          ))}
        </p>
      ))}
      <p>
        <span class="role">时间：</span>
        <span class="line long">　　年　　月　　日　　时　　分</span>
      </p>
      {props.note === undefined ? null : <p class="note">{props.note}</p>}
    </section>
  );
}

/** A QR code as the SVG that the `uqr` package draws; it holds no style of its own. */
export function QrCode(props: {
  readonly svg: string;
  readonly label: string;
  readonly children?: Child;
}) {
  return (
    <figure class="qr">
      <div role="img" aria-label={props.label}>
        {raw(props.svg)}
      </div>
      <figcaption>{props.children}</figcaption>
    </figure>
  );
}
