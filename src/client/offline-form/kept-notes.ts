/** The photo of a form as the phone keeps it. */
export interface KeptPhoto {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly name: string;
}

/** A filled-in form in the memory of this phone, until the server has it. */
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

/** What is written on this phone under one name, until the server has it. */
export class NoteStore {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Keeps a note, or what became of it. */
  async keep(note: KeptNote): Promise<void> {
    await this.#run('readwrite', (store) => store.put(note));
  }

  /** The notes that somebody wrote on this phone, the newest first. */
  async all(writer: string): Promise<readonly KeptNote[]> {
    const notes = await this.#run<KeptNote[]>('readonly', (store) => store.getAll());
    return notes
      .filter((note) => note.writer === writer)
      .sort((one, other) => other.writtenAt - one.writtenAt);
  }

  /** Forgets a note. */
  async forget(id: string): Promise<void> {
    await this.#run('readwrite', (store) => store.delete(id));
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () =>
        request.result.createObjectStore(storeName, { keyPath: 'id' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** Runs one piece of work and waits until the phone has really written it. */
  async #run<Value>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> {
    const database = await this.#open();
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
}
