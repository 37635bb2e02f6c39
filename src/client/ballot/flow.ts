import type { BoxState } from '../../wire/ballot.ts';
import type { Trouble } from './delivery.ts';

/** Why a deputy cannot go on here. Most are codes of the ballot site. */
export type StopCode =
  | 'wrong-round'
  | 'closed'
  | 'round-void'
  | 'slip-unknown'
  | 'slip-void'
  | 'slip-used'
  | 'ballot-invalid'
  /** The election that came is not the one whose hash the slip carries. */
  | 'other-election'
  /** The receipt key that came is not the one that the election names. */
  | 'other-receipt-key'
  /** The receipt was not signed by the round's key. */
  | 'receipt-wrong'
  /** The browser cannot do the arithmetic. */
  | 'browser-too-old'
  /** Another refusal; its sentence says it. */
  | 'other';

/** Where a deputy is. */
export type Screen =
  | { readonly at: 'loading' }
  /** Nothing came back yet; it is tried again by itself. */
  | { readonly at: 'unreachable' }
  | { readonly at: 'slip' }
  /** Not open yet, or interrupted: it goes on by itself. */
  | { readonly at: 'waiting'; readonly state: 'waiting' | 'interrupted' }
  | { readonly at: 'choosing' }
  /** `commitment` is null while the worker encrypts. */
  | { readonly at: 'review'; readonly commitment: string | null }
  | { readonly at: 'testing' }
  | { readonly at: 'casting'; readonly trouble: Trouble | null; readonly attempts: number }
  | { readonly at: 'done'; readonly tracker: string; readonly receipt: string }
  | { readonly at: 'stopped'; readonly code: StopCode; readonly message: string };

/** What moves a deputy on. */
export type FlowEvent =
  | { readonly is: 'unreachable' }
  | { readonly is: 'box'; readonly state: BoxState }
  | { readonly is: 'slip-read' }
  | { readonly is: 'review' }
  | { readonly is: 'sealed'; readonly commitment: string }
  | { readonly is: 'back' }
  | { readonly is: 'test' }
  | { readonly is: 'cast' }
  | { readonly is: 'trouble'; readonly trouble: Trouble; readonly attempts: number }
  | { readonly is: 'taken'; readonly tracker: string; readonly receipt: string }
  | { readonly is: 'stop'; readonly code: StopCode; readonly message: string };

/** The whole of where a page stands, but for the marks. */
export interface Flow {
  readonly screen: Screen;
  /** Whether the worker holds a slip. */
  readonly hasSlip: boolean;
  /** As last heard; null before the round is there. */
  readonly box: BoxState | null;
}

export const start: Flow = { screen: { at: 'loading' }, hasSlip: false, box: null };

/**
 * The next place. An event that does not belong to the present place changes nothing: a late answer must
 * never tear a deputy out of half-made marks, and what was cast stays cast.
 */
export function advance(flow: Flow, event: FlowEvent): Flow {
  const { screen } = flow;
  switch (event.is) {
    case 'stop':
      if (screen.at === 'done') return flow;
      return { ...flow, screen: { at: 'stopped', code: event.code, message: event.message } };
    case 'unreachable':
      return screen.at === 'loading' ? { ...flow, screen: { at: 'unreachable' } } : flow;
    case 'box':
      return heardOfBox(flow, event.state);
    case 'slip-read':
      if (screen.at !== 'slip') return { ...flow, hasSlip: true };
      return place({ ...flow, hasSlip: true });
    case 'taken':
      return screen.at === 'casting' || screen.at === 'loading'
        ? { ...flow, screen: { at: 'done', tracker: event.tracker, receipt: event.receipt } }
        : flow;
    case 'cast':
      if (screen.at === 'review' && screen.commitment !== null) return casting(flow);
      // A ballot that was signed before a reload.
      return screen.at === 'loading' ? casting(flow) : flow;
    case 'trouble': {
      const { trouble, attempts } = event;
      return screen.at === 'casting'
        ? { ...flow, screen: { at: 'casting', trouble, attempts } }
        : flow;
    }
    default:
      return whileMarking(flow, event);
  }
}

function casting(flow: Flow): Flow {
  return { ...flow, screen: { at: 'casting', trouble: null, attempts: 0 } };
}

/** Only pages that show nothing of the deputy's own making follow the box. */
function heardOfBox(flow: Flow, box: BoxState): Flow {
  const next = { ...flow, box };
  const { at } = flow.screen;
  return at === 'loading' || at === 'unreachable' || at === 'waiting' ? place(next) : next;
}

/** Where a deputy belongs by the state of the box and whether there is a slip. */
function place(flow: Flow): Flow {
  const { box, hasSlip } = flow;
  if (box === null) return flow;
  if (box === 'closed' || box === 'void') {
    const code = box === 'void' ? 'round-void' : 'closed';
    return { ...flow, screen: { at: 'stopped', code, message: '' } };
  }
  if (!hasSlip) return { ...flow, screen: { at: 'slip' } };
  return { ...flow, screen: box === 'open' ? { at: 'choosing' } : { at: 'waiting', state: box } };
}

function whileMarking(
  flow: Flow,
  event: Extract<FlowEvent, { is: 'review' | 'sealed' | 'back' | 'test' }>,
): Flow {
  const { screen } = flow;
  if (event.is === 'review' && screen.at === 'choosing') {
    return { ...flow, screen: { at: 'review', commitment: null } };
  }
  if (event.is === 'sealed' && screen.at === 'review') {
    return { ...flow, screen: { at: 'review', commitment: event.commitment } };
  }
  if (event.is === 'back' && (screen.at === 'review' || screen.at === 'testing')) {
    return { ...flow, screen: { at: 'choosing' } };
  }
  if (event.is === 'test' && screen.at === 'review' && screen.commitment !== null) {
    return { ...flow, screen: { at: 'testing' } };
  }
  return flow;
}
