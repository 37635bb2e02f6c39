import { randomUUID } from 'node:crypto';
import { streamSSE } from 'hono/streaming';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import {
  CeremonyList,
  KeysPage,
  type ShownCeremony,
  type StationLinkShown,
} from '../../../../views/voting/keys-page.tsx';
import { listRoles, listStations, registerStation, revokeStation } from '../../../people/index.ts';
import { roleNames } from '../../../rules/access.ts';
import { keySetsNeeded } from '../../../rules/electronic-ballot.ts';
import { electronicStateNames } from '../../../rules/electronic-channel.ts';
import { chinaDateTime, chinaDay } from '../../../web/china-time.ts';
import { actFields, idField, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { ceremonySteps } from '../../../wire/keys.ts';
import { loadMeetingPage, loadMeetingRuleSheet, meetingPath } from '../../meeting/index.ts';
import { cancelCeremony } from '../keys/cancel-ceremony.ts';
import { type Ceremony, listCeremonies } from '../keys/ceremony-store.ts';
import { conveneCeremony } from '../keys/convene-ceremony.ts';
import { vaultOf } from '../keys/station-api.ts';
import { listRounds } from '../round-store.ts';
import { keyHolders } from './access.ts';

const plain = z.object(actFields);
const convene = z.object({
  ...actFields,
  rehearsal: z.enum(['yes', 'no']),
  holders: z
    .union([idField.transform((id) => [id]), z.array(idField)], '请选择持有钥匙的人。')
    .pipe(z.array(z.string()).max(20)),
});
const cancel = z.object({
  ...actFields,
  ceremony_id: idField,
  reason: requiredText('请写明原因。', 300),
});
const revoke = z.object({ ...actFields, station_id: idField });

const setStates: Readonly<Record<Ceremony['keySets'][number]['state'], string>> = {
  making: '制作中',
  ready: '可用',
  used: '已使用',
  spoiled: '作废',
  destroyed: '已销毁',
};

function shownOf(ceremony: Ceremony): ShownCeremony {
  return {
    id: ceremony.id,
    occasion: ceremony.rehearsal ? '钥匙制作演练' : '钥匙制作',
    state: ceremony.state,
    reason: ceremony.reason,
    rule: `${ceremony.size} 人持有，${ceremony.threshold} 人到场`,
    keySets: ceremony.keySets.map(({ ordinal, state }) => ({ ordinal, state: setStates[state] })),
    holders: ceremony.holders.map(({ name, sent }) => ({
      name,
      steps: ceremonySteps.map((step) => sent.includes(step)),
    })),
  };
}

/** The living ceremonies, and the last one of all so that a cancelled one tells its reason. */
function worthShowing(all: readonly Ceremony[]): readonly Ceremony[] {
  return all.filter((one, index) => index === 0 || one.state !== 'cancelled');
}

interface Shown {
  readonly attempt?: Attempt;
  readonly link?: StationLinkShown;
}

async function ownStations(visit: Visit) {
  if (!visit.holds('chief_scrutineer', 'scrutineer')) return null;
  const { database, congressHere, signedIn, now } = visit;
  const all = await listStations(database, {
    ...{ congressId: congressHere.id, meetingId: visit.param('meeting'), now },
  });
  return all
    .filter((one) => one.personId === signedIn.personId)
    .map((one) => ({
      id: one.id,
      registered: chinaDateTime(one.createdAt),
      seen: one.lastSeenAt === null ? '还没有打开过' : `${chinaDateTime(one.lastSeenAt)} 用过`,
      expires: chinaDay(one.expiresAt),
      actId: randomUUID(),
    }));
}

async function show(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const [all, sheet, held, rounds] = await Promise.all([
    listCeremonies(database, congressHere.id, meeting.id),
    loadMeetingRuleSheet(database, congressHere.id, meeting.id),
    listRoles(database, congressHere.id, meeting.id),
    listRounds(database, congressHere.id, meeting.id),
  ]);
  const { keys = null, vote = null } = sheet?.document ?? {};
  const nominated = ['chief_scrutineer', 'scrutineer'].flatMap((role) =>
    held.filter((one) => one.role === role),
  );
  const attempt = shown.attempt ?? null;
  const proposed = {
    holders: nominated
      .slice(0, keys?.keyHolders ?? 0)
      .map((one) => one.personId)
      .join(' '),
  };
  const rehearsed = attempt?.kind === 'convene-ceremony' && attempt.form.typed.rehearsal === 'yes';
  const living = (rehearsal: boolean) =>
    all.some((one) => one.rehearsal === rehearsal && one.state !== 'cancelled');
  const known = ['convene-ceremony', 'cancel-ceremony'];
  const rendered = (
    <KeysPage
      frame={visit.frame()}
      page={page}
      live={`${page.base}/keys/live`}
      ceremonies={worthShowing(all).map(shownOf)}
      plan={
        keys === null || vote === null
          ? null
          : {
              holders: keys.keyHolders,
              threshold: keys.keyThreshold,
              keySets: keySetsNeeded(vote, keys),
            }
      }
      candidates={nominated.map((one) => ({
        value: one.personId,
        text: `${one.name}（${roleNames[one.role]}）`,
      }))}
      mayConvene={{ real: !living(false), rehearsal: !living(true) }}
      stations={await ownStations(visit)}
      link={shown.link ?? null}
      rounds={rounds.flatMap((round) =>
        round.electronic === null
          ? []
          : [
              {
                title: round.title,
                href: `${page.base}/r/${round.id}/keys`,
                state: electronicStateNames[round.electronic.state],
              },
            ],
      )}
      convene={
        rehearsed ? formOf(null, '', proposed) : formOf(attempt, 'convene-ceremony', proposed)
      }
      rehearse={rehearsed && attempt !== null ? attempt.form : formOf(null, '', proposed)}
      cancel={formOf(attempt, 'cancel-ceremony')}
      other={attempt !== null && !known.includes(attempt.kind) ? attempt.form : formOf(null, '')}
      actIds={Array.from({ length: 5 }, () => randomUUID())}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** Sends the ceremonies again whenever something of the meeting changed. */
async function stream(visit: Visit): Promise<Response> {
  const { database, congressHere, dependencies } = visit;
  const meetingId = visit.param('meeting');
  return streamSSE(visit.context, async (events) => {
    const send = async () => {
      const all = await listCeremonies(database, congressHere.id, meetingId);
      const content = await (<CeremonyList ceremonies={worthShowing(all).map(shownOf)} />);
      await events.writeSSE({ data: String(content).replaceAll('\n', '') });
    };
    let pending = Promise.resolve();
    const stop = dependencies.subscribe((topic) => {
      if (topic === '' || topic === `meeting:${meetingId}`) pending = pending.then(send);
    });
    events.onAbort(stop);
    await send();
    while (!events.aborted) await events.sleep(20_000);
    stop();
    await pending;
  });
}

function linkOf(visit: Visit, token: string): StationLinkShown {
  const address = `${visit.dependencies.ballot.origin}/k#t=${token}`;
  return { address, svg: renderSVG(address, { border: 2 }) };
}

const path = '/c/:congress/m/:meeting/keys';

function register(visit: Visit): Promise<Response> {
  return submit(visit, 'register-station', plain, {
    run: async (request) => {
      const { meeting } = await loadMeetingPage(visit);
      return await registerStation(visit.database, request, meeting);
    },
    done: ({ token }) =>
      token === null
        ? visit.redirect(`${meetingPath(visit)}/keys`, '链接只显示一次，请撤销后重新登记。')
        : show(visit, { link: linkOf(visit, token) }),
    again: (attempt) => show(visit, { attempt }),
  });
}

/** Key ceremonies of a meeting, and the devices of those who hold keys. */
export const keyRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  { method: 'GET', path: `${path}/live`, site: 'staff', access: readers, handle: stream },
  {
    method: 'POST',
    path: `${path}/register-station`,
    site: 'staff',
    access: keyHolders,
    handle: register,
  },
  {
    method: 'POST',
    path: `${path}/revoke-station`,
    site: 'staff',
    access: keyHolders,
    handle: (visit) =>
      submit(visit, 'revoke-station', revoke, {
        run: (request, value) =>
          revokeStation(visit.database, request, {
            meetingId: visit.param('meeting'),
            stationId: value.station_id,
          }),
        done: () => visit.redirect(`${meetingPath(visit)}/keys`, '已撤销，那台设备不能再用。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/convene`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'convene-ceremony', convene, {
        run: (request, value) => {
          const { ballot, occasion } = visit.dependencies;
          return conveneCeremony(visit.database, vaultOf(ballot), request, {
            meetingId: visit.param('meeting'),
            holderIds: value.holders,
            rehearsal: value.rehearsal === 'yes',
            occasion,
          });
        },
        done: () =>
          visit.redirect(`${meetingPath(visit)}/keys`, '已召集。请各持钥匙人打开自己的钥匙页。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/cancel`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'cancel-ceremony', cancel, {
        run: (request, value) =>
          cancelCeremony(visit.database, vaultOf(visit.dependencies.ballot), request, {
            meetingId: visit.param('meeting'),
            ceremonyId: value.ceremony_id,
            reason: value.reason,
          }),
        done: () =>
          visit.redirect(`${meetingPath(visit)}/keys`, '已停止，没有用上的钥匙已经销毁。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
]);
