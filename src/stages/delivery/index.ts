export {
  loadProjectPage,
  projectPath,
  projectReaders,
  projectWorkers,
  todayOf,
} from './project-page.ts';
export {
  explanatoryText,
  listProjects,
  loadProject,
  loadProjectByPlate,
  type Project,
  type ProjectState,
  projectStateNames,
  votedText,
} from './project-store.ts';
export { noSuchProject, notYourProject, projectChanged, projectEnded } from './refusals.ts';
export { deliveryRoutes } from './routes.ts';
export { loadTextSection } from './text/text-section.ts';
export { listProjectTexts, type ProjectText, writeProjectText } from './text/text-store.ts';
export { type DiffPiece, wordDiff } from './text/word-diff.ts';
