import { bundleFolders, bundleNames } from '../../wire/bundle.ts';
import type { PublicTable } from './public-rows.ts';

/** The explanation that lies in every bundle, for a reader who knows nothing of this program. */
export function bundleReadme(tables: readonly PublicTable[]): string {
  const kinds = tables.map(({ name, words }) => `  ${bundleFolders.record}${name}.jsonl　${words}`);
  return [
    '民生实事项目票决　审计资料包',
    '',
    '这里是一个人大一个年度的全部公开记录。用“核验资料包”页面（断网也能用）打开整个压缩包，',
    '或者运行 npm run -s bundle:verify -- 文件.zip，会逐项核验并列出全部不符之处。',
    '',
    `${bundleNames.manifest}　每个文件的字节数和 SHA-256；${bundleNames.signature}　用本系统的 Ed25519 钥匙对它签名。`,
    `${bundleNames.trail}　留痕链。事项公开的，整条给出（不含详情）；涉及个人的（签到、登录、谁录入了哪一捆等），只给出它在链上的位置，链照样能一直核对到末尾。`,
    `${bundleFolders.results}　已公告的轮次：公告、报告单、决定结果的数字。`,
    `${bundleFolders.archives}　选票档案（.bel）、强证明（.proofs.json）和回执公钥。`,
    `${bundleFolders.papers}　已公布的文件和照片，文件名就是它的 SHA-256。`,
    ...kinds,
    `  ${bundleFolders.record}papers.jsonl　文件和照片的清单`,
    '',
    '不在这里的：代表名册和出席情况、纸质票的逐张录入、票码、谁提了意见、谁去了视察、群众写来的内容、',
    '走访了谁、核查人写的话、没有公布的草稿、留痕的详情。这些或者属于个人，或者依法可以删除，所以不进资料包。',
    '',
  ].join('\n');
}
