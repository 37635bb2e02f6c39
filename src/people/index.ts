export { findCongress, findInstallation } from './congress-store.ts';
export {
  createCongress,
  createTerm,
  ensureInstallation,
  ensureYear,
  inviteOperator,
  type NewKind,
} from './congresses.ts';
export { addDepartmentPerson } from './departments.ts';
export { type Deputy, listDeputies, standingTerm } from './deputies.ts';
export { findStation } from './find-station.ts';
export { findViewer } from './find-viewer.ts';
export { issueInvitation, revokeInvitations } from './invitations.ts';
export { invitePeople, invitePerson, nominate } from './invite-person.ts';
export { listChildren, listPeople, listTerms, namesOfMeetings } from './person-store.ts';
export {
  addPerson,
  assignRole,
  endRole,
  endRoleByHand,
  type HeldAssignment,
  listRoles,
} from './persons.ts';
export { linkFor } from './routes/people.tsx';
export { peopleRoutes } from './routes.ts';
export { mayTryCode } from './sign-in-failures.ts';
export {
  listStations,
  type RegisteredStation,
  registerStation,
  revokeStation,
} from './stations.ts';
