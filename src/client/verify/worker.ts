import { answer } from './answer.ts';
import type { Asked } from './messages.ts';

/** The thread of the verify page. */
self.onmessage = ({ data }: MessageEvent<Asked>) => {
  self.postMessage(answer(data));
};
