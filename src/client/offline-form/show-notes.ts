import { byId, fill, h } from '../parts/dom.ts';
import type { KeptNote } from './kept-notes.ts';

/** What can be done with a note that the server did not take. */
export interface NoteButtons {
  readonly change: (note: KeptNote) => void;
  readonly forget: (note: KeptNote) => void;
}

function clock(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getMonth() + 1}月${date.getDate()}日 ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function noteCard(note: KeptNote, buttons: NoteButtons): HTMLElement {
  if (note.receivedAt !== null) {
    return h(
      'li',
      { 'data-state': 'received' },
      h('span', { class: 'tag ok' }, '✓ 已收到'),
      ` ${note.title}，${clock(note.receivedAt)} 送达`,
    );
  }
  if (note.refusals.length > 0) {
    return h(
      'li',
      { 'data-state': 'refused' },
      h('span', { class: 'tag stop' }, '✕ 没有收下'),
      ` ${note.title}。${note.refusals.join('')}`,
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          { type: 'button', class: 'btn small', onclick: () => buttons.change(note) },
          '改一改',
        ),
        h(
          'button',
          { type: 'button', class: 'btn quiet small', onclick: () => buttons.forget(note) },
          '删去',
        ),
      ),
    );
  }
  return h(
    'li',
    { 'data-state': 'waiting' },
    h('span', { class: 'tag warn' }, '! 已写好，未发出'),
    ` ${note.title}，${clock(note.writtenAt)} 写成，还只在这部手机里`,
  );
}

/** Shows every note of this person on this phone, with what became of it. */
export function showNotes(notes: readonly KeptNote[], buttons: NoteButtons): void {
  byId('kept-notes').hidden = notes.length === 0;
  const waiting = notes.filter((note) => note.receivedAt === null && note.refusals.length === 0);
  byId('send-now').hidden = waiting.length === 0;
  fill(
    byId('note-list'),
    notes.map((note) => noteCard(note, buttons)),
  );
}

/** Says how things stand in one sentence, read aloud by a screen reader. */
export function say(text: string): void {
  byId('note-said').textContent = text;
}
