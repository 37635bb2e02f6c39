import type { Context } from 'hono';
import type { z } from 'zod';
import type { PageFrame } from '../../views/layout.tsx';
import { type Access, mayEnter, roleNameAt } from '../rules/access.ts';
import type { Refusal } from '../rules/refusals.ts';
import type { ActRequest } from '../trail/perform-act.ts';
import { readFlash, writeFlash } from './cookies.ts';
import type { Dependencies } from './dependencies.ts';
import { type ParsedForm, parseFields, printable } from './forms.ts';
import { readPreferences } from './preferences.ts';
import type { Viewer, VisitedCongress } from './viewer.ts';

/** A rendered hono/jsx page or fragment. */
export type Rendered = string | Promise<string> | { toString(): string | Promise<string> } | null;

/** Longest body of an ordinary form in bytes; uploads declare their own limit. */
export const formBodyLimit = 256 * 1024;

/** The media type of an .xlsx file. */
export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The media type of a .docx file. */
export const documentType =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One request on its way through a route: what it asks, who asks, and how to answer. */
export class Visit {
  readonly context: Context;
  readonly dependencies: Dependencies;
  readonly viewer: Viewer | null;
  readonly congress: VisitedCongress | null;
  #fields: Promise<Record<string, unknown>> | null = null;
  #refused: readonly Refusal[] = [];

  constructor(
    context: Context,
    dependencies: Dependencies,
    viewer: Viewer | null,
    congress: VisitedCongress | null,
  ) {
    this.context = context;
    this.dependencies = dependencies;
    this.viewer = viewer;
    this.congress = congress;
  }

  get database() {
    return this.dependencies.database;
  }

  get now(): Date {
    return this.dependencies.now();
  }

  /** A parameter of the path; the mounting code has checked that it is a UUID. */
  param(name: string): string {
    const value = this.context.req.param(name);
    if (value === undefined) throw new Error(`route has no parameter :${name}`);
    return printable(value);
  }

  /** A field of the query string, or the empty string. */
  query(name: string): string {
    return printable(this.context.req.query(name) ?? '');
  }

  /** The congress of the path; only for routes under `/c/:congress`. */
  get congressHere(): VisitedCongress {
    if (this.congress === null) throw new Error('route has no congress in its path');
    return this.congress;
  }

  /** Who is signed in; only for routes that require it. */
  get signedIn(): Viewer {
    if (this.viewer === null) throw new Error('route admits people who are not signed in');
    return this.viewer;
  }

  /** True when the viewer holds a role here: in this congress, or for the meeting of the path. */
  holds(...names: readonly string[]): boolean {
    const meeting = this.context.req.param('meeting') ?? null;
    return (this.viewer?.held ?? []).some(
      (one) =>
        names.includes(one.role) &&
        one.congressId === this.congress?.id &&
        (one.meetingId === null || one.meetingId === meeting),
    );
  }

  /** Whether a route of this congress, or of the meeting of the path, would let the viewer in. */
  admits(access: Access): boolean {
    const { id, ancestorIds } = this.congressHere;
    const meetingId = this.context.req.param('meeting') ?? null;
    const place = { congressId: id, ancestorIds, meetingId };
    return mayEnter(access, this.viewer?.held ?? null, place);
  }

  /** The fields of the body: strings and arrays of strings, all of them printable, and files. Read once. */
  fields(): Promise<Record<string, unknown>> {
    this.#fields ??= this.#readFields();
    return this.#fields;
  }

  async #readFields(): Promise<Record<string, unknown>> {
    const clean = (one: unknown) => (typeof one === 'string' ? printable(one) : one);
    const raw = await this.context.req.parseBody({ all: true });
    return Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(clean) : clean(value),
      ]),
    );
  }

  /** Parses the body by a schema. */
  async form<Schema extends z.ZodType>(schema: Schema): Promise<ParsedForm<z.output<Schema>>> {
    return parseFields(schema, await this.fields());
  }

  /** Prepares the request of an act from the common fields of its form. */
  act(kind: string, fields: { act_id: string; happened_at?: Date | null }): ActRequest {
    return {
      congressId: this.congressHere.id,
      actId: fields.act_id,
      kind,
      personId: this.viewer?.personId ?? null,
      happenedAt: fields.happened_at ?? null,
      now: this.now,
    };
  }

  /** Notes what was just refused: the page says it even where its form is no longer shown. */
  noteRefusals(refusals: readonly Refusal[]): void {
    this.#refused = refusals;
  }

  /** What every page of the staff and public sites shows around its content. */
  frame(): PageFrame {
    const preferences = readPreferences(this.context);
    const { assets, occasion, secure } = this.dependencies;
    const flash = readFlash(this.context);
    const url = new URL(this.context.req.url);
    const banner: { kind: 'demo' | 'rehearsal' | 'plain-http'; text: string }[] = [];
    if (occasion === 'demo') {
      banner.push({ kind: 'demo', text: '演示数据：地名、人名和票数均为虚构，随时可以重来。' });
    }
    if (occasion === 'rehearsal') {
      banner.push({ kind: 'rehearsal', text: '这是演练，结果不作数，结束后整体删除。' });
    }
    if (!secure && url.hostname !== 'localhost' && url.hostname !== '127.0.0.1') {
      banner.push({ kind: 'plain-http', text: '当前连接未加密，请只在会场局域网内使用。' });
    }
    return {
      assets,
      viewer: this.viewer && {
        name: this.viewer.name,
        roles: [
          ...new Set(
            this.viewer.held.map((one) => roleNameAt(one.role, one.congressKind ?? 'township')),
          ),
        ].join('、'),
      },
      size: preferences.size,
      theme: preferences.theme,
      path: url.pathname + url.search,
      banner,
      refused: this.#refused.map((one) => one.message),
      ...(flash === null ? {} : { flash }),
    };
  }

  /** Answers with a page. */
  async page(rendered: Rendered, status: 200 | 404 | 403 | 409 | 422 | 429 | 500 = 200) {
    return this.context.html((await rendered)?.toString() ?? '', status);
  }

  /** Answers a successful act: go there, and say there what was done. */
  redirect(path: string, done?: string): Response {
    if (done !== undefined) writeFlash(this.context, { kind: 'done', text: done });
    return this.context.redirect(path, 303);
  }

  /** Answers with a file. */
  file(bytes: Uint8Array | string, type: string, name: string, way: 'attachment' | 'inline') {
    const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
    return this.context.body(body, 200, {
      'content-type': type,
      'content-disposition': `${way}; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  /** Answers with a file that is too large to stand in memory. */
  largeFile(stream: ReadableStream<Uint8Array>, size: number, type: string, name: string) {
    return this.context.body(stream, 200, {
      'content-type': type,
      'content-length': String(size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }
}

/** The status of a page that shows refusals: 409 when the world moved, else 422. */
export function statusOf(refusals: readonly Refusal[]): 409 | 422 {
  const moved = ['stale-form', 'act-reused', 'already-done', 'wrong-state'];
  return refusals.some((one) => moved.includes(one.code)) ? 409 : 422;
}
