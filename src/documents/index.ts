export { announcementDocument } from './announcement-document.ts';
export { matchesName, nameIndex } from './name-index.ts';
export { type CandidateLine, readCandidateFile } from './read-candidates.ts';
export { type RollLine, readRollFile } from './read-roll.ts';
export type { BadCell, TableReading } from './read-table.ts';
export { largestSpreadsheet } from './spreadsheet.ts';
export { candidateTemplate, rollTemplate, writeSpreadsheet } from './write-spreadsheet.ts';
