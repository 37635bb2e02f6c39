import { describe, expect, test } from 'vitest';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import { voteFile } from './inputs.ts';

function faultsOf(value: unknown): string[] {
  const parsed = parseOutcomeInput(value);
  if (parsed.ok) return [];
  return parsed.refusals.map(({ code, field }) =>
    field === undefined ? code : `${field} ${code}`,
  );
}

function vote(changes: Record<string, unknown>): string[] {
  return faultsOf(voteFile(changes));
}

function without(name: string): Record<string, unknown> {
  const { [name]: _removed, ...rest } = voteFile();
  return rest;
}

function project(changes: Record<string, unknown>): Record<string, unknown> {
  return { number: 1, title: '甲', for: 30, against: 5, abstain: 5, ...changes };
}

const channel = { name: 'paper', issued: 40, returned: 40, void: 0 };

describe('a file that can be read', () => {
  test('becomes typed input; one channel has no name', () => {
    const parsed = parseOutcomeInput(voteFile());
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        ...{ kind: 'vote', form: 'each', places: 1, most: null, due: 47, present: 40 },
        channels: [{ name: null, issued: 40, returned: 40, void: 0, valid: null }],
        quorum: '2/3',
        passing: { base: 'due', comparison: 'more-than', fraction: '1/2' },
      },
    });
  });

  test.each([
    ['a second kind of majority', { passing: { base: 'valid', atLeast: '2/3' } }],
    ['projects that passed in an earlier round', { passing: { base: 'earlier-round' } }],
    ['a cap of its own', { most: 2 }],
    ['valid papers that agree', { valid: 40 }],
    ['valid papers where void ones are unpublished', { valid: 40, void: null }],
    ['unpublished places', { places: null }],
    ['nulls for all that is unpublished', { due: null, present: null, issued: null }],
  ])('may hold %s', (_what, changes) => {
    expect(vote(changes)).toEqual([]);
  });

  test('may leave out against and abstain in the select forms', () => {
    const projects = [{ number: 1, title: '甲', for: 30 }];
    expect(vote({ form: 'upto', projects })).toEqual([]);
    expect(vote({ form: 'exactly', projects })).toEqual([]);
    expect(vote({ form: 'each', projects })).toEqual([
      'projects[0].against missing-field',
      'projects[0].abstain missing-field',
    ]);
  });

  test('may tell every way to decide ties and to fill places', () => {
    for (const tie of ['revote', 'presidium', 'lot', 'both', 'neither'])
      expect([tie, vote({ tie })]).toEqual([tie, []]);
    for (const shortfall of ['second-round', 'leave-open', 'fewer'])
      expect([shortfall, vote({ shortfall })]).toEqual([shortfall, []]);
  });

  test('may be of the smallest congress, with one deputy', () => {
    const projects = [project({ for: 1, against: 0, abstain: 0 })];
    const one = { due: 1, present: 1, issued: 1, returned: 1, projects };
    expect(vote(one)).toEqual([]);
    expect(vote({ ...one, due: 0 })).not.toEqual([]);
  });

  test('may list channels by name', () => {
    const { issued: _i, returned: _r, void: _v, ...rest } = voteFile();
    const channels = [channel, { name: '手机', issued: 0, returned: 0, void: 0 }];
    expect(faultsOf({ ...rest, channels })).toEqual([]);
  });
});

describe('a file that cannot be right under any reading is refused', () => {
  test.each([
    ['the whole file is no object', [], ['not-an-object']],
    ['the whole file is null', null, ['not-an-object']],
    ['an empty object', {}, ['format unknown-format', 'kind not-a-choice']],
    ['another format', voteFile({ format: 2 }), ['format unknown-format']],
    ['another kind', voteFile({ kind: 'poll' }), ['kind not-a-choice']],
  ])('%s', (_what, value, faults) => {
    expect(faultsOf(value)).toEqual(faults);
  });

  test.each([
    ['an unknown field', { secret: 1 }, ['secret unknown-field']],
    ['a prototype as a field', JSON.parse('{"__proto__": 1}'), ['__proto__ unknown-field']],
    ['an unknown form', { form: 'rank' }, ['form not-a-choice']],
    ['no places', { places: 0 }, ['places not-a-whole-number']],
    ['a negative figure', { due: -1 }, ['due not-a-whole-number']],
    ['nobody due', { due: 0 }, ['due not-a-whole-number']],
    ['a fraction of a deputy', { present: 39.5 }, ['present not-a-whole-number']],
    ['a number in quotes', { issued: '40' }, ['issued not-a-whole-number']],
    ['an absurd number', { issued: 1e9 }, ['issued not-a-whole-number']],
    ['an unknown tie rule', { tie: 'dice' }, ['tie not-a-choice']],
    ['an unknown shortfall rule', { shortfall: 1 }, ['shortfall not-a-choice']],
    ['a decimal quorum', { quorum: { atLeast: 0.67 } }, ['quorum.atLeast not-a-fraction']],
    ['a quorum above all', { quorum: { atLeast: '3/2' } }, ['quorum.atLeast not-a-fraction']],
    [
      'a quorum of another sort',
      { quorum: { moreThan: '2/3' } },
      ['quorum.moreThan unknown-field', 'quorum.atLeast not-a-fraction'],
    ],
    [
      'both majorities',
      { passing: { base: 'due', moreThan: '1/2', atLeast: '1/2' } },
      ['passing.moreThan not-one-share'],
    ],
    ['no majority', { passing: { base: 'due' } }, ['passing.moreThan not-one-share']],
    [
      'a majority where none is wanted',
      { passing: { base: 'earlier-round', atLeast: '1/2' } },
      ['passing.atLeast share-not-wanted'],
    ],
    [
      'an unknown base',
      { passing: { base: 'seats', moreThan: '1/2' } },
      ['passing.base not-a-choice'],
    ],
    ['no projects', { projects: [] }, ['projects not-a-list']],
    ['projects that are no list', { projects: {} }, ['projects not-a-list']],
    [
      'a project that is no object',
      { projects: [7] },
      [
        'projects[0] not-an-object',
        'projects[0].number missing-field',
        'projects[0].title not-a-title',
        'projects[0].for missing-field',
        'projects[0].against missing-field',
        'projects[0].abstain missing-field',
      ],
    ],
    [
      'a project without a title',
      { projects: [project({ title: ' ' })] },
      ['projects[0].title not-a-title'],
    ],
    [
      'a title that is no text',
      { projects: [project({ title: 5 })] },
      ['projects[0].title not-a-title'],
    ],
    [
      'an endless title',
      { projects: [project({ title: '长'.repeat(201) })] },
      ['projects[0].title not-a-title'],
    ],
    [
      'unreadable numbers, which are no duplicates',
      {
        projects: [project({ number: '一' }), project({ number: 0 })],
      },
      ['projects[0].number not-a-whole-number', 'projects[1].number not-a-whole-number'],
    ],
    [
      'channels beside papers',
      { channels: [channel] },
      ['issued channels-and-papers', 'returned channels-and-papers', 'void channels-and-papers'],
    ],
  ])('%s', (_what, changes, faults) => {
    expect(vote(changes)).toEqual(faults);
  });

  test.each(['places', 'due', 'present', 'issued', 'returned', 'void'])(
    'the figure %s is left out instead of null',
    (name) => {
      expect(faultsOf(without(name))).toEqual([`${name} missing-field`]);
    },
  );

  test.each(['form', 'tie', 'shortfall'])('the choice %s is left out', (name) => {
    expect(faultsOf(without(name))).toEqual([`${name} not-a-choice`]);
  });

  test('the objects and lists are left out', () => {
    expect(faultsOf(without('quorum'))).toContain('quorum not-an-object');
    expect(faultsOf(without('passing'))).toContain('passing not-an-object');
    expect(faultsOf(without('projects'))).toEqual(['projects not-a-list']);
  });

  test('a list of channels is empty, or a channel has no name', () => {
    const { issued: _i, returned: _r, void: _v, ...rest } = voteFile();
    expect(faultsOf({ ...rest, channels: [] })).toEqual(['channels not-a-list']);
    const { name: _n, ...unnamed } = channel;
    expect(faultsOf({ ...rest, channels: [unnamed, unnamed] })).toEqual([
      'channels[0].name not-a-title',
      'channels[1].name not-a-title',
      'projects[0] votes-do-not-add-up',
      'projects[1] votes-do-not-add-up',
    ]);
  });
});

describe('figures that contradict each other are refused', () => {
  test.each([
    ['present exceeds due', { present: 48 }, ['present present-exceeds-due']],
    [
      'more void than returned',
      { void: 41 },
      [
        'void void-exceeds-returned',
        'projects[0] votes-do-not-add-up',
        'projects[1] votes-do-not-add-up',
      ],
    ],
    [
      'valid is not returned less void',
      { valid: 39 },
      ['valid valid-differs', 'projects[0] votes-do-not-add-up', 'projects[1] votes-do-not-add-up'],
    ],
    [
      'valid exceeds returned',
      { valid: 41, void: null, projects: [project({ abstain: 6 })] },
      ['valid valid-differs'],
    ],
    [
      'one number twice',
      { projects: [project({}), project({})] },
      ['projects[1].number duplicate-number'],
    ],
    [
      'votes do not add up',
      { projects: [project({ abstain: 4 })] },
      ['projects[0] votes-do-not-add-up'],
    ],
    [
      'more for-votes than valid papers',
      { projects: [project({ for: 41, abstain: null })] },
      ['projects[0].for votes-exceed-valid'],
    ],
    [
      'for and against exceed valid papers',
      { projects: [project({ for: 36, abstain: null })] },
      ['projects[0].for votes-exceed-valid'],
    ],
    [
      'more for-votes than papers returned',
      { void: null, projects: [project({ for: 41 })] },
      ['projects[0].for votes-exceed-valid'],
    ],
    [
      'different sums though valid is unknown',
      {
        void: null,
        projects: [project({}), project({ number: 2, abstain: 4 })],
      },
      ['projects sums-differ'],
    ],
  ])('%s', (_what, changes, faults) => {
    expect(vote(changes)).toEqual(faults);
  });

  test('one channel twice', () => {
    const { issued: _i, returned: _r, void: _v, ...rest } = voteFile();
    const half = { ...channel, issued: 20, returned: 20 };
    expect(faultsOf({ ...rest, channels: [half, half] })).toEqual([
      'channels[1].name duplicate-channel',
    ]);
  });

  test('equal sums are in order though valid is unknown', () => {
    expect(vote({ void: null })).toEqual([]);
    expect(vote({ returned: null, void: null })).toEqual([]);
  });

  test('all faults are listed at once, what cannot be read before what contradicts', () => {
    const projects = [project({ for: -1 }), project({ number: 2, abstain: 9 })];
    expect(vote({ present: 48, form: 'rank', colour: 'red', projects })).toEqual([
      'colour unknown-field',
      'form not-a-choice',
      'projects[0].for not-a-whole-number',
      'present present-exceeds-due',
      'projects[1] votes-do-not-add-up',
    ]);
  });

  test('the sentences show the figures, and cut what is long', () => {
    const sentence = (changes: Record<string, unknown>) => {
      const parsed = parseOutcomeInput(voteFile(changes));
      return parsed.ok ? '' : parsed.refusals[0].message;
    };
    expect(sentence({ projects: [project({ abstain: 4 })] })).toBe(
      '1号项目赞成30票、反对5票、弃权4票，合计39票，不等于有效票40张；请核对。',
    );
    expect(sentence({ tie: 'x'.repeat(100) })).toContain(`现为"${'x'.repeat(39)}…`);
    expect(sentence({ valid: 41, void: null })).toBe('有效票41张，多于收回的40张；请核对。');
  });
});
