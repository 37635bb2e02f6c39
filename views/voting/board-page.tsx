import type { BoardView } from '../../src/stages/voting/board/board-view.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { inGroups } from '../parts/groups.ts';
import { Facts, Figure, Notice, Tag } from '../parts/notices.tsx';

/** The public board (公开票箱) of one electronic box: count, digest, list of trackers, files. */
export function BoardPage(props: {
  readonly frame: PageFrame;
  readonly board: BoardView;
  /** Address of the page that verifies archives. */
  readonly verifyAddress: string;
  readonly typed: string;
  /** Null without a search; trackers that begin with what was typed. */
  readonly search: null | 'unreadable' | readonly string[];
}) {
  const { board } = props;
  const path = `/board/${board.uuid}`;
  return (
    <Layout frame={props.frame} title="公开票箱" place={board.title}>
      <h1>公开票箱</h1>
      <p>
        {board.title}
        {'　'}
        <Tag tone={board.state === 'void' ? 'stop' : 'info'} text={board.stateName} />
      </p>
      <div class="figures">
        <Figure label="票箱内选票" value={board.trackers.length} />
        {board.state === 'casting' ? null : <Figure label="发出票码" value={board.slipsIssued} />}
      </div>
      <Facts
        facts={[
          ['设置指纹（十二个字）', <strong>{inGroups(board.fingerprint)}</strong>],
          ['票箱校验码', inGroups(board.digest.slice(0, 16).toUpperCase())],
        ]}
      />
      <form method="get" action={path} class="card">
        <h2>查我的核对码</h2>
        <label for="t">核对码的前十二位（分大小写，空格不计）</label>
        <input
          id="t"
          name="t"
          class="input medium"
          value={props.typed}
          maxlength={80}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <button class="btn" type="submit">
          查找
        </button>
        <Found search={props.search} />
      </form>
      <Files board={board} path={path} verifyAddress={props.verifyAddress} />
      <section class="card">
        <h2>全部核对码（{board.trackers.length} 个）</h2>
        <p class="hint">
          按核对码的字符排列，与投票先后无关。核对码只说明“这张选票在票箱里”，看不出投了什么。
        </p>
        <ol class="trackers">
          {board.trackers.map((tracker) => (
            <li>
              <Tracker tracker={tracker} />
            </li>
          ))}
        </ol>
      </section>
    </Layout>
  );
}

/** A tracker with the twelve characters that deputies compare in groups. */
function Tracker({ tracker }: { readonly tracker: string }) {
  return (
    <code class="tracker">
      <strong>{inGroups(tracker.slice(0, 12))}</strong> <span>{tracker.slice(12)}</span>
    </code>
  );
}

function Found({ search }: { readonly search: null | 'unreadable' | readonly string[] }) {
  if (search === null) return null;
  if (search === 'unreadable') {
    return (
      <Notice tone="stop">
        <p>核对码由字母、数字和 + / 组成，至少输入前四位。请照手机上显示的重新输入。</p>
      </Notice>
    );
  }
  if (search.length === 0) {
    return (
      <Notice tone="stop" title="票箱里没有这个核对码。">
        <p>
          请看清大小写，再输入一次。仍然没有、而手机上显示“已投入票箱”的，请立即告诉监票人，出示收票回执：回执能证明漏了一张票。
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="ok" title={search.length === 1 ? '在票箱里。' : `有 ${search.length} 个：`}>
      {search.map((tracker) => (
        <p>
          <Tracker tracker={tracker} />
        </p>
      ))}
    </Notice>
  );
}

function Files(props: {
  readonly board: BoardView;
  readonly path: string;
  readonly verifyAddress: string;
}) {
  const { board, path } = props;
  const closed = board.state === 'closed' || board.state === 'counted';
  return (
    <section class="card">
      <h2>下载和自己核验</h2>
      <ul class="plain-list">
        <li>
          <a href={`${path}/setup.bel`}>设置文件</a>（封定以后就有：题目、公钥、票码名单）
        </li>
        <li>
          {closed ? (
            <a href={`${path}/archive.bel`}>票箱文件 {board.uuid}.bel</a>
          ) : (
            '票箱文件：封箱以后可以下载'
          )}
        </li>
        <li>
          {board.state === 'counted' ? (
            <a href={`${path}/proofs.json`}>强证明 {board.uuid}.proofs.json</a>
          ) : (
            '强证明：开箱以后可以下载'
          )}
        </li>
      </ul>
      <Facts
        facts={[
          ['票箱编号', board.uuid],
          ['设置全码', board.setupHash],
          ['票箱校验码全码', board.digest],
          ['票码', `制作 ${board.slipsMade ?? '—'}，公布作废 ${board.slipsVoid}`],
          ...(board.paperSheetHash === null
            ? []
            : [['纸质票合计表全码', board.paperSheetHash] as const]),
          ...(board.archiveHash === null ? [] : [['票箱文件全码', board.archiveHash] as const]),
          ...(board.proofsHash === null ? [] : [['强证明全码', board.proofsHash] as const]),
        ]}
      />
      <details>
        <summary>回执公钥（查收票回执时用，请在投票之前保存）</summary>
        <p>
          <code class="tracker">{board.receiptKey}</code>
        </p>
      </details>
      <p>
        <a href={props.verifyAddress}>打开核验页</a>
        ：选这两个文件，逐项核验并重新得出总数，全部在您的电脑上计算，断网也能用。
      </p>
      <p class="hint">
        也可以把票箱文件和强证明放在同一个文件夹，运行{' '}
        <code>npm run -s verify -- {board.uuid}.bel</code>
        ，或者用别人写的 <code>belenios-tool election verify</code>。
      </p>
    </section>
  );
}
