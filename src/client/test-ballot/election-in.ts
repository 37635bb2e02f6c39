import { readTar } from '../../ballot/archive/tar.ts';

/** The election's text in a file: the archive (`.bel`), or the text itself; null when it has none. */
export function electionIn(bytes: Uint8Array, uuid: string): string | null {
  const texts = textsIn(bytes);
  return (
    texts.find((text) => text.startsWith('{"version":1,') && text.includes(`"uuid":"${uuid}"`)) ??
    null
  );
}

function textsIn(bytes: Uint8Array): readonly string[] {
  const decoder = new TextDecoder();
  const files = readTar(bytes);
  if (files.ok) return files.files.map(({ content }) => decoder.decode(content));
  return [decoder.decode(bytes).trim()];
}
