import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCredential, deriveCredential } from '../../ballot/credential.ts';
import { fingerprintOf, groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { hashJson } from '../../ballot/hash.ts';
import { slipAddress } from '../../client/slips/slip-text.ts';
import {
  adoptRuleSheet,
  adoptScrutineers,
  listSittings,
  loadMeetingRuleSheet,
  moveSitting,
} from '../../stages/meeting/index.ts';
import {
  beginCasting,
  confirmSetup,
  createRound,
  type KeyVault,
  loadRound,
  openRound,
  publishSlips,
  registerSlips,
  takeKeys,
  voidSlips,
} from '../../stages/voting/index.ts';
import type { Demo } from './build-demo.ts';
import { type Database, demoRequest, must } from './demo-acts.ts';
import { type DemoHolder, demoRandom, holdDemoCeremony } from './demo-keys.ts';

/** Where the electronic rehearsal is reached, and where it keeps what scrutineers import. */
export interface DemoPlace {
  readonly vault: KeyVault;
  readonly ballotOrigin: string;
  /** Folder for the key files of the invented scrutineers. */
  readonly folder: string;
}

const issued = 39;
const kept = 2;
const unissued = 4;

/** Slips whose addresses are printed; the others are never shown, as in a hall. */
const shown = 6;

/**
 * Brings the rehearsal to the moment when deputies vote on their phones: keys, slips, fingerprint,
 * adoption and issuing by the same acts as the pages. Gives the lines to print.
 */
export async function beginDemoCasting(
  database: Database,
  demo: Demo,
  place: DemoPlace,
): Promise<readonly string[]> {
  const { townshipId, meetingId } = demo;
  const clerk = demo.people.find(({ role }) => role === 'clerk')?.personId ?? null;
  const request = (kind: string) => demoRequest(townshipId, kind, clerk);
  const [sitting] = await listSittings(database, townshipId, meetingId);
  if (sitting === undefined) throw new Error('the meeting has no sitting');
  const { roundId } = await must(
    createRound(database, request('create-round'), { meetingId, sittingId: sitting.id }),
  );
  const round = { meetingId, roundId };
  const holders = await holdDemoCeremony(database, demo, place.vault);
  const taking = { ...round, congressName: '云溪镇人民代表大会', occasion: 'demo' as const };
  await must(takeKeys(database, place.vault, request('take-keys'), taking));
  const slips = await makeSlips(database, demo, roundId, holders);
  await confirm(database, demo, roundId, holders, place.vault);
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  const figures = {
    ...{ method: 'show_of_hands' as const, votesFor: issued, votesAgainst: 0, votesAbstain: 0 },
  };
  await must(
    adoptRuleSheet(database, request('adopt-rule-sheet'), {
      ...{ meetingId, version: sheet?.version ?? 1, figures },
    }),
  );
  await must(adoptScrutineers(database, request('adopt-scrutineers'), { meetingId, figures }));
  const opening = { meetingId, sittingId: sitting.id, verb: 'open' as const };
  await must(moveSitting(database, request('move-sitting'), opening));
  await must(openRound(database, request('open-round'), round));
  await must(registerSlips(database, request('register-slips'), { ...round, issued }));
  const credentials = slips.slice(issued, issued + unissued).map(({ publicKey }) => publicKey);
  await must(
    voidSlips(database, request('void-slips'), { ...round, credentials, reason: 'unissued' }),
  );
  const stated = { reserve: kept, missing: 0, missingReason: null };
  await must(beginCasting(database, request('begin-casting'), { ...round, ...stated }));
  return await lines(database, demo, roundId, { holders, slips, place });
}

interface DemoSlip {
  readonly credential: string;
  readonly publicKey: string;
}

async function electionOf(database: Database, demo: Demo, roundId: string) {
  const round = await loadRound(database, demo.townshipId, demo.meetingId, roundId);
  const election = round?.electronic?.election;
  if (election == null) throw new Error('the round has no keys');
  return election;
}

/** Slips as the chief's page makes them: the acts are given public keys alone. */
async function makeSlips(
  database: Database,
  demo: Demo,
  roundId: string,
  holders: readonly DemoHolder[],
): Promise<readonly DemoSlip[]> {
  const { uuid } = await electionOf(database, demo, roundId);
  const group = createGroup();
  const slips = Array.from({ length: issued + unissued + kept }, () => {
    const credential = createCredential(demoRandom);
    return { credential, publicKey: deriveCredential(group, uuid, credential).publicKey };
  });
  const sorted = slips.map(({ publicKey }) => publicKey).sort((a, b) => (a < b ? -1 : 1));
  const chief = holders.find(({ person }) => person.role === 'chief_scrutineer')?.person;
  const request = demoRequest(demo.townshipId, 'publish-slips', chief?.personId ?? null);
  const sent = { credentials: sorted.map(String), spare: unissued + kept };
  await must(publishSlips(database, request, { ...sent, meetingId: demo.meetingId, roundId }));
  return slips.map(({ credential, publicKey }) => ({ credential, publicKey: String(publicKey) }));
}

async function confirm(
  database: Database,
  { townshipId, meetingId }: Demo,
  roundId: string,
  holders: readonly DemoHolder[],
  vault: KeyVault,
): Promise<void> {
  const round = await loadRound(database, townshipId, meetingId, roundId);
  const setupHash = round?.electronic?.election?.setupHash ?? '';
  for (const { person } of holders) {
    const request = demoRequest(townshipId, 'confirm-setup', person.personId);
    const said = { meetingId, roundId, setupHash, same: true, occasion: 'demo' as const };
    await must(confirmSetup(database, vault, request, said));
  }
}

async function lines(
  database: Database,
  demo: Demo,
  roundId: string,
  made: {
    readonly holders: readonly DemoHolder[];
    readonly slips: readonly DemoSlip[];
    readonly place: DemoPlace;
  },
): Promise<readonly string[]> {
  const { uuid, electionJson, setupHash } = await electionOf(database, demo, roundId);
  const { ballotOrigin, folder } = made.place;
  await mkdir(folder, { recursive: true });
  const devices: string[] = [];
  for (const { person, token, backup, passphrase } of made.holders) {
    const file = join(folder, `${person.name}.txt`);
    await writeFile(file, `${backup}\n`, { mode: 0o600 });
    devices.push(
      `${person.name}的设备（先导入钥匙文件 ${file}，口令 ${passphrase}）\n    ${ballotOrigin}/k#t=${token}`,
      `${person.name}开箱\n    ${ballotOrigin}/open#t=${token}`,
    );
  }
  const code = { electionHash: hashJson(electionJson) };
  const ballots = made.slips
    .slice(0, shown)
    .map(({ credential }) => slipAddress(ballotOrigin, uuid, { ...code, credential }));
  return [
    `设置指纹　${groupFingerprint(fingerprintOf(setupHash ?? ''))}`,
    ...devices,
    `票码（共发出 ${issued} 张，这里印出 ${shown} 张，每张投一次）\n    ${ballots.join('\n    ')}`,
    `共用投票台\n    ${ballotOrigin}/booth`,
    `核验页\n    ${ballotOrigin}/verify`,
  ];
}
