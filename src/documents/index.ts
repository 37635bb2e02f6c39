export {
  type AnnouncementContent,
  type AnnouncementTable,
  announcementDocument,
} from './announcement-document.ts';
export { matchesName, nameIndex } from './name-index.ts';
export { largestPhoto, readPhoto, type StoredPhoto } from './photo.ts';
export type { SheetPreview } from './preview-sheet.ts';
export { type CandidateLine, readCandidateFile } from './read-candidates.ts';
export { type ProgressLine, readProgressFile } from './read-progress.ts';
export { type RollLine, readRollFile } from './read-roll.ts';
export { readSpreadsheet } from './read-spreadsheet.ts';
export type { BadCell, TableReading } from './read-table.ts';
export { largestSpreadsheet, type Sheet, type SheetCell } from './spreadsheet.ts';
export { candidateTemplate, progressTemplate, rollTemplate } from './templates.ts';
export { writeCsv } from './write-csv.ts';
export { type WrittenSheet, writeSpreadsheet } from './write-spreadsheet.ts';
