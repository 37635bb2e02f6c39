import type { Kysely } from 'kysely';
import type { RectificationProps } from '../../../../views/delivery/rectification-props.ts';
import type { Tables } from '../../../database/tables.ts';
import {
  rectificationLateness,
  rectificationPowerNames,
  rectificationStateNames,
} from '../../../rules/rectification.ts';
import { loadCongressSettings } from '../../meeting/index.ts';
import type { Rectification } from './rectification-store.ts';

const originNames = { satisfaction: '满意度测评', finding: '回头看', supervision: '监督' } as const;

/** Rectifications as views show them, on the given day and by the days of the rule sheet of whoever issued each. */
export async function loadRectificationProps<One extends Rectification>(
  database: Kysely<Tables>,
  rectifications: readonly One[],
  today: string,
): Promise<readonly (One & RectificationProps)[]> {
  const settings = await loadCongressSettings(
    database,
    rectifications.map((one) => one.issuerId),
  );
  return rectifications.map((one) => ({
    ...one,
    powerName: rectificationPowerNames[one.power],
    stateName: rectificationStateNames[one.state],
    originName: originNames[one.origin],
    lateness: rectificationLateness(one, today, settings(one.issuerId).recheckDays),
  }));
}
