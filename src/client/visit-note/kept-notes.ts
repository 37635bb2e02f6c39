/** The photo of a note as the phone keeps it. */
export interface KeptPhoto {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly name: string;
}

/** A note of a visit in the memory of this phone, until the server has it. */
export interface KeptNote {
  /** Made on this phone; the note arrives once, however often it is sent. */
  readonly id: string;
  /** Where it goes, and who wrote it: another person on the same phone never sends it. */
  readonly address: string;
  readonly writer: string;
  readonly writtenAt: number;
  readonly title: string;
  /** Names and values of the form; empty once the server has it. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly photo: KeptPhoto | null;
  /** When the server said that it has it. */
  readonly receivedAt: number | null;
  /** Why the server did not take it, and what to do. */
  readonly refusals: readonly string[];
}

const storeName = 'notes';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('piaojue-visit-notes', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs one piece of work and waits until the phone has really written it. */
async function run<Value>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a note, or what became of it. */
export async function keepNote(note: KeptNote): Promise<void> {
  await run('readwrite', (store) => store.put(note));
}

/** The notes that somebody wrote on this phone, the newest first. */
export async function keptNotes(writer: string): Promise<readonly KeptNote[]> {
  const notes = await run<KeptNote[]>('readonly', (store) => store.getAll());
  return notes
    .filter((note) => note.writer === writer)
    .sort((one, other) => other.writtenAt - one.writtenAt);
}

/** Forgets a note. */
export async function forgetNote(id: string): Promise<void> {
  await run('readwrite', (store) => store.delete(id));
}
