export { createTest, type NewTest, type TestedProject } from './create-test.ts';
export { satisfactionRoutes } from './routes.ts';
