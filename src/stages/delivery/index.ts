export {
  listProjects,
  loadProject,
  loadProjectByPlate,
  type Project,
  type ProjectState,
  projectStateNames,
} from './project-store.ts';
export { answerRectification } from './rectification/answer-rectification.ts';
export { issueRectification, type NewRectification } from './rectification/issue-rectification.ts';
export {
  type Recheck,
  recheckInside,
  recheckRectification,
} from './rectification/recheck-rectification.ts';
export { toRectificationProps } from './rectification/rectification-props.ts';
export {
  listIssuedRectifications,
  listProjectRectifications,
  listReceivedRectifications,
  listRectificationsFrom,
  loadRectification,
  type Rectification,
  type RectificationAnswer,
} from './rectification/rectification-store.ts';
export { deliveryRoutes } from './routes.ts';
