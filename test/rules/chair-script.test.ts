import { describe, expect, test } from 'vitest';
import { chairWords, type ScriptFacts, spokenSteps } from '../../src/rules/chair-script.ts';

const known: ScriptFacts = {
  ...{ due: 47, present: 39, needed: 32, places: 10, candidates: 12, channels: 'paper' },
  ...{ chief: ['方总监'], scrutineers: ['白监', '钟监'], tellers: ['金计'], result: null },
};
const said = (step: (typeof spokenSteps)[number], facts: Partial<ScriptFacts> = {}) =>
  chairWords(step, { ...known, ...facts }).join('');

describe('the chair’s words', () => {
  test('open the meeting with its own figures, and only with a quorum', () => {
    expect(said('check-in')).toContain('应到代表47人，实到39人，法定人数为32人');
    expect(said('check-in')).toContain('现在开会');
    expect(said('check-in', { present: 30 })).toContain('还差2人');
    expect(said('check-in', { present: 30 })).not.toContain('现在开会');
  });

  test('leave a blank for what nobody knows yet', () => {
    expect(said('check-in', { present: null })).toContain('实到＿＿人');
    expect(said('adopt-counting', { chief: [] })).toContain('总监票人＿＿＿＿');
    expect(said('declare')).toContain('＿＿个项目入选');
    expect(said('declare', { result: '2个项目入选' })).toContain('我宣布：2个项目入选');
  });

  test('say how to vote in this very channel', () => {
    expect(said('vote')).toContain('填错的可以更换');
    expect(said('vote')).not.toContain('手机');
    expect(said('vote', { channels: 'electronic' })).toContain('不要拍照');
    expect(said('vote', { channels: 'hybrid' })).toMatch(/填错的可以更换.*票码/s);
    expect(said('vote', { channels: 'keypad' })).toContain('表决器');
    expect(said('count', { channels: 'electronic' })).toContain('一起开箱');
    expect(said('count')).toContain('发出和收回');
  });

  test('exist for every step', () => {
    for (const step of spokenSteps) expect(said(step).length).toBeGreaterThan(5);
  });
});
