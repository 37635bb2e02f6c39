import { type SatisfactionInput, type SatisfactionRow, sumFigures } from './input.ts';
import {
  addFault,
  asFigure,
  type Fields,
  openObject,
  readChoice,
  readFigure,
  readList,
  readTitle,
  refuseOthers,
} from './read-fields.ts';

const testFields = ['format', 'kind', 'base', 'baseCount', 'rows'];

/** Reads a satisfaction test from an object of the format; what is wrong is added to its faults. */
export function parseSatisfaction(fields: Fields): SatisfactionInput {
  refuseOthers(fields, testFields);
  const base = readChoice(fields, 'base', ['members', 'present', 'valid']);
  const baseCount = readFigure(fields, 'baseCount', 1);
  const rows = readList(fields, 'rows').map((row, index) => {
    const read = openObject(row, `rows[${index}]`, ['title', 'counts'], fields.faults);
    return parseRow(read, baseCount);
  });
  return { kind: 'satisfaction', base, baseCount, rows };
}

function parseRow(fields: Fields, baseCount: number | null): SatisfactionRow {
  const title = readTitle(fields, 'title');
  const list = readList(fields, 'counts');
  if (list.length !== 3 && list.length > 0) {
    const message = '应为三个数：满意、基本满意、不满意。';
    addFault(fields, 'counts', 'not-three-counts', message);
  }
  const [satisfied = null, fairly = null, dissatisfied = null] = list.map((one, index) =>
    asFigure(fields, `counts[${index}]`, one, 0),
  );
  const known = sumFigures([satisfied ?? 0, fairly ?? 0, dissatisfied ?? 0]);
  if (baseCount !== null && known !== null && known > baseCount) {
    const message = `合计${known}票，多于基数${baseCount}；请核对。`;
    addFault(fields, 'counts', 'counts-exceed-base', message);
  }
  return { title, counts: [satisfied, fairly, dissatisfied] };
}
