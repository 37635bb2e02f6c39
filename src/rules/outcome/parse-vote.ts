import { type Fault, findFaults } from './check-figures.ts';
import type { ChannelFigures, Passing, ProjectVotes, VoteForm, VoteInput } from './input.ts';
import {
  addFault,
  type Fields,
  hasField,
  openObject,
  readChoice,
  readFigure,
  readFraction,
  readList,
  readNumber,
  readOptionalFigure,
  readTitle,
  refuseOthers,
} from './read-fields.ts';

/** The figures of a channel. */
export const paperFields = ['issued', 'returned', 'void', 'valid'] as const;
const voteFields = [
  ...['format', 'kind', 'form', 'places', 'most', 'due', 'present', 'channels', ...paperFields],
  ...['quorum', 'passing', 'tie', 'shortfall', 'projects'],
];
const projectFields = ['number', 'title', 'for', 'against', 'abstain'];

/** Reads a round of voting from an object of the format; what is wrong is added to its faults. */
export function parseVote(fields: Fields): VoteInput {
  const { faults } = fields;
  refuseOthers(fields, voteFields);
  const form = readChoice(fields, 'form', ['upto', 'exactly', 'each']);
  const input: VoteInput = {
    kind: 'vote',
    form,
    places: readFigure(fields, 'places', 1),
    most: readOptionalFigure(fields, 'most', 1),
    due: readFigure(fields, 'due', 1),
    present: readFigure(fields, 'present'),
    channels: parseChannels(fields),
    quorum: parseQuorum(fields),
    passing: parsePassing(fields),
    tie: readChoice(fields, 'tie', ['revote', 'presidium', 'lot', 'both', 'neither']),
    shortfall: readChoice(fields, 'shortfall', ['second-round', 'leave-open', 'fewer']),
    projects: readList(fields, 'projects').map((one, index) =>
      parseProject(one, index, form, faults),
    ),
  };
  faults.push(...findFaults(input));
  return input;
}

/** Reads the channels, or the papers of the only one. */
export function parseChannels(fields: Fields): VoteInput['channels'] {
  if (!hasField(fields, 'channels')) return [parsePapers(fields, null)];
  const doubled = paperFields.filter((name) => hasField(fields, name));
  for (const name of doubled) {
    const message = '已经分方式列出（channels），请删去这一项。';
    addFault(fields, name, 'channels-and-papers', message);
  }
  const [first, ...others] = readList(fields, 'channels').map((one, index) => {
    const path = `channels[${index}]`;
    const channel = openObject(one, path, ['name', ...paperFields], fields.faults);
    return parsePapers(channel, readTitle(channel, 'name') || path);
  });
  return [first ?? { name: null, issued: null, returned: null, void: null }, ...others];
}

function parsePapers(fields: Fields, name: string | null): ChannelFigures {
  return {
    name,
    issued: readFigure(fields, 'issued'),
    returned: readFigure(fields, 'returned'),
    void: readFigure(fields, 'void'),
    valid: readOptionalFigure(fields, 'valid'),
  };
}

/** Reads the share that must be present. */
export function parseQuorum(fields: Fields): VoteInput['quorum'] {
  const quorum = openObject(fields.values.quorum, 'quorum', ['atLeast'], fields.faults);
  return readFraction(quorum, 'atLeast');
}

function parsePassing({ values, faults }: Fields): Passing {
  const fields = openObject(values.passing, 'passing', ['base', 'moreThan', 'atLeast'], faults);
  const base = readChoice(fields, 'base', ['due', 'present', 'valid', 'earlier-round']);
  const shares = ['moreThan', 'atLeast'].filter((name) => hasField(fields, name));
  if (base === 'earlier-round') {
    for (const name of shares) {
      addFault(fields, name, 'share-not-wanted', '上一轮已经通过的，不再比较，请删去这一项。');
    }
    return { base };
  }
  if (shares.length !== 1) {
    const message = 'moreThan（超过）和 atLeast（达到）应当写一项，并且只写一项。';
    addFault(fields, 'moreThan', 'not-one-share', message);
    return { base, comparison: 'more-than', fraction: '1/2' };
  }
  return hasField(fields, 'moreThan')
    ? { base, comparison: 'more-than', fraction: readFraction(fields, 'moreThan') }
    : { base, comparison: 'at-least', fraction: readFraction(fields, 'atLeast') };
}

/** Reads one project with its votes. */
export function parseProject(
  value: unknown,
  index: number,
  form: VoteForm,
  faults: Fault[],
): ProjectVotes {
  const fields = openObject(value, `projects[${index}]`, projectFields, faults);
  const before = faults.length;
  const number = readNumber(fields, 'number', 1);
  const readOther = form === 'each' ? readFigure : readOptionalFigure;
  return {
    // An unreadable number gets one that no other project has, so that it is no duplicate as well.
    number: faults.length > before ? -1 - index : number,
    title: readTitle(fields, 'title'),
    for: readFigure(fields, 'for'),
    against: readOther(fields, 'against'),
    abstain: readOther(fields, 'abstain'),
  };
}
