import type { VisitNoteAnswer } from '../../wire/visit-note.ts';
import { type KeptNote, keepNote } from './kept-notes.ts';

/** What became of an attempt to send a note. */
export type SendOutcome = 'received' | 'refused' | 'signed-out' | 'no-network';

function isAnswer(value: unknown): value is VisitNoteAnswer {
  if (typeof value !== 'object' || value === null || !('received' in value)) return false;
  return (
    value.received === true ||
    ('refusals' in value &&
      Array.isArray(value.refusals) &&
      value.refusals.every((one) => typeof one === 'string'))
  );
}

/**
 * Sends a note and writes down what the server said. A lost answer is no harm: the next attempt carries
 * the same id, and the server answers it as the first.
 */
export async function sendNote(note: KeptNote): Promise<SendOutcome> {
  const body = new FormData();
  for (const [name, value] of note.fields) body.append(name, value);
  body.set('act_id', note.id);
  if (note.photo !== null) {
    const { bytes, type, name } = note.photo;
    body.set('photo', new Blob([bytes], { type }), name);
  }
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(note.address, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: { accept: 'application/json' },
    });
    // Sent to the sign-in page, or no longer entitled: nothing was taken in.
    if (response.type === 'opaqueredirect' || response.status === 403) return 'signed-out';
    answer = await response.json();
  } catch {
    return 'no-network';
  }
  if (!isAnswer(answer)) return 'no-network';
  if (answer.received) {
    // The server has it: the phone keeps only that it was sent, not what it said.
    await keepNote({ ...note, fields: [], photo: null, refusals: [], receivedAt: Date.now() });
    return 'received';
  }
  await keepNote({ ...note, refusals: answer.refusals });
  return 'refused';
}
