import type { KeptNoteAnswer } from '../../wire/kept-note.ts';
import type { KeptNote } from './kept-notes.ts';

/** What became of an attempt to send a note. */
export type SendOutcome = 'received' | 'refused' | 'signed-out' | 'no-network';

function isAnswer(value: unknown): value is KeptNoteAnswer {
  if (typeof value !== 'object' || value === null || !('received' in value)) return false;
  return (
    value.received === true ||
    ('refusals' in value &&
      Array.isArray(value.refusals) &&
      value.refusals.every((one) => typeof one === 'string'))
  );
}

/** What became of a note, and how the phone goes on keeping it. */
interface Sent {
  readonly outcome: SendOutcome;
  readonly kept: KeptNote;
}

/**
 * Sends a note and says what the server said. A lost answer is no harm: the next attempt carries
 * the same id, and the server answers it as the first.
 */
export async function sendNote(note: KeptNote): Promise<Sent> {
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
    if (response.type === 'opaqueredirect' || response.status === 403)
      return { outcome: 'signed-out', kept: note };
    answer = await response.json();
  } catch {
    return { outcome: 'no-network', kept: note };
  }
  if (!isAnswer(answer)) return { outcome: 'no-network', kept: note };
  if (answer.received) {
    // The server has it: the phone keeps only that it was sent, not what it said.
    const kept = { ...note, fields: [], photo: null, refusals: [], receivedAt: Date.now() };
    return { outcome: 'received', kept };
  }
  return { outcome: 'refused', kept: { ...note, refusals: answer.refusals } };
}
