export type { CandidateContent } from './candidate-content.ts';
export { candidateContent, candidateFields } from './candidate-content.ts';
export type { Candidate, SealedItem, SealedList } from './candidate-store.ts';
export { listCandidates, loadSealedList } from './candidate-store.ts';
export { sealCandidateList } from './seal-candidate-list.ts';
