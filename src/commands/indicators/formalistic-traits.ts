import { addDays } from '../../rules/days.ts';
import type { IndicatorCode } from '../../rules/indicators/catalogue.ts';
import type {
  MeetingRecord,
  ProjectRecord,
  VoteRecord,
  YearRecord,
} from '../../rules/indicators/year-record.ts';
import type { Seeded } from '../demo/county/seeded.ts';

/** Turns a year into one that has a trait of formalism, sometimes gravely, sometimes hardly. */
export type Trait = (record: YearRecord, random: Seeded) => YearRecord;

function lateAnswer(dueOn: string, random: Seeded) {
  return { dueOn, answeredOn: addDays(dueOn, random.between(1, 60)) };
}

function withMeeting(change: (meeting: MeetingRecord, random: Seeded) => Partial<MeetingRecord>) {
  const trait: Trait = (record, random) => ({
    ...record,
    meeting: record.meeting && { ...record.meeting, ...change(record.meeting, random) },
  });
  return trait;
}

function withVote(change: (vote: VoteRecord, random: Seeded) => Partial<VoteRecord>): Trait {
  return (record, random) => ({
    ...record,
    votes: record.votes.map((vote) => ({ ...vote, ...change(vote, random) })),
  });
}

/** Changes about so many percent of the projects, and at least the first one. */
function withProjects(
  percent: number,
  change: (project: ProjectRecord, random: Seeded) => Partial<ProjectRecord>,
): Trait {
  return (record, random) => ({
    ...record,
    projects: record.projects.map((project, index) =>
      index === 0 || random.chance(percent) ? { ...project, ...change(project, random) } : project,
    ),
  });
}

const solicitation: Readonly<Record<string, Trait>> = {
  short: (record, random) => ({
    ...record,
    solicitation: record.solicitation && {
      ...record.solicitation,
      endsOn: addDays(record.solicitation.startsOn ?? record.today, random.between(4, 31)),
    },
  }),
  few: (record, random) => ({
    ...record,
    solicitation: record.solicitation && {
      ...record.solicitation,
      channels: record.solicitation.channels.map((one) => ({
        ...one,
        suggestions: Math.round((record.candidates.length * random.between(5, 50)) / 100),
      })),
    },
  }),
  one: (record, random) => {
    const channels = record.solicitation?.channels ?? [];
    const share = random.between(74, 100);
    const total = channels.reduce((sum, one) => sum + one.suggestions, 0);
    const most = Math.round((total * share) / 100);
    return {
      ...record,
      solicitation: record.solicitation && {
        ...record.solicitation,
        channels: [
          { channel: 'departments', suggestions: most },
          { channel: 'phone', suggestions: total - most },
        ],
      },
    };
  },
};

/** Every indicator with the trait that it is meant to notice. */
export const traits: Readonly<Record<IndicatorCode, Trait>> = {
  'short-solicitation': solicitation.short ?? ((record) => record),
  'few-suggestions': solicitation.few ?? ((record) => record),
  'one-channel': solicitation.one ?? ((record) => record),
  'ready-when-voted': (record, random) => ({
    ...record,
    candidates: record.candidates.map((one) =>
      random.chance(45)
        ? { ...one, ...random.pick([{ stateWhenVoted: 'started' }, { origins: ['assigned'] }]) }
        : one,
    ),
  }),
  'trivial-projects': withProjects(45, ({ reports, totalYuan }, random) => {
    const small = random.between(5_000, 55_000);
    const scaled = (paid: number) => Math.round((paid * small) / (totalYuan ?? small));
    return {
      totalYuan: small,
      reports: reports.map((one) => ({
        ...one,
        paidYuan: one.paidYuan === null ? null : scaled(one.paidYuan),
      })),
    };
  }),
  'repeated-projects': (record, random) => ({
    ...record,
    earlierProjects: record.projects.map((one) => ({
      year: record.year - 1,
      title: `${record.year - 1}年${one.title}`,
      place: random.chance(55) ? one.place : '集镇',
    })),
  }),
  'untraced-candidates': (record, random) => ({
    ...record,
    candidates: record.candidates.map((one) =>
      random.chance(65) ? { ...one, origins: [random.pick(['government', 'departments'])] } : one,
    ),
  }),
  'late-papers': withMeeting(({ startsOn }, random) => ({
    noticeOn: addDays(startsOn, -random.between(1, 8)),
    papersOn: addDays(startsOn, -random.between(0, 1)),
  })),
  'no-deliberation': withMeeting(() => ({ deliberationMinuted: false })),
  'no-rule-sheet': withMeeting(() => ({ ruleSheetAdopted: false })),
  'no-surplus': withVote(({ places }, random) => ({ candidates: places + random.between(0, 1) })),
  'unanimous-vote': withVote(({ valid, items }, random) => {
    const lost = random.chance(30) ? 1 : 0;
    return {
      items: items.map((one) => (one.adopted ? { ...one, votesFor: (valid ?? 0) - lost } : one)),
    };
  }),
  'attendance-near-quorum': withVote(({ due, needed }, random) => ({
    present: (needed ?? 0) + Math.floor(((due ?? 0) * random.between(0, 6)) / 100),
    valid: needed,
  })),
  'late-announcement': withVote(({ declaredOn }, random) => ({
    announcedOn: addDays(declaredOn ?? '2026-01-01', random.between(6, 60)),
  })),
  'no-plan': withProjects(50, ({ decidedOn }, random) => ({
    planPublishedOn: random.chance(60) ? null : addDays(decidedOn, random.between(28, 120)),
  })),
  'quiet-reports': withProjects(50, ({ reports }, random) => ({
    reports: reports.filter((_, index) => index === 0 || index > random.between(2, 6)),
  })),
  'quiet-visits': withProjects(60, ({ visits }, random) => ({
    visits: visits.filter((_, index) => index === 0 && random.chance(60)),
  })),
  'spending-apart': withProjects(40, ({ reports, totalYuan }, random) => ({
    reports: reports.map((one) => ({
      ...one,
      paidYuan: Math.round(((totalYuan ?? 0) * random.between(15, 65)) / 100),
    })),
  })),
  drift: withProjects(40, ({ reports, quantity }, random) => ({
    reports: reports.map((one) =>
      one.quantity === null
        ? one
        : {
            ...one,
            quantity: String(Math.round(Number(quantity ?? 0) * random.between(50, 93)) / 100),
          },
    ),
  })),
  'late-opinions': (record, random) => ({
    ...record,
    opinions: record.opinions.map((one) =>
      random.chance(50) && one.dueOn !== null
        ? random.chance(50)
          ? { ...one, answers: [], open: true }
          : { ...one, answers: [lateAnswer(one.dueOn, random)] }
        : one,
    ),
  }),
  'all-satisfied': (record, random) => ({
    ...record,
    opinions: random.chance(85) ? [] : record.opinions.slice(0, 1),
    projects: record.projects.map((project) => ({
      ...project,
      tests: project.tests.map((test) => ({ ...test, fairlySatisfied: 0, dissatisfied: 0 })),
    })),
  }),
  'unchecked-rectification': (record, random) => ({
    ...record,
    rectifications: [
      {
        ...{ id: 'rectification-9', issuerId: 'township', number: 9, state: 'answered' },
        ...{ dueOn: `${record.year}-12-01` },
        lastAnswerOn: addDays(record.today, -random.between(20, 150)),
      },
    ],
  }),
};
