import type { RouteDeclaration } from '../../web/route.ts';
import { agendaRoutes } from './routes/agenda.tsx';
import { candidateRoutes } from './routes/candidates.tsx';
import { checkInRoutes } from './routes/check-in.tsx';
import { decisionRoutes } from './routes/decisions.tsx';
import { editCandidateRoutes } from './routes/edit-candidates.tsx';
import { emergencyRoutes } from './routes/emergency-pack.tsx';
import { meetingPeopleRoutes } from './routes/people.tsx';
import { rollRoutes } from './routes/roll.tsx';
import { ruleRoutes } from './routes/rules.tsx';
import { sittingRoutes } from './routes/sittings.tsx';

/** Every route of the stage `meeting`. */
export const meetingRoutes: readonly RouteDeclaration[] = [
  ...sittingRoutes,
  ...agendaRoutes,
  ...rollRoutes,
  ...candidateRoutes,
  ...editCandidateRoutes,
  ...ruleRoutes,
  ...checkInRoutes,
  ...decisionRoutes,
  ...meetingPeopleRoutes,
  ...emergencyRoutes,
];
