export type { CandidateContent } from './candidate-content.ts';
export { candidateContent, candidateFields } from './candidate-content.ts';
export { type CandidateRow, candidateRow } from './candidate-row.ts';
export type { Candidate, SealedItem, SealedList } from './candidate-store.ts';
export { listCandidates, loadSealedList } from './candidate-store.ts';
export { candidatesFingerprint, compareCandidates } from './compare-candidates.ts';
export { addCandidate, changeCandidate, withdrawCandidate } from './edit-candidate.ts';
export { importCandidates } from './import-candidates.ts';
export { sealCandidateList } from './seal-candidate-list.ts';
