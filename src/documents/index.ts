export { matchesName, nameIndex } from './name-index.ts';
