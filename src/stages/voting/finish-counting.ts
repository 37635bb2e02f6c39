import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { countPapers } from '../../rules/count.ts';
import { countTally } from '../../rules/count-tally.ts';
import { type CountTotals, sumTotals } from '../../rules/count-totals.ts';
import type { PaperRules } from '../../rules/paper-rules.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { type SettledDifference, settlePapers, settleTally } from '../../rules/settle-entries.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import { lockCounting } from './add-batch.ts';
import type { Batch, Counting } from './counting-store.ts';
import { loadBatchTally, loadPapers } from './finish-entry.ts';
import { stepPapers } from './paper-channel.ts';
import { finishWhenAllCounted } from './prepare-round.ts';
import { noRuleSheet, noSuchRound, wrongPaperStep } from './refusals.ts';
import { paperRulesOf } from './round-paper-rules.ts';
import { loadRound, type Round } from './round-store.ts';
import { writeOutcome } from './write-outcome.ts';

/**
 * Finishes the counting: every batch agrees or is settled, and together they hold the papers that were
 * returned. The totals follow from the papers by the rules. When no other channel is left to count, the
 * outcome follows from the totals of all.
 *
 * Refuses with `no-such-round`, `wrong-state`, `no-rule-sheet`, `papers-not-counted`,
 * `batches-open`, and with what a tally sheet is refused with.
 */
export function finishCounting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = await lockCounting(act, roundId);
    if (counting === null) return refuse(wrongPaperStep('计票正在进行'));
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    if (sheet === null) return refuse(noRuleSheet);
    const ready = checkReady(round, counting);
    if (!ready.ok) return ready;
    const rules = paperRulesOf(round, sheet.document);
    const counted = await countBatches(act, counting, rules);
    if (!counted.ok) return counted;
    const totals = counted.value;
    const written = await write(act, round, counting, totals, sheet.document);
    if (!written.ok) return written;
    act.record({
      event: 'counting-finished',
      subjects: { meeting: meetingId, round: roundId, counting: counting.id },
      detail: {
        title: round.title,
        papers: totals.papers,
        valid: totals.valid,
        void: totals.void,
      },
    });
    return ok({ roundId });
  });
}

function checkReady(round: Round, counting: Counting): Result<true> {
  const returned = round.paper?.returned ?? 0;
  const bound = counting.batches.reduce((sum, batch) => sum + batch.papers, 0);
  if (bound !== returned) {
    return refuse({
      code: 'papers-not-counted',
      message: `收回 ${returned} 张，各捆合计 ${bound} 张，还差 ${returned - bound} 张没有成捆。请查明后再完成计票。`,
    });
  }
  const open = counting.batches.filter((batch) => batch.state !== 'settled');
  if (open.length === 0) return ok(true);
  const names = open.map((batch) => `第${batch.number}捆`).join('、');
  return refuse({
    code: 'batches-open',
    message: `${names}还没有录完两次或还有不一致未核对，请先办完。`,
  });
}

function settledOf(batch: Batch): readonly SettledDifference[] {
  return batch.differences.map((one) => ({
    paper: one.paperNumber,
    item: one.itemNumber,
    option: one.optionCode,
    settled: one.settledValue,
  }));
}

async function countBatches(
  act: Act,
  counting: Counting,
  rules: PaperRules,
): Promise<Result<CountTotals>> {
  const totals: CountTotals[] = [];
  for (const batch of counting.batches) {
    const first = batch.entries.find((entry) => entry.ordinal === 1);
    if (first === undefined) throw new Error('a settled batch has a first entry');
    if (counting.method === 'tally') {
      const tally = await loadBatchTally(act, first.id, batch.papers);
      const settled = settleTally(tally, settledOf(batch));
      if (!settled.ok) return settled;
      const counted = countTally(rules, settled.value);
      if (!counted.ok) return counted;
      totals.push(counted.value);
    } else {
      const settled = settlePapers(await loadPapers(act, first.id), settledOf(batch));
      if (!settled.ok) return settled;
      totals.push(countPapers(rules, settled.value).totals);
    }
  }
  const items = rules.parts.flatMap((part) => part.items);
  return ok(sumTotals(items, totals));
}

async function write(
  act: Act,
  round: Round,
  counting: Counting,
  totals: CountTotals,
  sheet: RuleSheetDocument,
): Promise<Result<true>> {
  const stored = JSON.stringify(totals);
  const step = await stepPapers(act, round, 'finish-count', {
    void: totals.void,
    totals: stored,
  });
  if (!step.ok) return step;
  await act.transaction
    .updateTable('count.counting')
    .set({ state: 'finished', totals: stored })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', counting.id)
    .execute();
  const finished = await finishWhenAllCounted(act, round, 'paper');
  if (!finished.ok) return finished;
  if (finished.value) await writeOutcome(act, round, sheet, totals);
  return ok(true);
}
