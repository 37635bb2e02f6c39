import {
  createCongress,
  createTerm,
  findInstallation,
  invitePerson,
  nominate,
} from '../../people/index.ts';
import { type Role, roleNames } from '../../rules/access.ts';
import {
  candidatesFingerprint,
  importCandidates,
  listCandidates,
  sealCandidateList,
} from '../../stages/candidates/index.ts';
import {
  changeRuleSheet,
  createMeeting,
  draftRuleSheet,
  freezeRoll,
  importRoll,
  listSeats,
  loadMeeting,
  loadMeetingRuleSheet,
  rollFingerprint,
} from '../../stages/meeting/index.ts';
import { type Database, demoRequest, must } from './demo-acts.ts';
import { demoCandidates, demoRoll } from './demo-data.ts';

/** Somebody of the rehearsal, for whom a sign-in link is printed. */
export interface DemoPerson {
  readonly personId: string;
  readonly congressId: string;
  readonly role: Role;
  readonly name: string;
}

/** The rehearsal's township with its meeting prepared: roll frozen, list sealed, sheet drafted. */
export interface Demo {
  readonly countyId: string;
  readonly townshipId: string;
  readonly meetingId: string;
  readonly people: readonly DemoPerson[];
}

const staff = [
  ['clerk', '林晓'],
  ['presidium', '吴主席'],
  ['party_committee', '党政办 孙平'],
  ['auditor', '郑审'],
  ['chair', '何主持'],
  ['chief_scrutineer', '方总监'],
  ['scrutineer', '白监'],
  ['scrutineer', '钟监'],
  ['teller', '金计'],
  ['teller', '石计'],
  ['teller', '叶计'],
] as const;

const meetingRoles: readonly Role[] = ['chair', 'chief_scrutineer', 'scrutineer', 'teller'];

/**
 * Enters the county and the township, and prepares the meeting, by the same acts as the pages, for a vote
 * on paper or on phones.
 */
export async function buildDemo(
  database: Database,
  channels: 'paper' | 'electronic' = 'paper',
): Promise<Demo> {
  const installation = await findInstallation(database);
  if (installation === null) throw new Error('the installation was not made');
  const year = new Date().getFullYear();
  const today = new Date().toISOString().slice(0, 10);
  const make = (parent: string, kind: 'county' | 'township', name: string, shortName: string) =>
    must(
      createCongress(database, demoRequest(parent, 'create-congress', null), {
        kind,
        name,
        shortName,
      }),
    );
  const county = await make(installation.id, 'county', '示例县人民代表大会', '示例县');
  const township = await make(county.congressId, 'township', '云溪镇人民代表大会', '云溪镇');
  const townshipId = township.congressId;
  const request = (kind: string) => demoRequest(townshipId, kind, null);
  await must(
    createTerm(database, request('create-term'), { number: 18, startsOn: '2021-12-01', year }),
  );
  const { meetingId } = await must(
    createMeeting(database, request('create-meeting'), {
      ...{ number: 5, name: '云溪镇第十八届人民代表大会第五次会议', place: '镇会议中心', year },
      ...{ startsOn: today, endsOn: today, firstSittingAt: new Date() },
    }),
  );
  await prepareMeeting(database, townshipId, meetingId, channels);
  const people = await addStaff(database, county.congressId, townshipId, meetingId);
  return { countyId: county.congressId, townshipId, meetingId, people };
}

async function prepareMeeting(
  database: Database,
  townshipId: string,
  meetingId: string,
  channels: 'paper' | 'electronic',
) {
  const request = (kind: string) => demoRequest(townshipId, kind, null);
  const meeting = await loadMeeting(database, townshipId, meetingId);
  if (meeting === null) throw new Error('the meeting was not made');
  const { termId, yearId } = meeting;
  const seats = await listSeats(database, townshipId, termId);
  await must(
    importRoll(database, request('import-roll'), {
      ...{ termId, rows: demoRoll, fileName: '云溪镇代表名册.xlsx' },
      fingerprint: rollFingerprint(seats),
    }),
  );
  const imported = rollFingerprint(await listSeats(database, townshipId, termId));
  await must(freezeRoll(database, request('freeze-roll'), { meetingId, fingerprint: imported }));
  const candidates = await listCandidates(database, townshipId, yearId);
  await must(
    importCandidates(database, request('import-candidates'), {
      ...{ yearId, rows: demoCandidates, fileName: '候选项目.xlsx', withdrawMissing: false },
      fingerprint: candidatesFingerprint(candidates),
    }),
  );
  await must(sealCandidateList(database, request('seal-candidate-list'), { meetingId, yearId }));
  await must(
    draftRuleSheet(database, request('draft-rule-sheet'), { meetingId, basis: 'defaults' }),
  );
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  await must(
    changeRuleSheet(database, request('change-rule-sheet'), {
      ...{ meetingId, version: sheet?.version ?? 1 },
      form: {
        ...{ 'vote.places': '10', 'vote.candidates': '12', 'vote.channels': channels },
        // Keys of reserve rounds are a matter of a real meeting: here they would only take time.
        ...(channels === 'electronic'
          ? { 'vote.form': 'upto', 'regulated.keys': 'yes', 'keys.reserveRounds': '0' }
          : {}),
      },
    }),
  );
}

async function addStaff(
  database: Database,
  countyId: string,
  townshipId: string,
  meetingId: string,
): Promise<readonly DemoPerson[]> {
  const people: DemoPerson[] = [];
  const add = async (congressId: string, role: Role, name: string) => {
    const { personId } = await must(
      nominate(database, demoRequest(congressId, 'nominate', null), {
        ...{ personId: null, name, role },
        meetingId: meetingRoles.includes(role) ? meetingId : null,
        committee: '中共云溪镇委员会',
      }),
    );
    people.push({ personId, congressId, role, name });
  };
  for (const [role, name] of staff) await add(townshipId, role, name);
  await add(countyId, 'county_viewer', '县人大观察员');
  return people;
}

/** Makes a one-time link for everybody, as lines to print. */
export async function demoLinks(
  database: Database,
  people: readonly DemoPerson[],
  origin: string,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { personId, congressId, role, name } of people) {
    const { token } = await must(
      invitePerson(database, demoRequest(congressId, 'invite-person', null), personId),
    );
    lines.push(`${roleNames[role]}　${name}\n    ${origin}/invitation/${token}`);
  }
  return lines;
}
