import { z } from 'zod';
import { largestSpreadsheet } from '../documents/index.ts';
import type { Refusal } from '../rules/refusals.ts';
import { printable, requiredText } from './forms.ts';

/** Largest body of a form with one spreadsheet: the file and the fields around it. */
export const uploadBodyLimit = largestSpreadsheet + 512 * 1024;

/** The name of an uploaded file as it is kept: printable, its last 120 characters, where the ending stands. */
export function fileNameOf(file: File): string {
  return [...printable(file.name)].slice(-120).join('');
}

/** The file of a field, or null when none was chosen. */
export async function readUpload(
  fields: Readonly<Record<string, unknown>>,
  name: string,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array } | null> {
  const file = fields[name];
  if (!(file instanceof File) || file.size === 0) return null;
  return {
    name: fileNameOf(file),
    type: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}

/** What a form without its spreadsheet gets. */
export const noSpreadsheet: Refusal = {
  code: 'no-file',
  message: '请选择要上传的 .xlsx 或 .csv 文件。',
  field: 'file',
};

const incomplete = '预览不完整，请重新上传文件。';

/** Words that a page hands on inside JSON may hold, escaped, what a field may not. */
function cleaned(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}

/**
 * What a preview hands on to its acceptance: the rows that were read, what they were compared with, and
 * the name of the file. `most` bounds the rows.
 */
export function previewFields<Row extends z.ZodType>(row: Row, most: number) {
  const rows = z
    .string({ error: incomplete })
    .transform((text, context) => {
      try {
        return JSON.parse(text, cleaned) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: incomplete });
        return z.NEVER;
      }
    })
    .pipe(z.array(row).min(1, incomplete).max(most));
  return { rows, fingerprint: z.string().max(64), file_name: requiredText(incomplete, 200) };
}
