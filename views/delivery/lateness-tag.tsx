import type { Lateness } from '../../src/rules/rectification.ts';
import { Tag, type Tone } from '../parts/notices.tsx';

const tones: Readonly<Record<Lateness['kind'], Tone>> = {
  done: 'ok',
  'on-time': 'plain',
  soon: 'warn',
  late: 'stop',
};

/** How a deadline stands, by word, shape and colour. */
export function LatenessTag({ lateness }: { readonly lateness: Lateness }) {
  return <Tag tone={tones[lateness.kind]} text={lateness.text} />;
}
