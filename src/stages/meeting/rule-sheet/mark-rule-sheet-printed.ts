import { stateAfter } from '../../../rules/rule-sheet/life.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** Marks that papers were printed under a sheet, in the printing's own act. */
export async function markRuleSheetPrinted(act: Act, sheetId: string): Promise<void> {
  const sheet = await act.transaction
    .selectFrom('record.rule_sheet')
    .select('state')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', sheetId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = stateAfter(sheet.state, 'print-papers');
  if (!next.ok) throw new Error(`printing under a sheet in state ${sheet.state}`);
  if (next.value === sheet.state) return;
  await act.transaction
    .updateTable('record.rule_sheet')
    .set((column) => ({ state: next.value, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', sheetId)
    .execute();
}
