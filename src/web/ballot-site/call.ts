import type { Context } from 'hono';
import type { Refusal } from '../../rules/refusals.ts';
import type { ActRequest } from '../../trail/perform-act.ts';
import type { WireRefusal } from '../../wire/refusal.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Station } from './station.ts';

/** One request to the ballot site on its way through a route. There is no viewer and no cookie. */
export class Call {
  readonly context: Context;
  readonly dependencies: Dependencies;
  /** Whose own device calls; null on routes that anyone may call. */
  readonly station: Station | null;

  constructor(context: Context, dependencies: Dependencies, station: Station | null) {
    this.context = context;
    this.dependencies = dependencies;
    this.station = station;
  }

  get database() {
    return this.dependencies.database;
  }

  get now(): Date {
    return this.dependencies.now();
  }

  /** The device that calls; throws on a route that anyone may call. */
  get ownStation(): Station {
    if (this.station === null) throw new Error('this route is open to anyone');
    return this.station;
  }

  /** A parameter of the path. */
  param(name: string): string {
    const value = this.context.req.param(name);
    if (value === undefined) throw new Error(`route has no parameter :${name}`);
    return value;
  }

  /** The act of a scrutineer's own device, under the id that its page made. */
  act(kind: string, actId: string): ActRequest {
    const { congressId, personId } = this.ownStation;
    return { congressId, actId, kind, personId, happenedAt: null, now: this.now };
  }

  /** The body as JSON, or null when it is none. */
  async json(): Promise<unknown> {
    try {
      return await this.context.req.json();
    } catch {
      return null;
    }
  }

  /** Answers with JSON. */
  answer(value: unknown): Response {
    return this.context.json(value as Record<string, unknown>);
  }

  /** Answers with the first refusal: its code for the page, its sentence for the reader. */
  refuse(refusal: Refusal, status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 = 409) {
    const { code, message } = refusal;
    const body: WireRefusal = { code, message };
    return this.context.json(body, status);
  }
}
