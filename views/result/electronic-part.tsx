import type {
  ReportChannel,
  ReportContent,
  ReportElectronic,
} from '../../src/stages/result/report-content.ts';
import { inGroups } from '../parts/groups.ts';
import { Facts } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

const names = { paper: '纸质票', electronic: '电子票' } as const;

/** The channels of a report that were counted. */
export function countedChannels({ channels }: ReportContent): readonly ReportChannel[] {
  return (channels ?? []).filter((one) => one.state === 'counted');
}

/** What each channel gave apart, where there is more than one, or one that is void. */
export function ChannelTable({ content }: { readonly content: ReportContent }) {
  const channels = content.channels ?? [];
  if (channels.length < 2) return null;
  return (
    <Table
      caption="两种方式分别计数"
      columns={[
        { title: '方式' },
        { title: '发出', numeric: true },
        { title: '收回', numeric: true },
        { title: '有效', numeric: true },
        { title: '废票', numeric: true },
      ]}
      rows={channels.map((one) => [
        one.state === 'void' ? `${names[one.name]}（作废，没有计票）` : names[one.name],
        one.issued ?? '—',
        one.returned ?? '—',
        one.valid ?? '—',
        one.void ?? '—',
      ])}
    />
  );
}

/** Where the two files of an opened box are, and how anybody checks them. */
export interface BoxLinks {
  readonly board: string;
  readonly archive: string;
  readonly proofs: string;
  /** The page that verifies archives, on the ballot site. */
  readonly verify: string;
}

/** The addresses on the public board; `origin` is empty within the site. */
export function boxLinks(origin: string, ballotOrigin: string, uuid: string): BoxLinks {
  const board = `${origin}/board/${uuid}`;
  const files = { archive: `${board}/archive.bel`, proofs: `${board}/proofs.json` };
  return { board, ...files, verify: `${ballotOrigin}/verify` };
}

/** The electronic part of a result: its files, its fingerprint, and how to check them oneself. */
export function ElectronicPart(props: {
  readonly part: ReportElectronic;
  readonly links: BoxLinks | null;
}) {
  const { part, links } = props;
  return (
    <section class="card">
      <h2>电子票箱：自己核验</h2>
      <Facts
        facts={[
          ['设置指纹', inGroups(part.fingerprint)],
          [
            '票码',
            `制作 ${part.slipsMade ?? '—'}，发出 ${part.slipsIssued ?? '—'}，作废 ${part.slipsVoid ?? '—'}`,
          ],
          [
            '票箱内',
            `${part.ballots ?? '—'} 张${part.blank === null ? '' : `，弃权 ${part.blank}`}`,
          ],
          ['票箱文件全码', part.archiveHash ?? '—'],
          ['强证明全码', part.proofsHash ?? '—'],
          ...(part.paperSheetHash === null
            ? []
            : [['开箱前封定的纸质票合计表', part.paperSheetHash] as const]),
        ]}
      />
      {links === null ? null : (
        <ul class="plain-list">
          <li>
            <a href={links.archive}>下载票箱文件</a>（全部密文选票和证明，不含任何人的选择）
          </li>
          <li>
            <a href={links.proofs}>下载强证明</a>（证明总数不是伪造的，与票箱文件放在同一个文件夹）
          </li>
          <li>
            <a href={links.board}>打开公开票箱</a>（查自己的核对码）
          </li>
          <li>
            <a href={links.verify}>打开核验页</a>
            （选上面两个文件，逐项核验并重新得出总数，全部在您的电脑上计算）
          </li>
        </ul>
      )}
      <h3>怎样自己核验</h3>
      <p>
        在任何一台电脑上，用本系统公布的程序运行 <code>npm run -s verify -- 文件.bel</code>
        ，逐张核验选票和证明，重新得出总数；也可以用别人写的 <code>belenios-tool</code>
        ，运行 <code>belenios-tool election verify</code>
        。文件的全码和上面的指纹须与会场宣读、报告单所印的一致。
      </p>
    </section>
  );
}
