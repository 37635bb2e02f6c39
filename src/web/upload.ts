import { largestSpreadsheet } from '../documents/index.ts';

/** Largest body of a form with one spreadsheet: the file and the fields around it. */
export const uploadBodyLimit = largestSpreadsheet + 512 * 1024;

/** The file of a field, or null when none was chosen. */
export async function readUpload(
  fields: Readonly<Record<string, unknown>>,
  name: string,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array } | null> {
  const file = fields[name];
  if (!(file instanceof File) || file.size === 0) return null;
  return {
    name: file.name.slice(-120),
    type: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}
