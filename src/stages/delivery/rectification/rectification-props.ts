import type { RectificationProps } from '../../../../views/delivery/rectification-props.ts';
import {
  rectificationLateness,
  rectificationPowerNames,
  rectificationStateNames,
} from '../../../rules/rectification.ts';
import type { Rectification } from './rectification-store.ts';

const originNames = { satisfaction: '满意度测评', finding: '回头看', supervision: '监督' } as const;

/** A rectification as views show it, on the given day. */
export function toRectificationProps(one: Rectification, today: string): RectificationProps {
  return {
    ...one,
    powerName: rectificationPowerNames[one.power],
    stateName: rectificationStateNames[one.state],
    originName: originNames[one.origin],
    lateness: rectificationLateness(one, today),
  };
}
