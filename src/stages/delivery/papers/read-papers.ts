import { readPhoto } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { fileNameOf } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { largestScan, mediaTypeOf } from '../../result/index.ts';
import type { NewPaper } from './paper-store.ts';

/** How many papers one entry may bring. */
export const mostPapers = 5;
/** The largest body of a form with papers. */
export const papersBodyLimit = 25 * 1024 * 1024;

const tooMany: Refusal = {
  code: 'too-many-papers',
  message: `一次最多附 ${mostPapers} 份材料，请合并成一份 PDF，或分次提交。`,
  field: 'papers',
};

/**
 * The papers and photos of the field `papers`: PDF as it is, pictures without their metadata. Refuses with
 * `too-many-papers`, `no-paper` (naming the file).
 */
export async function readPapers(visit: Visit): Promise<Result<readonly NewPaper[]>> {
  const chosen = [(await visit.fields()).papers].flat();
  const files = chosen.filter((one): one is File => one instanceof File && one.size > 0);
  if (files.length > mostPapers) return refuse(tooMany);
  const papers: NewPaper[] = [];
  for (const file of files) {
    const paper = await readPaper(file);
    if (paper === null) {
      const message = `“${fileNameOf(file)}”不是能读的 PDF 或照片，或者超过 10 MB，请换一个。`;
      return refuse({ code: 'no-paper', message, field: 'papers' });
    }
    papers.push(paper);
  }
  return ok(papers);
}

async function readPaper(file: File): Promise<NewPaper | null> {
  const fileName = fileNameOf(file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length > largestScan) return null;
  if (mediaTypeOf(bytes) === 'application/pdf') {
    return { bytes, mediaType: 'application/pdf', fileName };
  }
  const photo = await readPhoto(bytes);
  if (photo === null) return null;
  const { mediaType } = photo;
  return { bytes: photo.bytes, mediaType, fileName: fileName.replace(/(\.\w+)?$/, '.jpg') };
}
