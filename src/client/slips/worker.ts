import { createGroup } from '../../ballot/group/group.ts';
import { makeSlips } from './make-slips.ts';
import type { SlipsAnswer, SlipsAsked } from './worker-messages.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

const say = (answer: SlipsAnswer) => postMessage(answer);

addEventListener('message', ({ data }: MessageEvent<SlipsAsked>) => {
  const group = createGroup();
  let done = 0;
  const made = () => {
    done += 1;
    if (done % 10 === 0) say({ kind: 'progress', done });
  };
  const sets = data.sets.map(({ uuid, count }) => makeSlips(group, uuid, count, random, made));
  say({ kind: 'made', sets });
});
