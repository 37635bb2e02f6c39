import { ok, type Result } from '../rules/refusals.ts';
import { largestSpreadsheet, refuseFile, type UnreadableKind } from './spreadsheet.ts';

/** First bytes of files that are no spreadsheets, with where they stand. */
const signatures: readonly (readonly [UnreadableKind, number, readonly number[]])[] = [
  ['pdf', 0, [0x25, 0x50, 0x44, 0x46]],
  ['image', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image', 0, [0xff, 0xd8, 0xff]],
  ['image', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image', 0, [0x52, 0x49, 0x46, 0x46]],
  ['image', 4, [0x66, 0x74, 0x79, 0x70]],
  ['image', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['zip', 0, [0x52, 0x61, 0x72, 0x21]],
  ['zip', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['zip', 0, [0x1f, 0x8b]],
  ['word', 0, [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  // Worksheets of Excel 2 to 4, from before there were containers.
  ['old', 0, [0x09, 0x00, 0x04]],
  ['old', 0, [0x09, 0x02, 0x06]],
  ['old', 0, [0x09, 0x04, 0x06]],
  ['old', 0, [0x09, 0x08]],
];

function carries(bytes: Uint8Array, at: number, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

/** What an OLE2 container holds, by the names of its streams. */
function kindOfContainer(bytes: Uint8Array): UnreadableKind {
  const text = Buffer.from(bytes).toString('latin1');
  const holds = (name: string) => text.includes([...name].map((letter) => `${letter}\0`).join(''));
  if (holds('EncryptedPackage')) return 'encrypted';
  if (holds('WordDocument')) return 'word';
  return holds('PowerPoint Document') ? 'slides' : 'old';
}

/**
 * What a file is by its first bytes, whatever its name says.
 *
 * Refuses with `file-empty`, `file-too-large`, `old-excel`, `file-encrypted`, `other-office`,
 * `not-a-spreadsheet`.
 */
export function recognise(bytes: Uint8Array): Result<'zip' | 'text'> {
  if (bytes.length === 0) return refuseFile('empty');
  if (bytes.length > largestSpreadsheet) return refuseFile('large');
  if (carries(bytes, 0, [0x50, 0x4b, 0x03, 0x04])) return ok('zip');
  if (carries(bytes, 0, [0xd0, 0xcf, 0x11, 0xe0])) return refuseFile(kindOfContainer(bytes));
  const known = signatures.find(([, at, signature]) => carries(bytes, at, signature));
  return known === undefined ? ok('text') : refuseFile(known[0]);
}

/**
 * Decodes a text file: UTF-8 or UTF-16 by its mark, else UTF-8, else GB 18030 (GBK).
 *
 * Refuses with `unknown-encoding`, `not-a-spreadsheet`, `file-empty`.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  const decode = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };
  const marked = carries(bytes, 0, [0xff, 0xfe])
    ? 'utf-16le'
    : carries(bytes, 0, [0xfe, 0xff])
      ? 'utf-16be'
      : null;
  const text = marked === null ? (decode('utf-8') ?? decode('gb18030')) : decode(marked);
  if (text === null) return refuseFile('encoding');
  if (text.includes('\0')) return refuseFile('unknown');
  if (/^\s*(<[!?a-z]|MIME-Version:)/i.test(text)) return refuseFile('web');
  if (text.trim() === '') return refuseFile('empty');
  return ok(text);
}
