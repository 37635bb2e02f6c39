import type { Lateness } from '../../src/rules/rectification.ts';
import type { Tone } from '../parts/notices.tsx';
import type { WithdrawnProps } from '../parts/withdraw.tsx';
import type { PaperProps } from './papers.tsx';

/** An opinion as lists show it. */
export interface OpinionProps {
  readonly id: string;
  /** Opinions are numbered anew each year. */
  readonly year: number;
  readonly number: number;
  readonly originName: string;
  readonly content: string;
  readonly projectId: string | null;
  readonly projectTitle: string | null;
  readonly departmentName: string | null;
  readonly stateName: string;
  readonly state: string;
  /** Null while nothing is due. */
  readonly lateness: Lateness | null;
}

/** A visit as pages show it. */
export interface VisitProps {
  readonly id: string;
  readonly visitedOn: string;
  readonly note: string;
  readonly verdictName: string;
  readonly verdictTone: Tone;
  readonly ask: string | null;
  readonly place: string;
  readonly people: readonly string[];
  readonly writtenOffline: boolean;
  readonly photos: readonly { readonly id: string; readonly href: string }[];
  readonly published: boolean;
  /** When and why it was taken back from the public; null where it was not. */
  readonly withdrawn: { readonly on: string; readonly reason: string } | null;
}

/** Everything about the supervision of one project, as its section and its page show it. */
export interface SupervisionProps {
  readonly group: {
    readonly name: string;
    readonly members: readonly {
      readonly personId: string;
      readonly name: string;
      readonly leader: boolean;
    }[];
  } | null;
  readonly plans: readonly {
    readonly id: string;
    readonly plannedOn: string;
    readonly topic: string;
    readonly state: 'waiting' | 'visited' | 'cancelled';
    readonly said: string;
    readonly lateness: Lateness | null;
  }[];
  readonly visits: readonly VisitProps[];
  readonly opinions: readonly OpinionProps[];
  readonly handlings: readonly {
    readonly firstDueOn: string | null;
    readonly extensionReason: string | null;
    readonly papers: readonly PaperProps[];
    readonly reason: string;
    readonly ledBy: string;
    readonly listedOn: string;
    readonly dueOn: string;
    readonly liftedOn: string | null;
    readonly liftedReason: string | null;
    readonly lateness: Lateness | null;
  }[];
  readonly records: readonly {
    readonly papers: readonly PaperProps[];
    readonly kindName: string;
    readonly heldOn: string;
    readonly title: string;
    readonly content: string;
    readonly outcome: string | null;
    readonly source: string;
    readonly id: string;
    /** Null while it stands; the public gets none that was taken back. */
    readonly withdrawn: WithdrawnProps | null;
  }[];
  readonly nextVisit: { readonly dueOn: string; readonly lateness: Lateness } | null;
  readonly inspectionMonths: number;
}
