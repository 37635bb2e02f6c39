import { checkBallot } from '../../ballot/check-ballot.ts';
import { type OpenElection, openElection } from '../../ballot/election.ts';
import { ballotsOf } from '../../ballot/verify/check-ballots.ts';
import { readArchive } from '../../ballot/verify/verify-archive.ts';
import { type BoxInspection, inspectBox } from './inspect-box.ts';
import { makeShare } from './make-share.ts';
import type { Answers, Question } from './messages.ts';

/** The long work of the opening page, off the thread that answers taps. */

let known: { readonly json: string; readonly election: OpenElection } | null = null;
let inspected: BoxInspection | null = null;

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function read(bytes: Uint8Array): Answers['read'] {
  const { events } = readArchive(bytes);
  const election = events[0]?.records[0]?.text;
  if (election === undefined) return null;
  return { election, ballots: ballotsOf(events).map(({ json }) => json) };
}

function open(json: string): OpenElection | null {
  if (known?.json === json) return known.election;
  const opened = openElection(json);
  if (!opened.ok) return null;
  known = { json, election: opened.value };
  return opened.value;
}

function answer(question: Question): Answers[Question['kind']] {
  if (question.kind === 'read') return read(question.bytes);
  if (question.kind === 'ballots') {
    const election = open(question.election);
    return election === null ? [] : question.ballots.map((json) => checkBallot(election, json));
  }
  if (question.kind === 'inspect') {
    const checkedElsewhere = new Map(question.checked.map((one) => [one.tracker, one]));
    inspected = inspectBox({ ...question.input, checkedElsewhere });
    return { checks: inspected.checks, tallyHash: inspected.tallyHash };
  }
  const statement = inspected?.statement ?? null;
  return statement === null ? null : makeShare(statement, question.owner, question.secret, random);
}

self.addEventListener('message', (event: MessageEvent<Question>) => {
  self.postMessage(answer(event.data));
});
