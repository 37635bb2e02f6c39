import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameters } from '../../../src/ballot/group/parameters.ts';
import {
  type BackupContent,
  createBackup,
  openBackup,
} from '../../../src/client/keys/backup-format.ts';
import {
  createPassphrase,
  groupPassphrase,
  passphraseDigits,
  readPassphrase,
} from '../../../src/client/keys/passphrase.ts';
import { seeded } from '../../support/ballot-rounds.ts';

const content: BackupContent = {
  ceremonyId: '11111111-1111-4111-8111-111111111111',
  position: 2,
  rehearsal: false,
  meeting: '云溪镇第十八届人民代表大会第五次会议',
  holder: '王建国',
  keys: [1n, 255n, parameters.q - 1n].map((secret, index) => ({
    uuid: `1111111111111${index + 1}`,
    secret: String(secret),
    trusteesHash: `${index}`.padStart(64, '0'),
  })),
};
const passphrase = '12345678901234567890';
const code = createBackup(content, passphrase, seeded('backup'));

describe('a backup', () => {
  test('comes back whole, from a file with words around it, and short enough for a QR code', () => {
    expect(openBackup(code, passphrase)).toEqual({ ok: true, value: content });
    const file = `会议　姓名　钥匙备份\n说明\n${code}\n`;
    expect(openBackup(file, passphrase)).toEqual({ ok: true, value: content });
    // A QR code of version 25 at the lowest correction holds 1273 bytes.
    expect(code.length).toBeLessThan(1273);
    expect(code).toMatch(/^PIAOJUE-KEY1\.[A-Za-z0-9_-]+$/);
  });

  test('is another text at every making, and tells nothing of what is in it', () => {
    expect(createBackup(content, passphrase, seeded('again'))).not.toBe(code);
    for (const key of content.keys) expect(code).not.toContain(key.uuid);
    const bytes = Buffer.from(code.slice(code.indexOf('.') + 1), 'base64url');
    expect(bytes.includes(Buffer.from('王建国'))).toBe(false);
    expect(bytes.includes(Buffer.from(content.ceremonyId))).toBe(false);
  });

  test('does not open with another passphrase, nor with any one character changed', () => {
    expect(openBackup(code, '12345678901234567891')).toEqual({ ok: false, fault: 'wrong' });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      // The last characters may hold unused bits, so they are left out.
      fc.property(fc.integer({ min: 13, max: code.length - 3 }), fc.nat(62), (at, step) => {
        const now = letters.indexOf(code.charAt(at));
        const other = letters.charAt((now + 1 + step) % 64);
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(openBackup(changed, passphrase)).toEqual({ ok: false, fault: 'wrong' });
      }),
      { numRuns: 4 },
    );
  });

  test('says whether there is none, or one of a later program', () => {
    expect(openBackup('没有备份', passphrase)).toEqual({ ok: false, fault: 'no-code' });
    expect(openBackup('', passphrase)).toEqual({ ok: false, fault: 'no-code' });
    const later = code.replace('KEY1', 'KEY2');
    expect(openBackup(later, passphrase)).toEqual({ ok: false, fault: 'other-version' });
    expect(openBackup('PIAOJUE-KEY1.AAAA', passphrase)).toEqual({ ok: false, fault: 'wrong' });
    expect(openBackup('PIAOJUE-KEY1.AAAAA', passphrase)).toEqual({ ok: false, fault: 'wrong' });
  });
});

describe('a passphrase', () => {
  test('has at least 64 bits: twenty digits, each as likely as any other', () => {
    expect(passphraseDigits * Math.log2(10)).toBeGreaterThanOrEqual(64);
    const random = seeded('passphrases');
    const counts = new Array<number>(10).fill(0);
    const drawn = new Set<string>();
    for (let i = 0; i < 500; i += 1) {
      const digits = createPassphrase(random);
      expect(digits).toMatch(/^[0-9]{20}$/);
      drawn.add(digits);
      for (const digit of digits) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    }
    expect(drawn.size).toBe(500);
    // 10,000 digits: the 99.9 % point of χ² with nine degrees of freedom is 27.9.
    const squares = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(squares).toBeLessThan(27.9);
  });

  test('is read as it is written: groups, full width, hyphens', () => {
    expect(groupPassphrase(passphrase)).toBe('1234 5678 9012 3456 7890');
    expect(readPassphrase(' 1234 5678 9012 3456 7890 ')).toBe(passphrase);
    expect(readPassphrase('１２３４－５６７８－９０１２－３４５６－７８９０')).toBe(passphrase);
    expect(readPassphrase('1234 5678 9012 3456 789')).toBeNull();
    expect(readPassphrase('1234 5678 9012 3456 789O')).toBeNull();
    expect(readPassphrase('')).toBeNull();
  });
});
