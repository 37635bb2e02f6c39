/** The two files of an election as the reader chose them. */
export interface ChosenFiles {
  readonly archive: { readonly name: string; readonly bytes: Uint8Array };
  readonly proofs: { readonly name: string; readonly text: string } | null;
}

/** Larger archives do not fit into the memory of a phone; the command for auditors takes them. */
export const largestArchive = 512 * 1024 ** 2;

/** A file as a browser gives it; the part of `File` that is used. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/**
 * Tells the archive from its strong proofs by their names. Gives the sentence that says what to do when
 * they are not one archive with at most one file of strong proofs.
 */
export async function readFiles(files: readonly GivenFile[]): Promise<ChosenFiles | string> {
  const proofs = files.filter(({ name }) => /\.json(\.txt)?$/i.test(name));
  const archives = files.filter((file) => !proofs.includes(file));
  const [archive] = archives;
  const [side] = proofs;
  if (archive === undefined) return '还没有选档案。请选一个名称以 .bel 结尾的文件。';
  if (archives.length > 1) return '选了不止一个档案。请一次只核验一个 .bel 文件。';
  if (proofs.length > 1) return '选了不止一个强证明文件。请只选与档案同名的 .proofs.json。';
  if (archive.size > largestArchive) {
    return '这个文件太大，这一页算不了。请在电脑上用命令行核验，见审计监督手册。';
  }
  try {
    const bytes = new Uint8Array(await archive.arrayBuffer());
    const text = side === undefined ? null : new TextDecoder().decode(await side.arrayBuffer());
    return {
      archive: { name: archive.name, bytes },
      proofs: side === undefined || text === null ? null : { name: side.name, text },
    };
  } catch {
    return '文件读不出来，可能刚被移走。请重新选一次。';
  }
}
