export type { Batch, Counting, Entry } from './counting-store.ts';
export { loadCounting } from './counting-store.ts';
export { createRound } from './create-round.ts';
export { decideRound, passingInWords } from './decide-round.ts';
export { moveRound } from './move-round.ts';
export type { PaperChannel, Round, RoundItem, RoundState } from './round-store.ts';
export { listRounds, loadRound } from './round-store.ts';
export { startCounting } from './start-counting.ts';
