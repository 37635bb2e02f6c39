export { findCongress, findInstallation } from './congress-store.ts';
export { findViewer } from './find-viewer.ts';
