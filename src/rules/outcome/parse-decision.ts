import { findFaults } from './check-figures.ts';
import { asVote } from './decision.ts';
import type { DecisionInput } from './input.ts';
import { paperFields, parseChannels, parseProject, parseQuorum } from './parse-vote.ts';
import {
  addFault,
  type Fields,
  hasField,
  readChoice,
  readFigure,
  readList,
  refuseOthers,
} from './read-fields.ts';

const decisionFields = [
  ...['format', 'kind', 'body', 'due', 'present', 'channels', ...paperFields, 'quorum', 'projects'],
];

/** Reads decisions on adjustments from an object of the format; what is wrong is added to its faults. */
export function parseDecision(fields: Fields): DecisionInput {
  const { faults } = fields;
  refuseOthers(fields, decisionFields);
  const body = readChoice(fields, 'body', ['congress', 'standing-committee']);
  const input: DecisionInput = {
    kind: 'decision',
    body,
    due: readFigure(fields, 'due', 1),
    present: readFigure(fields, 'present'),
    channels: parseChannels(fields),
    quorum: body === 'congress' ? parseQuorum(fields) : ownQuorum(fields),
    projects: readList(fields, 'projects').map((one, index) =>
      parseProject(one, index, 'each', faults),
    ),
  };
  faults.push(...findFaults(asVote(input)));
  return input;
}

/** A standing committee's quorum is fixed by law: the file does not state one. */
function ownQuorum(fields: Fields): '1/2' {
  if (hasField(fields, 'quorum')) {
    const message = '常委会的法定人数由法律规定（全体组成人员过半数），请删去这一项。';
    addFault(fields, 'quorum', 'quorum-not-wanted', message);
  }
  return '1/2';
}
