import {
  addDepartmentPerson,
  createCongress,
  createTerm,
  findInstallation,
  nominate,
} from '../../../people/index.ts';
import type { Role } from '../../../rules/access.ts';
import { listGroups, listServingOrganisations } from '../../../stages/delivery/index.ts';
import { importRoll, listSeats, rollFingerprint } from '../../../stages/meeting/index.ts';
import type { DemoPerson } from '../build-demo.ts';
import { type Database, demoRequest, must } from '../demo-acts.ts';
import { demoRoll } from '../demo-data.ts';
import { deliverYear } from './deliver-year.ts';
import { holdVote } from './hold-vote.ts';
import { seeded } from './seeded.ts';
import { type DemoTownship, demoTownships, demoYears } from './townships.ts';

/** Who acts for a township's party committee. */
export interface Committee {
  readonly personId: string;
  readonly organisationId: string;
}

/** The demo county with its townships, as later builders need them. */
export interface DemoCounty {
  readonly countyId: string;
  readonly townships: readonly {
    readonly townshipId: string;
    readonly clerkId: string;
    readonly committee: Committee;
    readonly township: DemoTownship;
  }[];
}

/**
 * Builds 示例县 with its townships and their years by the same acts as the pages: rolls, votes, announced
 * results, projects, their delivery until `today`. `townships` and `years` may be fewer for a test.
 */
export async function buildCounty(
  database: Database,
  townships: readonly DemoTownship[] = demoTownships,
  years: readonly number[] = demoYears,
  today = new Date(),
): Promise<DemoCounty> {
  const installation = await findInstallation(database);
  if (installation === null) throw new Error('the installation was not made');
  const begun = new Date(`${years[0] ?? 2024}-01-02T09:00:00+08:00`);
  const { congressId: countyId } = await must(
    createCongress(database, demoRequest(installation.id, 'create-congress', null, begun), {
      ...{ kind: 'county', name: '示例县人民代表大会', shortName: '示例县' },
    }),
  );
  const built = [];
  for (const [index, township] of townships.entries()) {
    const one = await foundTownship(database, countyId, township, begun);
    for (const [yearIndex, year] of years.entries()) {
      const place = {
        ...{ database, township, year, ...one },
        meetingNumber: 3 + yearIndex,
        draw: seeded(year * 100 + index),
      };
      const { yearId } = await holdVote(place);
      await deliverYear({ ...place, countyId, yearId, today });
    }
    built.push({ ...one, township });
  }
  return { countyId, townships: built };
}

async function foundTownship(
  database: Database,
  countyId: string,
  township: DemoTownship,
  begun: Date,
) {
  const { congressId: townshipId } = await must(
    createCongress(database, demoRequest(countyId, 'create-congress', null, begun), {
      kind: 'township',
      name: `${township.name}人民代表大会`,
      shortName: township.name,
    }),
  );
  const request = (kind: string) => demoRequest(townshipId, kind, null, begun);
  const year = begun.getFullYear();
  const { termId } = await must(
    createTerm(database, request('create-term'), { number: 18, startsOn: '2021-12-01', year }),
  );
  const rows = Array.from({ length: township.deputies }, (_, index) => rollLine(township, index));
  await must(
    importRoll(database, request('import-roll'), {
      ...{ termId, rows, fileName: `${township.name}代表名册.xlsx` },
      fingerprint: rollFingerprint(await listSeats(database, townshipId, termId)),
    }),
  );
  const clerk = { personId: null, name: `林${township.name[0] ?? ''}`, role: 'clerk' } as const;
  const { personId: clerkId } = await must(
    nominate(database, request('nominate'), { ...clerk, meetingId: null }),
  );
  const { personId, organisationId } = await must(
    nominate(database, request('nominate'), {
      ...{ personId: null, name: `${township.name}党政办`, role: 'party_committee' },
      ...{ meetingId: null, committee: `中共${township.name}委员会` },
    }),
  );
  if (organisationId === null) throw new Error('the committee was not entered');
  return { townshipId, termId, clerkId, committee: { personId, organisationId } };
}

/** Names go round the rehearsal's roll; the second time round a character is added. */
function rollLine(township: DemoTownship, index: number) {
  const line = demoRoll[index % demoRoll.length];
  if (line === undefined) throw new Error('the roll is empty');
  const again = index >= demoRoll.length;
  return {
    ...line,
    order: index + 1,
    name: again ? `${line.name.slice(0, 1)}新${line.name.slice(1)}` : line.name,
    unitAndPosition: `${township.name}${line.unitAndPosition ?? ''}`,
    deputyNumber: `${township.name.slice(0, 1)}${String(index + 1).padStart(3, '0')}`,
  };
}

/** Those for whom the demo of the county prints sign-in links. */
export async function staffCounty(
  database: Database,
  county: DemoCounty,
): Promise<readonly DemoPerson[]> {
  const people: DemoPerson[] = [];
  const add = async (congressId: string, role: Role, name: string) => {
    const { personId } = await must(
      nominate(database, demoRequest(congressId, 'nominate', null), {
        ...{ personId: null, name, role, meetingId: null },
      }),
    );
    people.push({ personId, congressId, role, name });
  };
  await add(county.countyId, 'clerk', '县人大常委会办公室 高科');
  await add(county.countyId, 'presidium', '县人大常委会 程主任');
  await add(county.countyId, 'county_viewer', '县人大观察员');
  people.push(await seatCountyDeputy(database, county.countyId));
  const shown = county.townships.filter((one) => ['云溪镇', '高岭乡'].includes(one.township.name));
  for (const { townshipId, clerkId, committee, township } of shown) {
    const role = 'clerk' as const;
    people.push({
      ...{ personId: clerkId, congressId: townshipId, role },
      name: `${township.name}人大办`,
    });
    people.push({
      ...{ personId: committee.personId, congressId: townshipId, role: 'party_committee' },
      name: `${township.name}党政办`,
    });
    await add(townshipId, 'presidium', `${township.name}人大主席`);
    await add(townshipId, 'auditor', `${township.name}审计监督`);
    people.push(...(await thoseAtWork(database, townshipId)));
  }
  return people;
}

/** A deputy of the county: only who sits in the standing term has an account as one. */
async function seatCountyDeputy(database: Database, countyId: string): Promise<DemoPerson> {
  const request = (kind: string) => demoRequest(countyId, kind, null);
  const name = '郑朗';
  const { termId } = await must(
    createTerm(database, request('create-term'), {
      number: 18,
      startsOn: '2021-12-01',
      year: 2026,
    }),
  );
  const [line] = demoRoll;
  if (line === undefined) throw new Error('the roll is empty');
  const rows = [{ ...line, order: 1, name, deputyNumber: '县001' }];
  await must(
    importRoll(database, request('import-roll'), {
      ...{ termId, rows, fileName: '示例县代表名册.xlsx' },
      fingerprint: rollFingerprint(await listSeats(database, countyId, termId)),
    }),
  );
  const [seated] = await listSeats(database, countyId, termId);
  const personId = seated?.personId ?? null;
  if (personId === null) throw new Error('the deputy was not entered');
  await must(
    nominate(database, request('nominate'), {
      ...{ personId, name: null, role: 'deputy', meetingId: null },
    }),
  );
  return { personId, congressId: countyId, role: 'deputy', name: `县人大代表 ${name}` };
}

/** The leader of a group and somebody of a department: those who have something to do on their phones. */
async function thoseAtWork(database: Database, townshipId: string): Promise<readonly DemoPerson[]> {
  const [group] = await listGroups(database, townshipId);
  const leader = group?.members.find((one) => one.leader);
  const place = { id: townshipId, ancestorIds: [] };
  const [unit] = (await listServingOrganisations(database, place)).filter(
    (one) => one.kind === 'department',
  );
  const people: DemoPerson[] = [];
  if (leader !== undefined) {
    const { personId, name } = leader;
    people.push({ personId, congressId: townshipId, role: 'deputy', name });
  }
  if (unit !== undefined) {
    const name = `${unit.name}经办人`;
    const { personId } = await must(
      addDepartmentPerson(database, demoRequest(townshipId, 'add-department-person', null), {
        ...{ departmentId: unit.id, personId: null, name },
      }),
    );
    people.push({ personId, congressId: townshipId, role: 'department', name });
  }
  return people;
}
