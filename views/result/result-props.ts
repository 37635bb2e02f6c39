import type { ReportContent } from '../../src/stages/result/report-content.ts';
import type { PageFrame } from '../layout.tsx';
import type { MeetingPage } from '../meeting/meeting-shell.tsx';
import type { SentForm } from '../parts/fields.tsx';
import type { BoxLinks } from './electronic-part.tsx';

/** A project by its number on the ballot. */
export interface NumberedProject {
  readonly number: number;
  readonly title: string;
}

/** A tie at the cut that the presidium or the lot decides, and how it was decided. */
export interface ShownTie {
  readonly by: string;
  readonly open: number;
  readonly projects: readonly NumberedProject[];
  readonly decided: {
    readonly projects: readonly NumberedProject[];
    readonly reason: string;
    readonly witnesses: string;
  } | null;
}

/** A signer with what stands on the report. */
export interface ShownSigner {
  readonly personId: string;
  readonly name: string;
  readonly role: 'chief_scrutineer' | 'scrutineer' | 'teller';
  readonly me: boolean;
  readonly asked: boolean;
  readonly signature: {
    readonly id: string;
    readonly way: 'code' | 'hand' | 'refused' | 'absent';
    readonly reason: string | null;
    readonly confirmed: boolean;
    readonly when: string;
  } | null;
}

/** The report that stands, with its signatures and what follows from it. */
export interface ShownReport {
  readonly id: string;
  readonly href: string;
  readonly number: number;
  readonly state: 'unsigned' | 'signed' | 'fallen';
  readonly content: ReportContent;
  readonly hash: string;
  readonly result: string;
  /** The same for the head of the page: names apart, null where the heading says all. */
  readonly words: { readonly headline: string; readonly named: string | null };
  readonly next: string;
  readonly tie: ShownTie | null;
  readonly signing: string;
  readonly complete: boolean;
  readonly signers: readonly ShownSigner[];
}

/** Everything that the page of a result shows. */
export interface ResultPageProps {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly round: {
    readonly title: string;
    readonly state: string;
    readonly stateName: string;
    /** Why the round is interrupted, void or counted again; null otherwise. */
    readonly reason: string | null;
  };
  readonly report: ShownReport | null;
  /** The re-vote or second round that was made from this one; null before. */
  readonly followedBy: { readonly href: string; readonly title: string } | null;
  /** Whether the counting that was finished last has no report yet. */
  readonly mayMakeReport: boolean;
  readonly earlier: readonly { readonly href: string; readonly text: string }[];
  readonly code: string | null;
  /** The form that was sent and refused. */
  readonly sent: SentForm;
  /** What the form of an announcement proposes. */
  readonly announceDraft: Readonly<Record<string, string>>;
  readonly announcements: readonly {
    readonly id: string;
    readonly number: string;
    readonly dated: string;
    readonly title: string;
    readonly text: string;
    readonly where: string | null;
  }[];
  /** Whether papers are counted in this round. */
  readonly papers: boolean;
  /** Where the files of the electronic box are; null in a round without. */
  readonly box: BoxLinks | null;
  /** What became of the server's key: kept, or destroyed at a time; null in a round without. */
  readonly keys: { readonly destroyed: string | null } | null;
  readonly publicPath: string;
  readonly sealings: readonly string[];
  readonly recounts: readonly { readonly id: string; readonly title: string }[];
  readonly holds: {
    readonly clerk: boolean;
    readonly chair: boolean;
    readonly counter: boolean;
    readonly signer: boolean;
  };
  readonly actId: () => string;
}
