import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { groupFingerprint } from '../ballot/fingerprint/fingerprint.ts';
import type { Report, VerifyOptions } from '../ballot/verify/verify-archive.ts';
import { verifyArchiveInThreads } from '../stages/voting/verify-pool/verify-archive-in-threads.ts';
import { readOptions } from './read-options.ts';
import { judgeReceipt } from './verify/judge-receipt.ts';

const usage =
  '用法：npm run -s verify -- [--plain-belenios] [--fingerprint 十二字] [--receipt 回执文件 --receipt-key 公钥文件] 文件.bel（强证明文件.proofs.json放在旁边）';

/** Larger files are no archive of a congress: 3,000 ballots of 60 answers have some 400 MB. */
const largestArchive = 1024 ** 3;

/**
 * `npm run -s verify -- [--plain-belenios] [--fingerprint …] [--receipt FILE --receipt-key FILE] FILE.bel`:
 * for auditors, verifies a ballot archive with the strong proofs in `FILE.proofs.json` beside it, without
 * network or database, on all cores; and judges a receipt beside it.
 *
 * Exits 0 when every check holds, 1 with all failures listed, 2 when it is no archive.
 */
async function run(): Promise<number> {
  const asked = readArguments();
  if (asked === null) {
    console.error(usage);
    return 2;
  }
  const bytes = await readWhole(asked.file);
  if (bytes === null) {
    console.error(`${asked.file}：读不到这个文件，或者文件太大，请核对路径和权限。`);
    return 2;
  }
  const side = await readWhole(asked.file.replace(/\.bel$/, '') + sideEnding);
  const strongProofs = side === null ? {} : { strongProofs: new TextDecoder().decode(side) };
  const { isArchive, failures, warnings, report } = await verifyArchiveInThreads(bytes, {
    ...asked.options,
    ...strongProofs,
  });
  if (!isArchive) {
    for (const { message } of failures) console.error(`${asked.file}：${message}`);
    return 2;
  }
  const receipt = asked.receipt === null ? null : await readReceipt(asked.receipt);
  if (receipt === 'unreadable') {
    console.error('读不到回执文件或者公钥文件，请核对路径和权限。');
    return 2;
  }
  print(report);
  const judged = receipt === null ? null : judgeReceipt(bytes, receipt);
  if (judged !== null) console.log(`收票回执：${judged.words}`);
  for (const { message } of warnings) console.log(`注意：${message}`);
  if (failures.length === 0) {
    console.log('全部核验通过。');
    return judged?.holds === false ? 1 : 0;
  }
  console.error(`有${failures.length}处核验不通过：`);
  for (const { code, message } of failures) console.error(`- ${message}（${code}）`);
  return 1;
}

const sideEnding = '.proofs.json';

function print({ uuid, name, fingerprint, slips, trackers, totals }: Report): void {
  if (uuid !== null) console.log(`投票：${name}（${uuid}）`);
  if (fingerprint !== null) console.log(`设置指纹：${groupFingerprint(fingerprint)}`);
  console.log(`票码${slips}个，选票${trackers.length}张。`);
  totals?.forEach((question, i) => {
    console.log(`第${i + 1}题：${question.join('，')}`);
  });
}

interface ReceiptFiles {
  readonly receipt: string;
  readonly key: string;
}

async function readReceipt({ receipt, key }: ReceiptFiles): Promise<ReceiptFiles | 'unreadable'> {
  const [text, keyText] = [await readWhole(receipt), await readWhole(key)];
  if (text === null || keyText === null) return 'unreadable';
  const decoder = new TextDecoder();
  return { receipt: decoder.decode(text), key: decoder.decode(keyText) };
}

interface Asked {
  readonly file: string;
  readonly options: VerifyOptions;
  readonly receipt: ReceiptFiles | null;
}

function readArguments(): Asked | null {
  const { values, positionals } = readOptions(usage, {
    options: {
      'plain-belenios': { type: 'boolean' },
      fingerprint: { type: 'string' },
      receipt: { type: 'string' },
      'receipt-key': { type: 'string' },
    },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return null;
  const { 'plain-belenios': plainBelenios, fingerprint, receipt, 'receipt-key': key } = values;
  const options: VerifyOptions = {
    ...(plainBelenios === true ? { plainBelenios } : {}),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
  if (receipt === undefined && key === undefined) return { file, options, receipt: null };
  return receipt && key ? { file, options, receipt: { receipt, key } } : null;
}

async function readWhole(argument: string): Promise<Uint8Array | null> {
  // npm changes to the folder of package.json; the path was typed in the folder that it was called in.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  try {
    const { size } = await stat(file);
    return size > largestArchive ? null : await readFile(file);
  } catch {
    return null;
  }
}

process.exitCode = await run();
