import { z } from 'zod';
import type { Evidence } from '../../rules/lookback/answer.ts';
import { platePath } from '../delivery/index.ts';

/**
 * Evidence as it was stored. Older rows lead to `/p/<plate>`, where no page is; they are frozen in checks and
 * findings, so the way is mended when they are read.
 */
export const storedEvidence = z.array(
  z
    .object({ text: z.string(), href: z.string().nullable() })
    .transform(({ text, href }): Evidence => {
      const plate = /^\/p\/([a-z2-9]{10})$/.exec(href ?? '')?.[1];
      return { text, href: plate === undefined ? href : platePath(plate) };
    }),
);
