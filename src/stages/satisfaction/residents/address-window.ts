import { createHmac, randomBytes } from 'node:crypto';

const hour = 3_600_000;

/**
 * Counts what comes from each address within the running hour. Addresses are hashed with a salt of the hour
 * and kept in memory alone; the next hour knows nothing of the last.
 */
export class AddressWindow {
  #hour = 0;
  #salt = randomBytes(32);
  #counts = new Map<string, number>();

  /** Counts one more of this kind from this address; answers how many there are with it. */
  note(address: string, kind: string, now: Date): number {
    const running = Math.floor(now.getTime() / hour);
    if (running !== this.#hour) {
      this.#hour = running;
      this.#salt = randomBytes(32);
      this.#counts.clear();
    }
    const key = createHmac('sha256', this.#salt).update(`${kind}|${address}`).digest('base64');
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}
