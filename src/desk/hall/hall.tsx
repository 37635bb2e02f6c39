import { streamSSE } from 'hono/streaming';
import { HallContent, HallPage, type HallView } from '../../../views/desk/hall-page.tsx';
import {
  currentSitting,
  listSittings,
  loadMeeting,
  loadStrip,
} from '../../stages/meeting/index.ts';
import { listRounds } from '../../stages/voting/index.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { loadHallView } from './hall-view.ts';

/** How often a screen looks at the box by itself, in milliseconds: casting tells nobody of itself. */
const lookEvery = 2_000;

/** After so many looks the whole state is sent even when nothing changed, so that a screen knows it lives. */
const looksBetween = 5;

async function load(visit: Visit): Promise<HallView> {
  const { database, congressHere } = visit;
  const meetingId = visit.param('meeting');
  const [meeting, sittings, rounds] = await Promise.all([
    loadMeeting(database, congressHere.id, meetingId),
    listSittings(database, congressHere.id, meetingId),
    listRounds(database, congressHere.id, meetingId),
  ]);
  const sitting = currentSitting(sittings);
  return await loadHallView(database, {
    meeting: meeting?.name ?? '',
    strip: sitting === null ? null : await loadStrip(database, congressHere.id, sitting.id),
    round: rounds.findLast((one) => one.state !== 'cancelled') ?? null,
  });
}

/** Screens of one meeting share what was just looked up: any number of viewers costs one look. */
const looked = new Map<string, { readonly until: number; readonly content: Promise<string> }>();

async function look(visit: Visit): Promise<string> {
  const key = `${visit.congressHere.id} ${visit.param('meeting')}`;
  const known = looked.get(key);
  if (known !== undefined && known.until > performance.now()) return await known.content;
  const content = (async () => {
    const rendered = await (<HallContent view={await load(visit)} />);
    return String(rendered).replaceAll('\n', '');
  })();
  looked.set(key, { until: performance.now() + lookEvery / 2, content });
  content.catch(() => looked.delete(key));
  return await content;
}

async function show(visit: Visit): Promise<Response> {
  const path = `/c/${visit.congressHere.id}/m/${visit.param('meeting')}/hall`;
  return await visit.page(
    <HallPage frame={visit.frame()} view={await load(visit)} live={`${path}/live`} />,
  );
}

/** Sends the whole state on every connection, then whenever something changed. */
async function stream(visit: Visit): Promise<Response> {
  return streamSSE(visit.context, async (events) => {
    let last = '';
    let looks = 0;
    const send = async () => {
      const content = await look(visit);
      looks += 1;
      if (content === last && looks < looksBetween) return;
      last = content;
      looks = 0;
      await events.writeSSE({ data: content });
    };
    let pending = Promise.resolve();
    const next = () => {
      if (events.aborted) return;
      pending = pending.then(send);
    };
    const stop = visit.dependencies.subscribe((topic) => {
      const [kind] = topic.split(':');
      if (topic !== '' && !['meeting', 'round', 'sitting'].includes(kind ?? '')) return;
      looked.clear();
      next();
    });
    events.onAbort(stop);
    next();
    await pending;
    while (!events.aborted) {
      await events.sleep(lookEvery);
      next();
      await pending;
    }
    stop();
  });
}

const path = '/c/:congress/m/:meeting/hall';

/** The hall screen (会场大屏幕): anybody may look at it, it shows what the hall may know. */
export const hallRoutes = declareRoutes([
  { method: 'GET', path, site: 'public', access: { kind: 'anyone' }, handle: show },
  {
    method: 'GET',
    path: `${path}/live`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: stream,
  },
]);
