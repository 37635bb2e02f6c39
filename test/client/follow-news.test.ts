import { expect, test } from 'vitest';
import { followNews } from '../../src/client/opening/follow-news.ts';

/** A fetch that the test answers. */
function fetches() {
  const under: ((reached: boolean) => void)[] = [];
  const resting: (() => void)[] = [];
  let begun = 0;
  const refresh = () => {
    begun += 1;
    return new Promise<boolean>((resolve) => under.push(resolve));
  };
  const news = followNews(refresh, (work) => resting.push(work));
  const answer = async (reached = true) => {
    under.shift()?.(reached);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { news, answer, begun: () => begun, wake: () => resting.shift()?.() };
}

test('one fetch at a time; news that come during one lead to exactly one more', async () => {
  const { news, answer, begun } = fetches();
  news.heard();
  for (let times = 0; times < 5; times += 1) news.heard();
  expect(begun()).toBe(1);
  await answer();
  expect(begun()).toBe(2);
  await answer();
  expect(begun()).toBe(2);
});

test('news to a page that is held are fetched at its release', async () => {
  const { news, answer, begun } = fetches();
  news.hold();
  expect(news.isHeld()).toBe(true);
  news.heard();
  expect(begun()).toBe(0);
  news.release();
  expect([begun(), news.isHeld()]).toEqual([1, false]);
  // Held again while that fetch is under way: what it missed waits for the next release.
  news.hold();
  news.heard();
  await answer();
  expect(begun()).toBe(1);
  news.release();
  expect(begun()).toBe(2);
});

test('a fetch that reached nobody is tried again after a rest', async () => {
  const { news, answer, begun, wake } = fetches();
  news.heard();
  await answer(false);
  expect(begun()).toBe(1);
  wake();
  expect(begun()).toBe(2);
  await answer();
  wake();
  expect(begun()).toBe(2);
});
