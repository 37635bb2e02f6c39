import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  FingerprintPrint,
  RoundKeysPage,
  type ShownSetup,
} from '../../../../views/voting/round-keys-page.tsx';
import { fingerprintOf, groupFingerprint } from '../../../ballot/fingerprint/fingerprint.ts';
import {
  electronicStateNames,
  possibleElectronicVerbs,
} from '../../../rules/electronic-channel.ts';
import { actFields, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage } from '../../meeting/index.ts';
import { loadKeySet } from '../keys/ceremony-store.ts';
import { listConfirmers } from '../keys/confirmers.ts';
import { rejectSetup } from '../keys/reject-setup.ts';
import { vaultOf } from '../keys/station-api.ts';
import { takeKeys } from '../keys/take-keys.ts';
import type { Round } from '../round-store.ts';
import { roundOf, roundPath } from './rounds.tsx';

const plain = z.object(actFields);
const reject = z.object({ ...actFields, reason: requiredText('请写明原因。', 300) });

async function setupOf(visit: Visit, round: Round): Promise<ShownSetup | null> {
  const election = round.electronic?.election ?? null;
  if (election === null) return null;
  const { database, congressHere } = visit;
  const keySet = await loadKeySet(database, congressHere.id, election.keySetId);
  const { setupHash } = election;
  const place = { congressId: congressHere.id, meetingId: round.meetingId, roundId: round.id };
  return {
    uuid: election.uuid,
    ordinal: keySet.ordinal,
    fingerprint: setupHash === null ? null : groupFingerprint(fingerprintOf(setupHash)),
    slips: keySet.slipsMade,
    confirmations:
      setupHash === null ? [] : await listConfirmers(database, place, keySet, setupHash),
  };
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null || round.electronic === null) return visit.context.notFound();
  const { page } = await loadMeetingPage(visit);
  const verbs = possibleElectronicVerbs(round.electronic.state);
  const rendered = (
    <RoundKeysPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      round={{ title: round.title, state: electronicStateNames[round.electronic.state] }}
      setup={await setupOf(visit, round)}
      mayTake={page.clerk && verbs.includes('take-keys')}
      mayReject={page.clerk && ['keyed', 'slips'].includes(round.electronic.state)}
      take={formOf(attempt, 'take-keys')}
      reject={formOf(attempt, 'reject-setup')}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function showFingerprint(visit: Visit): Promise<Response> {
  const round = await roundOf(visit);
  const election = round?.electronic?.election ?? null;
  if (round === null || election === null || election.setupHash === null) {
    return visit.context.notFound();
  }
  const { meeting } = await loadMeetingPage(visit);
  return await visit.page(
    <FingerprintPrint
      frame={visit.frame()}
      back={`${roundPath(visit)}/keys`}
      meeting={meeting.name}
      title={round.title}
      fingerprint={groupFingerprint(fingerprintOf(election.setupHash))}
      uuid={election.uuid}
    />,
  );
}

const path = '/c/:congress/m/:meeting/r/:round/keys';

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

/** Keys and fingerprint of one electronic round. */
export const roundKeyRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit, null) },
  {
    method: 'GET',
    path: `${path}/fingerprint`,
    site: 'staff',
    access: readers,
    handle: showFingerprint,
  },
  {
    method: 'POST',
    path: `${path}/take`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'take-keys', plain, {
        run: (request) => {
          const { ballot, occasion } = visit.dependencies;
          return takeKeys(visit.database, vaultOf(ballot), request, {
            ...ids(visit),
            ...{ congressName: visit.congressHere.name, occasion },
          });
        },
        done: ({ ordinal }) =>
          visit.redirect(
            `${roundPath(visit)}/keys`,
            `已使用第 ${ordinal} 组钥匙。请总监票人制作票码。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/reject`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'reject-setup', reject, {
        run: (request, value) =>
          rejectSetup(visit.database, vaultOf(visit.dependencies.ballot), request, {
            ...ids(visit),
            reason: value.reason,
          }),
        done: () => visit.redirect(`${roundPath(visit)}/keys`, '设置已退回，这组钥匙和票码作废。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
