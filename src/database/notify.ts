import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Listens on one channel over a direct connection and comes back after a broken one. */
export class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #listeners = new Set<(payload: string) => void>();
  #client: pg.Client | null = null;
  #closed = false;

  constructor(url: string, channel: string) {
    if (!/^[a-z_]+$/.test(channel)) throw new Error('unexpected channel name');
    this.#url = url;
    this.#channel = channel;
  }

  /** Starts listening; resolves with the first connection. */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'piaojue-listen',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', (message) => this.#tell(message.payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    // Only a connection that listened is come back for, else each failed attempt would start another loop.
    client.once('end', () => void this.#reopen());
    this.#client = client;
  }

  /** Calls back with every payload until the returned function is called. */
  subscribe(listener: (payload: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  #tell(payload: string): void {
    for (const listener of this.#listeners) listener(payload);
  }

  async #reopen(): Promise<void> {
    for (let wait = 200; !this.#closed; wait = Math.min(wait * 2, 10_000)) {
      await sleep(wait);
      try {
        await this.open();
        // Something may have been missed meanwhile: an empty topic means "anything may have changed".
        this.#tell('');
        return;
      } catch {
        // The server is still away; the loop tries again.
      }
    }
  }
}
