export {
  type AnnouncementContent,
  type AnnouncementTable,
  announcementDocument,
} from './announcement-document.ts';
export type { KnownTitles } from './cells.ts';
export { matchesName, nameIndex } from './name-index.ts';
export { largestPhoto, readPhoto, type StoredPhoto } from './photo.ts';
export type { SheetPreview } from './preview-sheet.ts';
export { type CalendarLine, readCalendarFile } from './read-calendar.ts';
export { type CandidateLine, readCandidateFile } from './read-candidates.ts';
export {
  type FiguresLine,
  type OriginLine,
  readFiguresFile,
  readOriginsFile,
} from './read-older-years.ts';
export { type PlanLine, planLines, readPlanFile } from './read-plans.ts';
export { type ProgressLine, readProgressFile } from './read-progress.ts';
export { type RollLine, readRollFile } from './read-roll.ts';
export {
  type JudgementLine,
  type ResultLine,
  readJudgementsFile,
  readResultsFile,
} from './read-satisfaction.ts';
export { readSpreadsheet } from './read-spreadsheet.ts';
export type { BadCell, TableReading } from './read-table.ts';
export { largestSpreadsheet, type Sheet, type SheetCell } from './spreadsheet.ts';
export {
  calendarTemplate,
  candidateTemplate,
  figuresTemplate,
  judgementsTemplate,
  originsTemplate,
  planTemplate,
  progressTemplate,
  resultsTemplate,
  rollTemplate,
} from './templates.ts';
export { writeCsv } from './write-csv.ts';
export { type WrittenSheet, writeSpreadsheet } from './write-spreadsheet.ts';
