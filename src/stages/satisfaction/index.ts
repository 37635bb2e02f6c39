export { createTest, type NewTest, type TestedProject } from './create-test.ts';
export { judgeProject } from './judge-project.ts';
export { forgetSources } from './residents/count-source.ts';
export { problemsDue } from './residents/problems-due.ts';
export { summariseRatings } from './residents/summarise-ratings.ts';
export { countWaiting } from './residents/waiting.ts';
export { satisfactionRoutes } from './routes.ts';
export { loadSatisfactionSection } from './satisfaction-section.ts';
export { loadThreeColumns, type ThreeColumns } from './three-columns.ts';
