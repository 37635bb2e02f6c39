import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, type Flow, type FlowEvent, start } from '../../../src/client/ballot/flow.ts';

const open = { is: 'box', state: 'open' } as const;
const slip = { is: 'slip-read' } as const;
const sealed = { is: 'sealed', commitment: 'c' } as const;
const taken = { is: 'taken', tracker: 't', receipt: 'r' } as const;

function reach(...events: readonly FlowEvent[]): Flow {
  return events.reduce(advance, start);
}
const at = (...events: readonly FlowEvent[]) => reach(...events).screen.at;

const choosing = [slip, open] as const;
const reviewed = [...choosing, { is: 'review' }, sealed] as const;
const casting = [...reviewed, { is: 'cast' }] as const;

describe('the way of one deputy', () => {
  test('slip, candidates, review, cast, end', () => {
    expect(at()).toBe('loading');
    expect(at(open)).toBe('slip');
    expect(at(open, slip)).toBe('choosing');
    expect(at(...choosing)).toBe('choosing');
    expect(at(...choosing, { is: 'review' })).toBe('review');
    expect(at(...reviewed, { is: 'back' })).toBe('choosing');
    expect(at(...casting)).toBe('casting');
    expect(reach(...casting, taken).screen).toEqual({ at: 'done', tracker: 't', receipt: 'r' });
  });

  test('casts and tests only what is sealed', () => {
    expect(at(...choosing, { is: 'review' }, { is: 'cast' })).toBe('review');
    expect(at(...choosing, { is: 'review' }, { is: 'test' })).toBe('review');
    expect(at(...reviewed, { is: 'test' })).toBe('testing');
    expect(at(...reviewed, { is: 'test' }, { is: 'cast' })).toBe('testing');
    expect(at(...reviewed, { is: 'test' }, { is: 'back' })).toBe('choosing');
  });

  test('waits for the box and goes on by itself; asks for a slip where there is none', () => {
    const waiting = { is: 'box', state: 'waiting' } as const;
    expect(reach(slip, waiting).screen).toEqual({ at: 'waiting', state: 'waiting' });
    expect(at(slip, waiting, open)).toBe('choosing');
    expect(at(waiting)).toBe('slip');
    expect(at(waiting, slip)).toBe('waiting');
    const interrupted = { is: 'box', state: 'interrupted' } as const;
    expect(reach(slip, interrupted).screen).toEqual({ at: 'waiting', state: 'interrupted' });
  });

  test('stops at a closed or void box', () => {
    expect(reach({ is: 'box', state: 'closed' }).screen).toMatchObject({ code: 'closed' });
    expect(reach(slip, { is: 'box', state: 'void' }).screen).toMatchObject({ code: 'round-void' });
  });

  test('after a reload sends a signed ballot again, or shows the end', () => {
    expect(at({ is: 'cast' })).toBe('casting');
    expect(at(taken)).toBe('done');
  });

  test('says what is the matter while it casts', () => {
    const trouble = { is: 'trouble', trouble: 'offline', attempts: 3 } as const;
    expect(reach(...casting, trouble).screen).toEqual({
      ...{ at: 'casting', trouble: 'offline', attempts: 3 },
    });
    expect(at(...choosing, trouble)).toBe('choosing');
    expect(at({ is: 'unreachable' })).toBe('unreachable');
    expect(at(...choosing, { is: 'unreachable' })).toBe('choosing');
    expect(at({ is: 'unreachable' }, slip, open)).toBe('choosing');
  });
});

const events: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constantFrom<FlowEvent>(
    ...[slip, sealed, taken, { is: 'unreachable' } as const, { is: 'review' } as const],
    ...[{ is: 'back' } as const, { is: 'test' } as const, { is: 'cast' } as const],
    { is: 'trouble', trouble: 'busy', attempts: 1 },
    { is: 'stop', code: 'slip-used', message: '' },
  ),
  fc
    .constantFrom('waiting', 'open', 'interrupted', 'closed', 'void')
    .map((state) => ({ is: 'box', state }) as const),
);

describe('in whatever order things happen', () => {
  test('the end stays the end', () => {
    fc.assert(
      fc.property(fc.array(events), (later) => {
        expect(at(...casting, taken, ...later)).toBe('done');
      }),
    );
  });

  test('nothing that is heard of the box tears a deputy out of marks, review, test or cast', () => {
    fc.assert(
      fc.property(fc.array(events), events, (before, event) => {
        const flow = reach(...before);
        const own = ['choosing', 'review', 'testing', 'casting'].includes(flow.screen.at);
        fc.pre(own && (event.is === 'box' || event.is === 'unreachable'));
        expect(advance(flow, event).screen).toBe(flow.screen);
      }),
    );
  });
});
