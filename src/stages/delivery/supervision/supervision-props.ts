import type {
  OpinionProps,
  SupervisionProps,
  VisitProps,
} from '../../../../views/delivery/supervision-props.ts';
import { dayInWords } from '../../../rules/days.ts';
import { opinionOriginNames, opinionStateNames } from '../../../rules/opinion.ts';
import { deadlineLateness } from '../../../rules/rectification.ts';
import { visitVerdictNames } from '../../../rules/supervision.ts';
import { withdrawnInWords } from '../../../web/withdrawn-in-words.ts';
import type { Opinion } from '../opinions/opinion-store.ts';
import { toPaperProps } from '../papers/paper-props.ts';
import { type Project, platePath } from '../project-store.ts';
import type { ProjectSupervision } from './load-supervision.ts';
import { supervisionKinds } from './record-supervision.ts';
import type { Visit } from './supervision-store.ts';

const openStates = ['handed_over', 'reopened'];

/** An opinion as views show it, on the given day. */
export function toOpinionProps(one: Opinion, today: string): OpinionProps {
  return {
    ...{ id: one.id, number: one.number, content: one.content, state: one.state },
    ...{
      year: one.year,
      projectId: one.projectId,
      projectTitle: one.projectTitle,
      departmentName: one.departmentName,
    },
    originName: opinionOriginNames[one.origin],
    stateName: opinionStateNames[one.state],
    lateness:
      one.dueOn !== null && openStates.includes(one.state)
        ? deadlineLateness(one.dueOn, today)
        : null,
  };
}

/** Where a visit was, in words: typed places are marked as such. */
export function placeInWords(visit: Visit): string {
  if (visit.placeSource === 'device') {
    return `手机当场定位：北纬 ${visit.latitude ?? ''}，东经 ${visit.longitude ?? ''}`;
  }
  return visit.placeSource === 'typed' ? `${visit.placeText ?? ''}（手填）` : '未记地点';
}

const tones = { good: 'ok', minor: 'warn', serious: 'stop' } as const;

/**
 * A visit as views show it; photos lie under `photoBase`. The public gets the note and the photos that were made
 * public, and no word of what was not.
 */
function toVisitProps(visit: Visit, photoBase: string, publicOnly: boolean): VisitProps {
  const hidden = publicOnly && !visit.published;
  return {
    ...{ id: visit.id, visitedOn: visit.visitedOn, note: hidden ? '' : visit.note },
    ...{ ask: publicOnly ? null : visit.ask, people: visit.people },
    ...{ writtenOffline: visit.writtenOffline, published: visit.published },
    ...{ withdrawn: visit.withdrawn, verdictTone: tones[visit.verdict] },
    verdictName: visitVerdictNames[visit.verdict],
    place: publicOnly ? '' : placeInWords(visit),
    photos: visit.photos
      .filter((one) => one.published || !publicOnly)
      .map(({ id }) => ({ id, href: `${photoBase}/${id}` })),
  };
}

/** The supervision of a project as its section and its page show it. */
export function toSupervisionProps(
  supervision: ProjectSupervision,
  project: Project,
  { today, publicOnly }: { readonly today: string; readonly publicOnly: boolean },
): SupervisionProps {
  const { group, plans, visits, opinions, handlings, records } = supervision;
  const { congressId, id, plateCode } = project;
  const plate = platePath(plateCode);
  const photoBase = publicOnly ? `${plate}/photos` : `/c/${congressId}/projects/${id}/photos`;
  const paperBase = publicOnly ? `${plate}/papers` : `/c/${congressId}/papers`;
  const papersOf = (entryId: string) =>
    toPaperProps(
      (supervision.papers.get(entryId) ?? []).filter((one) => one.published || !publicOnly),
      paperBase,
    );
  return {
    ...{ group, nextVisit: supervision.nextVisit },
    inspectionMonths: supervision.inspectionMonths,
    plans: plans.map((plan) => ({
      ...{ id: plan.id, plannedOn: plan.plannedOn, topic: plan.topic },
      ...planState(plan, today),
    })),
    visits: visits.map((one) => toVisitProps(one, photoBase, publicOnly)),
    opinions: opinions.map((one) => toOpinionProps(one, today)),
    handlings: handlings.map((one) => ({
      ...{ ...one, papers: papersOf(one.id) },
      lateness: one.liftedOn === null ? deadlineLateness(one.dueOn, today) : null,
    })),
    records: records
      .filter((one) => one.withdrawn === null || !publicOnly)
      .map((one) => ({
        ...{ ...one, papers: papersOf(one.id), withdrawn: withdrawnInWords(one.withdrawn) },
        kindName: supervisionKinds[one.kind],
      })),
  };
}

function planState(plan: ProjectSupervision['plans'][number], today: string) {
  if (plan.visitedOn !== null) {
    return {
      state: 'visited',
      said: `${dayInWords(plan.visitedOn)}已视察`,
      lateness: null,
    } as const;
  }
  if (plan.cancelledReason !== null) {
    const said = `已取消：${plan.cancelledReason}`;
    return { state: 'cancelled', said, lateness: null } as const;
  }
  const lateness = deadlineLateness(plan.plannedOn, today);
  return { state: 'waiting', said: '待视察', lateness } as const;
}
