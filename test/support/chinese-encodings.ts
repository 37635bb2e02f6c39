/** Bytes of every character that GBK writes with two bytes, found by decoding all of them. */
function twoByteTable(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd')
        table.set(character, [lead, trail]);
    }
  }
  return table;
}

/** Encodes text in GB 18030: GBK, and four bytes for characters beyond the basic plane. */
export function encodeGb18030(text: string): Uint8Array {
  const table = twoByteTable();
  const bytes = [...text].flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) return [point];
    const known = table.get(character);
    if (known !== undefined) return [...known];
    if (point < 0x10000) throw new Error(`no two bytes for ${character}`);
    const linear = point - 0x10000 + 189_000;
    return [
      0x81 + Math.floor(linear / 12_600),
      0x30 + (Math.floor(linear / 1_260) % 10),
      0x81 + (Math.floor(linear / 10) % 126),
      0x30 + (linear % 10),
    ];
  });
  return Uint8Array.from(bytes);
}

/** Encodes text in UTF-16, little-endian, with its byte-order mark unless told otherwise. */
export function encodeUtf16(text: string, mark = true): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'));
}

/** Encodes text in UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
