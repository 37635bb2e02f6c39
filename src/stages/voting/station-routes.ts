import { streamSSE } from 'hono/streaming';
import { declareBallotRoutes } from '../../web/ballot-site/route.ts';

/** How often a quiet stream says that it lives, in milliseconds: proxies cut silent answers. */
const pulse = 15_000;

/** Everyone who holds a key or makes slips has a device of their own. */
export const stationRoles = ['chief_scrutineer', 'scrutineer'] as const;

/** What every page of a scrutineer's device uses. */
export const stationRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/station/events',
    caller: stationRoles,
    handle: async ({ context, dependencies, ownStation }) =>
      streamSSE(context, async (stream) => {
        const { meetingId } = ownStation;
        const stop = dependencies.subscribe((topic) => {
          if (topic === '' || topic === `meeting:${meetingId}`) {
            void stream.writeSSE({ event: 'changed', data: '1' });
          }
        });
        stream.onAbort(stop);
        while (!stream.aborted) {
          await stream.sleep(pulse);
          await stream.write(':\n');
        }
      }),
  },
]);
