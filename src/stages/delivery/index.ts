export {
  listProjects,
  loadProject,
  loadProjectByPlate,
  type Project,
  type ProjectState,
  projectStateNames,
} from './project-store.ts';
