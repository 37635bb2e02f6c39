import { describe, expect, test } from 'vitest';
import { chairWords, type ScriptFacts, spokenSteps } from '../../src/rules/chair-script.ts';

const known: ScriptFacts = {
  ...{ due: 47, present: 39, needed: 32, places: 10, candidates: 12, channels: 'paper' },
  ...{ body: 'congress', kind: 'vote', matters: null },
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

  test('name what is voted on: candidates, grades, or adjustments of projects', () => {
    expect(said('prepare-round')).toContain('候选项目12个，应选10个');
    expect(said('prepare-round', { kind: 'satisfaction', matters: 8 })).toMatch(
      /满意度测评，共8项/,
    );
    const decision = said('prepare-round', { kind: 'decision', matters: 2 });
    expect(decision).toContain('调整事项，共2项');
    expect(decision).toContain('全体代表过半数赞成的通过');
    expect(decision).not.toContain('候选项目');
    expect(said('declare', { kind: 'decision' })).toContain('＿＿项未获通过');
    expect(said('declare', { kind: 'satisfaction' })).toContain('不满意的＿＿项');
  });

  test('speak to the members of a standing committee in its own meeting', () => {
    const body = 'standing-committee' as const;
    for (const step of spokenSteps) {
      for (const channels of ['paper', 'hybrid', 'keypad'] as const) {
        expect(said(step, { body, channels, kind: 'decision' })).not.toMatch(/代表|大会/);
      }
    }
    expect(said('check-in', { body })).toContain('应到组成人员47人');
    expect(said('count', { body })).toContain('请各位组成人员稍候');
  });

  test('exist for every step', () => {
    for (const step of spokenSteps) expect(said(step).length).toBeGreaterThan(5);
  });
});
