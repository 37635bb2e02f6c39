import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inFolder } from '../support/belenios-tool.ts';
import { sweptRound } from '../support/swept-round.ts';

const script = fileURLToPath(new URL('../../docs/check-strong-proofs.py', import.meta.url));
const { opened } = sweptRound();

/** Runs the auditors' script, in another language and without our code. */
function check(proofs: string): Promise<{ readonly code: unknown; readonly out: string }> {
  return inFolder(async (folder) => {
    const [archive, side] = [join(folder, 'a.bel'), join(folder, 'a.proofs.json')];
    await writeFile(archive, opened.bytes);
    await writeFile(side, proofs);
    return await new Promise((resolve, reject) => {
      execFile('python3', [script, archive, side], (error, out, err) => {
        if (error !== null && error.code === 'ENOENT')
          reject(new Error('python3 is not installed'));
        else resolve({ code: error === null ? 0 : error.code, out: out + err });
      });
    });
  });
}

describe('the script that auditors read and run without us', () => {
  test('finds all strong proofs of a sound round', async () => {
    expect(await check(opened.strongProofs)).toEqual({
      code: 0,
      // Three shares of five ciphertexts each.
      out: '份额3份，强证明成立15个，不成立0个\n',
    });
  });

  test('finds one changed proof, and a share that has none', async () => {
    const changed = opened.strongProofs.replace(/"response":"\d/, '"response":"9');
    const found = await check(changed);
    expect(found.code).toBe(1);
    expect(found.out).toContain('第1号密钥，第1题第0项：强证明不成立');
    const [first] = JSON.parse(opened.strongProofs) as unknown[];
    expect((await check(JSON.stringify([first]))).code).toBe(1);
  });
});
