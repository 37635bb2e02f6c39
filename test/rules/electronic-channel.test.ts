import { expect, test } from 'vitest';
import {
  advanceElectronic,
  type ElectronicState,
  type ElectronicVerb,
  electronicStateNames,
  electronicStates,
  electronicVerbs,
  possibleElectronicVerbs,
} from '../../src/rules/electronic-channel.ts';

/** The whole matrix, written apart from the code: `.` is refused, `=` is refused as already done. */
const matrix = `
           take-keys publish-slips seal   reject-setup start-issuing begin-casting close-box open-box void
preparing  keyed     .             .      =            .             .             .         .        void
keyed      =         slips         .      preparing    .             .             .         .        void
slips      .         =             sealed preparing    .             .             .         .        void
sealed     .         .             =      .            issuing       .             .         .        void
issuing    .         .             .      .            =             casting       .         .        void
casting    .         .             .      .            .             =             closed    .        void
closed     .         .             .      .            .             .             =         counted  void
counted    .         .             .      .            .             .             .         =        void
void       .         .             .      .            .             .             .         .        =
`;

const [header, ...lines] = matrix.trim().split('\n');
const verbs = header?.trim().split(/\s+/) as ElectronicVerb[];
const cells = lines.flatMap((line) => {
  const [state, ...targets] = line.trim().split(/\s+/);
  return verbs.map((verb, index) => ({
    state: state as ElectronicState,
    verb,
    target: targets[index] ?? '',
  }));
});

test('the matrix names every state and verb', () => {
  expect(verbs).toEqual([...electronicVerbs]);
  expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual([...electronicStates]);
  expect(Object.keys(electronicStateNames)).toEqual([...electronicStates]);
});

test.each(cells)('$state · $verb → $target', ({ state, verb, target }) => {
  const result = advanceElectronic(state, verb);
  if (target === '.' || target === '=') {
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ code: target === '=' ? 'already-done' : 'wrong-state' }],
    });
    expect(possibleElectronicVerbs(state)).not.toContain(verb);
  } else {
    expect(result).toEqual({ ok: true, value: target });
    expect(possibleElectronicVerbs(state)).toContain(verb);
  }
});
