/** The questions of one part: those asked, and those of the template that are left out with the reason. */
export interface QuestionList {
  readonly part: string;
  readonly asked: readonly {
    readonly text: string;
    readonly hint: string | null;
    readonly own: boolean;
  }[];
  readonly leftOut: readonly { readonly text: string; readonly reason: string }[];
}

/** A programme of a look-back as its staff page and its public page show it. */
export interface ProgrammeView {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly state: 'draft' | 'scope_published' | 'drawn' | 'reported' | 'closed';
  readonly stateName: string;
  readonly reviewed: readonly string[];
  readonly years: string;
  readonly when: string;
  readonly sampling: string;
  readonly scopeHash: string | null;
  readonly scopePublishedAt: string | null;
  readonly scopeSize: number;
  readonly draws: readonly {
    readonly number: number;
    readonly source: string;
    readonly announcedAt: string;
    readonly dueAt: string;
    readonly reason: string | null;
    readonly made: {
      readonly seed: string;
      readonly drawnAt: string;
      readonly witnesses: string;
      readonly projects: readonly string[];
    } | null;
  }[];
}

/** The pages that the pages of a look-back lead to, from the congress on. */
export interface LookbackPlace {
  readonly congress: string;
  /** `/c/<congress>` */
  readonly base: string;
  /** `/c/<congress>/lookbacks/<lookback>` */
  readonly here: string;
  readonly clerk: boolean;
}
