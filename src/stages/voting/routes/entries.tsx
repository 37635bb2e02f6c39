import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EntryPage, TallyPage } from '../../../../views/voting/entry-page.tsx';
import { actFields, halfWidthDigits, wholeNumber } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage } from '../../meeting/index.ts';
import {
  loadCounting,
  loadEntryPapers,
  loadEntryTally,
  type TallyVotes,
} from '../counting-store.ts';
import { enterPaper, firstMissing, type VoidReason, voidReasons } from '../enter-paper.ts';
import { enterTally } from '../enter-tally.ts';
import { finishEntry } from '../finish-entry.ts';
import type { Round } from '../round-store.ts';
import { deskMarks, markInWords } from '../value-in-words.ts';
import { tellers } from './access.ts';
import { roundOf, roundPath } from './rounds.tsx';

const voidCodes = Object.keys(voidReasons) as [VoidReason, ...VoidReason[]];
const paper = z.looseObject({
  ...actFields,
  paper: wholeNumber('张号', 1, 100),
  void_reason: z
    .union([z.literal(''), z.enum(voidCodes)])
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value)),
});
/** Each field of votes is a whole number or empty: what cannot be read is never taken for nought. */
const tally = z
  .looseObject({ ...actFields, void: wholeNumber('废票张数', 0, 100) })
  .superRefine((value, context) => {
    for (const [name, typed] of Object.entries(value)) {
      if (!votesField.test(name) || readVotes(typed) !== undefined) continue;
      const message = '票数应填 0 到 999 之间的整数，没有的可以不填。';
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });
const plain = z.object(actFields);

const votesField = /^votes-(\d{1,3})-([a-z_]+)$/;

/** The number in a field of votes, null for an empty one, undefined for what is no number. */
function readVotes(typed: unknown): number | null | undefined {
  if (typeof typed !== 'string') return undefined;
  const text = halfWidthDigits(typed).trim();
  if (text === '') return null;
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** Keys of the marks at the count desk: digits beside each other, and the first letter of pinyin. */
const keys: Readonly<Record<string, string>> = {
  for: '1 z',
  against: '2 x f',
  abstain: '3 q',
  satisfied: '1 m',
  fairly_satisfied: '2 j',
  dissatisfied: '3 b',
  illegible: '9 ?',
  blank: '0 Space',
};

async function findOwn(visit: Visit, round: Round) {
  const counting = await loadCounting(visit.database, visit.congressHere.id, round.id);
  const entryId = visit.param('entry');
  for (const batch of counting?.batches ?? []) {
    const entry = batch.entries.find((one) => one.id === entryId);
    if (entry !== undefined && counting !== null && entry.tellerId === visit.signedIn.personId) {
      return { counting, batch, entry };
    }
  }
  return null;
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const round = await roundOf(visit);
  const own = round === null ? null : await findOwn(visit, round);
  if (round === null || own === null) return visit.context.notFound();
  if (own.entry.state === 'finished') return visit.redirect(`${roundPath(visit)}/count`);
  return own.counting.method === 'tally'
    ? await showTally(visit, round, own, attempt)
    : await showPaper(visit, round, own, attempt);
}

type Own = NonNullable<Awaited<ReturnType<typeof findOwn>>>;

async function showPaper(
  visit: Visit,
  round: Round,
  { batch, entry }: Own,
  attempt: Attempt | null,
): Promise<Response> {
  const { page } = await loadMeetingPage(visit);
  const papers = await loadEntryPapers(visit.database, visit.congressHere.id, entry.id);
  const entered = papers.map((one) => one.paperNumber);
  const missing = firstMissing(batch.papers, entered);
  const asked = Number(attempt?.form.typed.paper ?? visit.query('paper'));
  const current = Number.isInteger(asked) && asked >= 1 && asked <= batch.papers ? asked : missing;
  const known = papers.find((one) => one.paperNumber === current);
  const rendered = (
    <EntryPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      entry={{ id: entry.id, ordinal: entry.ordinal, batch: batch.number, papers: batch.papers }}
      form={formOf(attempt, 'enter-paper')}
      finishForm={formOf(attempt, 'finish-entry')}
      current={current}
      entered={entered}
      items={round.items}
      marks={known?.marks ?? {}}
      voidReason={known?.voidReason ?? ''}
      options={deskMarks(round).map((one) => ({ ...one, keys: keys[one.code] ?? '' }))}
      voidReasons={Object.entries(voidReasons).map(([value, text]) => ({ value, text }))}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function showTally(
  visit: Visit,
  round: Round,
  { batch, entry }: Own,
  attempt: Attempt | null,
): Promise<Response> {
  const { page } = await loadMeetingPage(visit);
  const stored = await loadEntryTally(visit.database, visit.congressHere.id, entry.id);
  const typed = Object.fromEntries(
    round.items.flatMap((item) =>
      round.options.map((option) => [
        `votes-${item.number}-${option.code}`,
        String(stored.votes[item.number]?.[option.code] ?? ''),
      ]),
    ),
  );
  const rendered = (
    <TallyPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      entry={{ id: entry.id, ordinal: entry.ordinal, batch: batch.number, papers: batch.papers }}
      form={formOf(attempt, 'enter-tally', { ...typed, void: String(stored.void ?? 0) })}
      finishForm={formOf(attempt, 'finish-entry')}
      items={round.items}
      options={round.options.map((one) => ({ code: one.code, text: markInWords(one.code) }))}
      saved={stored.void !== null}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** The marks of a paper's form: `mark-3=for`; an item without one, or blank, is absent. */
function marksFrom(value: Readonly<Record<string, unknown>>): Record<string, string> {
  const marks: Record<string, string> = {};
  for (const [name, code] of Object.entries(value)) {
    const item = /^mark-(\d{1,3})$/.exec(name)?.[1];
    if (item !== undefined && typeof code === 'string' && code !== 'blank') marks[item] = code;
  }
  return marks;
}

function votesFrom(value: Readonly<Record<string, unknown>>): TallyVotes {
  const votes: Record<string, Record<string, number>> = {};
  for (const [name, typed] of Object.entries(value)) {
    const [, item, code] = votesField.exec(name) ?? [];
    const number = readVotes(typed) ?? null;
    if (item === undefined || code === undefined || number === null) continue;
    votes[item] = { ...votes[item], [code]: number };
  }
  return votes;
}

function ids(visit: Visit) {
  const { meetingId, roundId } = {
    meetingId: visit.param('meeting'),
    roundId: visit.param('round'),
  };
  return { meetingId, roundId, entryId: visit.param('entry') };
}

const path = '/c/:congress/m/:meeting/r/:round/entry/:entry';

/** One teller's entry of one batch: nobody else sees it until both entries are finished. */
export const entryRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: tellers, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: tellers,
    handle: (visit) =>
      submit(visit, 'enter-paper', paper, {
        run: (request, value) =>
          enterPaper(visit.database, request, {
            ...ids(visit),
            ...{ paperNumber: value.paper, marks: marksFrom(value), voidReason: value.void_reason },
          }),
        done: () => visit.redirect(`${roundPath(visit)}/entry/${visit.param('entry')}`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/tally`,
    site: 'staff',
    access: tellers,
    handle: (visit) =>
      submit(visit, 'enter-tally', tally, {
        run: (request, value) =>
          enterTally(visit.database, request, {
            ...ids(visit),
            ...{ votes: votesFrom(value), voidPapers: value.void },
          }),
        done: () => visit.redirect(`${roundPath(visit)}/entry/${visit.param('entry')}`, '已保存。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/finish`,
    site: 'staff',
    access: tellers,
    handle: (visit) =>
      submit(visit, 'finish-entry', plain, {
        run: (request) => finishEntry(visit.database, request, ids(visit)),
        done: ({ state, differences }) => {
          const said = {
            entering: '本捆第一次录入完成，等待第二人录入。',
            settled: '两次录入完全一致。',
            differs: `两次录入有 ${differences} 处不一致，请第三人对照原票核对。`,
          }[state];
          return visit.redirect(`${roundPath(visit)}/count`, said);
        },
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
