import type { Kysely } from 'kysely';
import { buildDemo, type Demo } from '../../src/commands/demo/build-demo.ts';
import { demoRequest, must } from '../../src/commands/demo/demo-acts.ts';
import { advanceDemo, type DemoStage } from '../../src/commands/demo/demo-stages.ts';
import type { Tables } from '../../src/database/tables.ts';
import { ensureInstallation } from '../../src/people/index.ts';
import { hashToken, newToken } from '../../src/people/tokens.ts';
import {
  adoptRuleSheet,
  adoptScrutineers,
  listSittings,
  loadMeetingRuleSheet,
  moveSitting,
} from '../../src/stages/meeting/index.ts';
import { listRounds } from '../../src/stages/voting/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** The rehearsal at a stage, with a sign-in for everybody and the paths of its pages. */
export interface Rehearsal extends Demo {
  readonly base: string;
  /** Path of the first round; the empty string before there is one. */
  readonly round: string;
  readonly roundId: string;
  /** The sign-in of the n-th person with a role. */
  readonly token: (role: string, index?: number) => string;
}

/** Builds the rehearsal by the program's own acts and signs everybody in. */
export async function rehearse(
  database: Kysely<Tables>,
  stage: DemoStage,
  channels: 'paper' | 'electronic' = 'paper',
): Promise<Rehearsal> {
  await ensureInstallation(database, new Date());
  const demo = await buildDemo(database, channels);
  await advanceDemo(database, demo, stage);
  const tokens = new Map<string, string>();
  for (const person of demo.people) {
    const token = newToken();
    tokens.set(person.personId, token);
    await database
      .insertInto('people.sign_in')
      .values({
        congress_id: person.congressId,
        id: crypto.randomUUID(),
        person_id: person.personId,
        token_hash: hashToken(token),
        way: 'invitation',
        device: '测试浏览器',
        created_at: new Date(),
        last_seen_at: new Date(),
        expires_at: new Date('2099-01-01T00:00:00Z'),
      })
      .execute();
  }
  const base = `/c/${demo.townshipId}/m/${demo.meetingId}`;
  const [round] = await listRounds(database, demo.townshipId, demo.meetingId);
  return {
    ...demo,
    base,
    round: round === undefined ? '' : `${base}/r/${round.id}`,
    roundId: round?.id ?? '',
    token: (role, index = 0) => {
      const person = demo.people.filter((one) => one.role === role)[index];
      const token = person === undefined ? undefined : tokens.get(person.personId);
      if (token === undefined) throw new Error(`nobody is ${role}`);
      return token;
    },
  };
}

/** What was rehearsed once in this worker, by stage: a database to copy, and who is in it. */
const rehearsed = new Map<DemoStage, Promise<readonly [template: string, rehearsal: Rehearsal]>>();

async function rehearseOnce(stage: DemoStage): Promise<readonly [string, Rehearsal]> {
  const support = await createTestDatabase();
  const rehearsal = await rehearse(support.database, stage);
  return [await support.leave(), rehearsal];
}

/** A database of its own with the rehearsal at a stage; the rehearsal is built once and then copied. */
export async function rehearsedDatabase(
  stage: DemoStage,
): Promise<{ readonly database: TestDatabase; readonly rehearsal: Rehearsal }> {
  const known = rehearsed.get(stage) ?? rehearseOnce(stage);
  rehearsed.set(stage, known);
  const [template, rehearsal] = await known;
  return { database: await createTestDatabase(template), rehearsal };
}

/** How many rows the tables of a meeting hold, to see that a refusal left nothing behind. */
export async function countEverything(database: Kysely<Tables>): Promise<number> {
  const tables = [
    'record.act',
    'record.decision',
    'record.round',
    'record.agenda_item',
    'record.tie_decision',
    'roll.meeting_deputy',
    'roll.supplement',
    'record.count_report',
    'record.report_signature',
    'record.announcement',
    'record.rule_sheet_version',
    'roll.presence',
    'roll.presence_event',
    'count.batch',
    'count.entry',
    'count.entry_paper',
    'count.difference',
    'trail.entry',
  ] as const;
  let total = 0;
  for (const table of tables) {
    const { count } = await database
      .selectFrom(table)
      .select((select) => select.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    total += Number(count);
  }
  return total;
}

/** Opens the first sitting, the rule sheet and the list of scrutineers adopted by show of hands. */
export async function adoptAndOpen(database: Kysely<Tables>, demo: Demo): Promise<void> {
  const { townshipId, meetingId } = demo;
  const request = (kind: string) => demoRequest(townshipId, kind, null);
  const figures = {
    ...{ method: 'show_of_hands' as const, votesFor: 39, votesAgainst: 0, votesAbstain: 0 },
  };
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  const version = sheet?.version ?? 1;
  const adoption = { meetingId, version, figures };
  await must(adoptRuleSheet(database, request('adopt-rule-sheet'), adoption));
  await must(adoptScrutineers(database, request('adopt-scrutineers'), { meetingId, figures }));
  const [sitting] = await listSittings(database, townshipId, meetingId);
  if (sitting === undefined) throw new Error('the meeting has no sitting');
  const opening = { meetingId, sittingId: sitting.id, verb: 'open' as const };
  await must(moveSitting(database, request('move-sitting'), opening));
}
