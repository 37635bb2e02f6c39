import type { WithdrawnProps } from '../../views/parts/withdraw.tsx';
import type { Withdrawn } from '../trail/withdraw-entry.ts';
import { chinaDay } from './china-time.ts';

/** When and why something was taken back, as pages show it; null for what stands. */
export function withdrawnInWords(withdrawn: Withdrawn): WithdrawnProps | null {
  return withdrawn === null ? null : { on: chinaDay(withdrawn.at), reason: withdrawn.reason };
}
