import { expect, test } from 'vitest';
import { roleNameAt } from '../../src/rules/access.ts';
import { canonicalJson } from '../../src/rules/canonical-json.ts';
import { decideInput } from '../../src/rules/outcome/decide-input.ts';
import { parseOutcomeInput } from '../../src/rules/outcome/parse-outcome-input.ts';
import { explanatoryOf, votedOf } from '../../src/rules/project-text.ts';
import { sizeInWords } from '../../src/rules/round-words.ts';

test('the presidium of a township is the meeting of the chairmen in a county and a city', () => {
  expect(roleNameAt('presidium', 'township')).toBe('主席团');
  expect(roleNameAt('presidium', 'county')).toBe('常委会主任会议');
  expect(roleNameAt('presidium', 'city')).toBe('常委会主任会议');
  expect(roleNameAt('clerk', 'county')).toBe(roleNameAt('clerk', 'township'));
});

test('what is hashed is written in one way, however it was put together', () => {
  const one = { b: [1, { z: null, a: true }], a: '甲' };
  const other = { a: '甲', b: [1, { a: true, z: null }] };
  expect(canonicalJson(one)).toBe('{"a":"甲","b":[1,{"a":true,"z":null}]}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
  expect(canonicalJson([null, 'x', 2])).toBe('[null,"x",2]');
});

test('a round says its size in the words of its kind', () => {
  expect(sizeInWords('vote', 12, 10)).toBe('候选 12 个，应选 10 个');
  expect(sizeInWords('decision', 2, 2)).toBe('表决调整 2 项');
  expect(sizeInWords('satisfaction', 10, 10)).toBe('测评 10 项');
});

test('a candidate becomes a voted and an explanatory text; a quantity is never read out of its words', () => {
  const candidate = {
    ...{ title: '路灯', content: '新装路灯120盏', place: '云溪村', totalTenThousandYuan: '50' },
    ...{ finish: '2026年11月底前', department: '镇建设办', category: null },
    ...{ beneficiaries: '全村', funding: '财政' },
  };
  expect(votedOf(candidate)).toMatchObject({ title: '路灯', quantity: null, unit: null });
  expect(votedOf({ ...candidate, quantity: '120', unit: '盏' })).toMatchObject({
    ...{ quantity: '120', unit: '盏' },
  });
  expect(explanatoryOf(candidate)).toEqual({
    ...{ beneficiaries: '全村', funding: '财政', background: null },
  });
});

test('figures of every kind of round are decided by the rules of their kind', () => {
  const decided = (input: unknown) => {
    const parsed = parseOutcomeInput(input);
    if (!parsed.ok) throw new Error(parsed.refusals.map(({ message }) => message).join());
    return decideInput(parsed.value);
  };
  const channel = { issued: 3, returned: 3, void: 0 };
  const vote = {
    ...{ format: 1, kind: 'vote', form: 'each', places: 1, due: 3, present: 3, ...channel },
    ...{ quorum: { atLeast: '2/3' }, passing: { base: 'due', moreThan: '1/2' } },
    ...{ tie: 'revote', shortfall: 'fewer' },
    projects: [
      { number: 1, title: '甲', for: 2, against: 1, abstain: 0 },
      { number: 2, title: '乙', for: 1, against: 2, abstain: 0 },
    ],
  };
  expect(decided(vote)).toMatchObject({ valid: true, threshold: 2 });
  const test = {
    ...{ format: 1, kind: 'satisfaction', base: 'members', baseCount: 29 },
    rows: [{ title: '甲', counts: [28, 1, 0] }],
  };
  expect(decided(test)).toMatchObject({ rows: [{ title: '甲', verdict: '满意' }] });
});
