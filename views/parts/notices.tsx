import type { Child } from 'hono/jsx';

/** How something stands; colour is never the only sign. */
export type Tone = 'ok' | 'warn' | 'stop' | 'info' | 'plain';

const shapes: Readonly<Record<Tone, string>> = {
  ok: '✓',
  warn: '!',
  stop: '✕',
  info: '▸',
  plain: '—',
};

/** A sentence that the reader should not miss. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: Child;
}) {
  return (
    <div class={`notice ${props.tone}`}>
      <span class="mark" aria-hidden="true">
        {shapes[props.tone]}
      </span>
      <div>
        {props.title === undefined ? null : <strong>{props.title}</strong>}
        {props.children}
      </div>
    </div>
  );
}

/** A state in one or two words, with its shape. */
export function Tag(props: { readonly tone: Tone; readonly text: string }) {
  return (
    <span class={`tag ${props.tone}`}>
      <span aria-hidden="true">{shapes[props.tone]} </span>
      {props.text}
    </span>
  );
}

/** A number that decides something: the largest thing on its page. */
export function Figure(props: {
  readonly label: string;
  readonly value: number | string | null;
  readonly tone?: Tone;
}) {
  return (
    <div class={`figure ${props.tone ?? ''}`}>
      <span class="label">{props.label}</span>
      <span class="num">{props.value ?? '—'}</span>
    </div>
  );
}

/** What there is to say where a list is empty, and what to do. */
export function Empty(props: { readonly children?: Child }) {
  return <p class="empty">{props.children}</p>;
}

/** Names and values under each other. */
export function Facts(props: { readonly facts: readonly (readonly [string, Child])[] }) {
  return (
    <dl class="facts">
      {props.facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
