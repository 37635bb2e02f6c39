import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { proveKey } from '../../src/ballot/ceremony/trustee-key.ts';
import type { Tables } from '../../src/database/tables.ts';
import { hashToken, newToken } from '../../src/people/tokens.ts';
import { questionsOf } from '../../src/rules/electronic-ballot.ts';
import type { ElectronicState } from '../../src/rules/electronic-channel.ts';
import { electronicStates } from '../../src/rules/electronic-channel.ts';
import { defaultRuleSheet } from '../../src/rules/rule-sheet/default-sheet.ts';
import type { Channels, RuleSheetDocument } from '../../src/rules/rule-sheet/document.ts';
import { hashJson } from '../../src/trail/canonical.ts';
import { group, makeRound, seeded, type TestRound, timestamp } from './ballot-rounds.ts';
import type { World } from './world.ts';

/** How the round of a test is made. */
export interface ElectronicRoundOptions {
  /** How far its electronic channel has come. From `issuing` on the round is open. */
  readonly state: Exclude<ElectronicState, 'void' | 'counted' | 'closed'>;
  readonly channels?: Extract<Channels, 'electronic' | 'hybrid'>;
  readonly form?: 'upto' | 'exactly' | 'each' | 'grades';
  /** What a satisfaction test (form `grades`) grades; with adjustments: what a decision (form `each`) decides. */
  readonly projects?: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly adjustmentId?: string;
  }[];
  readonly most?: number;
  readonly slips?: number;
  readonly issued?: number;
  readonly reserve?: number;
  /** What more votes than were handed out void in a hybrid round: `round` without it. */
  readonly channelVoid?: 'round' | 'channel';
  /** Whether the code on a slip holds its characters: `in-code` without it. */
  readonly slipSecret?: 'in-code' | 'typed';
  /** Which round of the meeting it is: 1 without it. */
  readonly number?: number;
  /** Another text gives other keys and slips. */
  readonly seed?: string;
}

/** A round written as rows, with every secret that its people hold. */
export interface ElectronicRound {
  readonly roundId: string;
  readonly ceremonyId: string;
  readonly keySetId: string;
  readonly uuid: string;
  /** Election, slips with their secrets, the trustees' secrets by owner: 1 is the server. */
  readonly test: TestRound;
  readonly setupHash: string;
  readonly receiptSecret: bigint;
  readonly document: RuleSheetDocument;
  /** Tokens of devices, by holder's position from 1; the chief's is `chief`. */
  readonly stations: ReadonlyMap<number | 'chief', string>;
}

/**
 * Writes a round with an electronic channel into a world, so that the tests of one stage need not walk
 * through the ceremony. Holders are the chief and both scrutineers, two of three. The key file of the
 * server is not written: pass `test.secrets` to what needs it.
 */
export async function buildElectronicRound(
  database: Kysely<Tables>,
  world: World,
  options: ElectronicRoundOptions,
): Promise<ElectronicRound> {
  return await database
    .transaction()
    .execute((transaction) => writeRound(transaction, world, options));
}

async function writeRound(
  database: Kysely<Tables>,
  world: World,
  options: ElectronicRoundOptions,
): Promise<ElectronicRound> {
  const { channels = 'electronic', form = 'upto', slips = 45, seed = randomUUID() } = options;
  const items = options.projects ?? world.candidates;
  const most = options.most ?? (form === 'each' || form === 'grades' ? items.length : 10);
  const document = documentFor(channels, form, options);
  const random = seeded(`${seed}|receipt`);
  const receiptSecret = BigInt(`0x${Buffer.from(random(31)).toString('hex')}`);
  const receiptKey = group.powerOfG(receiptSecret);
  const test = makeRound(seed, {
    questions: questionsOf({
      form,
      title: '民生实事项目票决',
      most,
      least: 0,
      blank: form === 'upto',
      items,
    }),
    slips,
    ceremony: [3, 2],
    receiptSecret,
  });
  const setupHash = test.archive.lastEvent;
  const here = { congress_id: world.townshipId, act_id: await actOf(database, world) };
  const versionId = await sheetRows(database, world, here, document);
  const ids = { roundId: randomUUID(), ceremonyId: randomUUID(), keySetId: randomUUID() };
  const common = { world, here, options, channels, form, most, versionId, ids, test, setupHash };
  await ceremonyRows(database, { ...common, slips, receiptKey });
  await roundRows(database, { ...common, slips, receiptKey });
  const stations = await stationRows(database, world, here);
  return {
    ...ids,
    uuid: test.election.election.uuid,
    test,
    setupHash,
    receiptSecret,
    document,
    stations,
  };
}

function documentFor(
  channels: 'electronic' | 'hybrid',
  form: NonNullable<ElectronicRoundOptions['form']>,
  { channelVoid = 'round', slipSecret = 'in-code' }: ElectronicRoundOptions,
) {
  const document = defaultRuleSheet({
    level: 'township',
    channels,
    form: form === 'grades' ? 'upto' : form,
    places: 10,
    candidates: 12,
  });
  const { keys } = document;
  if (document.vote === undefined || keys === undefined)
    throw new Error('the default sheet regulates the vote');
  const vote = { ...document.vote, cap: form === 'each' ? ('none' as const) : document.vote.cap };
  return { ...document, vote: { ...vote, channelVoid }, keys: { ...keys, slipSecret } };
}

type Here = { readonly congress_id: string; readonly act_id: string };

async function actOf(database: Kysely<Tables>, world: World): Promise<string> {
  const row = await database
    .selectFrom('record.act')
    .select('id')
    .where('congress_id', '=', world.townshipId)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function sheetRows(
  database: Kysely<Tables>,
  world: World,
  here: Here,
  document: RuleSheetDocument,
): Promise<string> {
  const [sheetId, versionId] = [randomUUID(), randomUUID()];
  await database
    .insertInto('record.rule_sheet')
    .values({
      ...here,
      id: sheetId,
      scope: 'meeting',
      meeting_id: world.meetingId,
      name: '云溪镇民生实事项目票决办法',
      state: 'adopted',
      current_version_id: versionId,
      replaces_id: null,
      adopted_decision_id: null,
    })
    .execute();
  await database
    .insertInto('record.rule_sheet_version')
    .values({
      ...here,
      id: versionId,
      rule_sheet_id: sheetId,
      number: 1,
      document: JSON.stringify(document),
      content_hash: hashJson(JSON.parse(JSON.stringify(document))),
    })
    .execute();
  await database
    .insertInto('record.meeting_rule_sheet')
    .values({ ...here, meeting_id: world.meetingId, rule_sheet_id: sheetId })
    .onConflict((old) =>
      old.columns(['congress_id', 'meeting_id']).doUpdateSet({ rule_sheet_id: sheetId }),
    )
    .execute();
  return versionId;
}

interface Parts {
  readonly world: World;
  readonly here: Here;
  readonly options: ElectronicRoundOptions;
  readonly channels: 'electronic' | 'hybrid';
  readonly form: NonNullable<ElectronicRoundOptions['form']>;
  readonly most: number;
  readonly versionId: string;
  readonly ids: {
    readonly roundId: string;
    readonly ceremonyId: string;
    readonly keySetId: string;
  };
  readonly test: TestRound;
  readonly setupHash: string;
  readonly slips: number;
  readonly receiptKey: bigint;
}

function reached(options: ElectronicRoundOptions, state: ElectronicState): boolean {
  return electronicStates.indexOf(options.state) >= electronicStates.indexOf(state);
}

async function ceremonyRows(database: Kysely<Tables>, parts: Parts): Promise<void> {
  const { world, here, ids, test, options } = parts;
  const { people } = world;
  await database
    .insertInto('record.ceremony')
    .values({
      ...here,
      id: ids.ceremonyId,
      meeting_id: world.meetingId,
      holders: 3,
      threshold: 2,
      key_sets: 1,
      state: 'complete',
      state_reason: null,
    })
    .execute();
  const holders = [people.chief, people.scrutineerA, people.scrutineerB];
  await database
    .insertInto('record.key_holder')
    .values(
      holders.map((holder, index) => ({
        ...here,
        ceremony_id: ids.ceremonyId,
        position: index + 1,
        person_id: holder.id,
      })),
    )
    .execute();
  const secret = test.secrets.get(1);
  if (secret === undefined) throw new Error('the server has a key');
  const { pok, publicKey } = proveKey(group, secret, seeded('server key'));
  const server = {
    pok: { challenge: String(pok.challenge), response: String(pok.response) },
    public_key: String(publicKey),
  };
  await database
    .insertInto('record.key_set')
    .values({
      ...here,
      id: ids.keySetId,
      ceremony_id: ids.ceremonyId,
      ordinal: 1,
      uuid: test.election.election.uuid,
      server_key: JSON.stringify(server),
      receipt_key: String(parts.receiptKey),
      trustees_json: test.setup.trustees,
      public_key: String(test.election.election.publicKey),
      credentials_json: reached(options, 'slips') ? test.setup.credentials : null,
      slips_made: reached(options, 'slips') ? parts.slips : null,
      slips_spare: reached(options, 'slips') ? 3 : null,
      colour: '浅黄',
      state: reached(options, 'keyed') ? 'used' : 'ready',
    })
    .execute();
}

const roundTitles = {
  vote: '民生实事项目票决（第1轮）',
  satisfaction: '民生实事项目满意度测评',
  decision: '民生实事项目调整事项表决',
} as const;

async function roundRows(database: Kysely<Tables>, parts: Parts): Promise<void> {
  const { world, here, ids, test, options } = parts;
  const open = reached(options, 'issuing');
  const issued = options.issued ?? Math.max(parts.slips - 3, 0);
  const decides = options.projects?.some((one) => one.adjustmentId !== undefined) === true;
  const kind = decides ? 'decision' : parts.form === 'grades' ? 'satisfaction' : 'vote';
  const uuid = test.election.election.uuid;
  await database
    .insertInto('record.round')
    .values({
      ...here,
      id: ids.roundId,
      meeting_id: world.meetingId,
      sitting_id: world.sittingId,
      body_id: world.plenaryId,
      kind,
      form: parts.form,
      number: options.number ?? 1,
      title: roundTitles[kind],
      rule_sheet_version_id: parts.versionId,
      candidate_list_id: kind === 'vote' ? world.candidateListId : null,
      parent_id: null,
      parent_reason: null,
      category: null,
      places: 10,
      most: parts.most,
      state: open ? 'open' : options.state === 'sealed' ? 'ready' : 'draft',
      due: open ? 47 : null,
      present: open ? 45 : null,
      on_leave: open ? 2 : null,
    })
    .execute();
  await database
    .insertInto('record.round_item')
    .values(
      itemRows(world, options).map((item) => ({
        ...{ congress_id: here.congress_id, round_id: ids.roundId },
        ...item,
      })),
    )
    .execute();
  const codes = {
    each: ['for', 'against', 'abstain'],
    grades: ['satisfied', 'fairly_satisfied', 'dissatisfied'],
    upto: ['for'],
    exactly: ['for'],
  } as const;
  await database
    .insertInto('record.round_option')
    .values(
      codes[parts.form].map((code, position) => ({
        congress_id: here.congress_id,
        round_id: ids.roundId,
        ...{ code, symbol: code === 'for' ? '○' : code === 'against' ? '×' : '', position },
      })),
    )
    .execute();
  const channel = { ...here, round_id: ids.roundId, colour: '浅黄' };
  if (parts.channels === 'hybrid') {
    const state = open ? 'issued' : 'printed';
    await database
      .insertInto('record.round_channel')
      .values({ ...channel, channel: 'paper', state, printed: 20, issued: open ? 5 : null })
      .execute();
  }
  await database
    .insertInto('record.round_channel')
    .values({
      ...channel,
      channel: 'electronic',
      state: options.state,
      printed: reached(options, 'slips') ? parts.slips : null,
      issued: options.state === 'casting' ? issued : null,
    })
    .execute();
  if (!reached(options, 'keyed')) return;
  const published = reached(options, 'slips');
  await database
    .insertInto('record.electronic_channel')
    .values({
      ...here,
      round_id: ids.roundId,
      key_set_id: ids.keySetId,
      uuid,
      election_json: test.setup.election,
      setup_hash: published ? parts.setupHash : null,
      archive_time: published ? timestamp : null,
      reserve: options.state === 'casting' ? (options.reserve ?? 0) : null,
    })
    .execute();
  if (reached(options, 'sealed')) await boardRows(database, parts, uuid);
}

/** Candidates of a vote, or the projects that a test grades. */
function itemRows(world: World, { projects }: ElectronicRoundOptions) {
  return projects === undefined
    ? world.candidates.map(({ number, title, versionId }) => ({
        ...{ number, title, candidate_version_id: versionId },
      }))
    : projects.map(({ number, title, id, adjustmentId }) => ({
        ...{ number, title, project_id: id, adjustment_id: adjustmentId ?? null },
        detail: adjustmentId === undefined ? null : '理由：地质条件变化。',
      }));
}

async function boardRows(database: Kysely<Tables>, parts: Parts, uuid: string): Promise<void> {
  const { ids, test } = parts;
  const { congress_id } = parts.here;
  await database
    .insertInto('board.election')
    .values({
      ...{ congress_id, uuid, round_id: ids.roundId, setup_hash: parts.setupHash },
      archive_seconds: timestamp,
      receipt_key: String(parts.receiptKey),
    })
    .execute();
  await database
    .insertInto('board.archive_record')
    .values(
      test.archive.records.map(({ kind, hash, text }, position) => ({
        ...{ congress_id, uuid, position, kind, hash, content: text },
      })),
    )
    .execute();
  const credentials = test.slips.map((slip) => slip.publicKey).sort((a, b) => (a < b ? -1 : 1));
  await database
    .insertInto('box.slip')
    .values(
      credentials.map((credential) => ({ congress_id, uuid, credential: String(credential) })),
    )
    .execute();
  await database.insertInto('box.test_ballots').values({ congress_id, uuid, tests: 0 }).execute();
}

async function stationRows(
  database: Kysely<Tables>,
  world: World,
  here: Here,
): Promise<ReadonlyMap<number | 'chief', string>> {
  const { people } = world;
  const owners = [
    ['chief', people.chief.id],
    [1, people.chief.id],
    [2, people.scrutineerA.id],
    [3, people.scrutineerB.id],
  ] as const;
  const tokens = new Map<number | 'chief', string>();
  for (const [name, personId] of owners) {
    const token = newToken();
    tokens.set(name, token);
    await database
      .insertInto('people.station')
      .values({
        ...here,
        id: randomUUID(),
        meeting_id: world.meetingId,
        person_id: personId,
        token_hash: hashToken(token),
        created_at: new Date('2026-01-20T01:00:00Z'),
        expires_at: new Date('2099-01-01T00:00:00Z'),
      })
      .execute();
  }
  return tokens;
}
