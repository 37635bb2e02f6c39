import type { Child } from 'hono/jsx';
import { AdjustmentSection } from '../../../views/delivery/adjustment-section.tsx';
import { PlanSection } from '../../../views/delivery/plan-section.tsx';
import { ProgressSection } from '../../../views/delivery/progress-section.tsx';
import { PublicOpinions } from '../../../views/delivery/public-opinions.tsx';
import { RectificationSection } from '../../../views/delivery/rectification-section.tsx';
import { SupervisionSection } from '../../../views/delivery/supervision-section.tsx';
import { TextSection } from '../../../views/delivery/text-section.tsx';
import { UnfinishedSection } from '../../../views/delivery/unfinished-section.tsx';
import { LookbackSection } from '../../../views/lookback/lookback-section.tsx';
import { SatisfactionSection } from '../../../views/satisfaction/satisfaction-section.tsx';
import {
  listYearEnds,
  loadAdjustments,
  loadPlanSection,
  loadProgressSection,
  loadPublishedOpinions,
  loadRectificationSection,
  loadSupervisionSection,
  loadTextSection,
  type Project,
  platePath,
} from '../../stages/delivery/index.ts';
import { loadLookbackSection } from '../../stages/lookback/index.ts';
import { loadSatisfactionSection } from '../../stages/satisfaction/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { readers } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';

/** Who looks at a section, and where its links lead. */
export interface SectionPlace {
  readonly visit: Visit;
  readonly project: Project;
  /** The project's address on the staff site; null on the public page. */
  readonly base: string | null;
  readonly clerk: boolean;
  readonly department: boolean;
}

/**
 * One part of a project's page. `show` loads and renders it, null where there is nothing to say; forms have
 * pages of their own, which the section links to.
 */
export interface ProjectSection {
  /** Anchor in the page's address. */
  readonly id: string;
  readonly title: string;
  /** Whether the public page, which the plate on the site leads to, shows it too. */
  readonly shownTo: 'staff' | 'everyone';
  readonly show: (place: SectionPlace) => Promise<Child | null>;
}

/** The parts of a project's page in their order: a project's life from the promise to the look-back. */
export const projectSections: readonly ProjectSection[] = [
  {
    id: 'progress',
    title: '进度',
    shownTo: 'everyone',
    show: async ({ visit, project, base, clerk, department }) => (
      <ProgressSection
        {...(await loadProgressSection(visit.database, project, visit.now, base === null))}
        reportHref={base !== null && (clerk || department) ? `${base}/progress` : null}
        photoBase={`${base ?? platePath(project.plateCode)}/photos`}
      />
    ),
  },
  {
    id: 'text',
    title: '票决确定的内容',
    shownTo: 'everyone',
    show: async ({ visit, project, base, clerk }) => (
      <TextSection
        {...(await loadTextSection(visit.database, project))}
        editHref={base !== null && clerk ? `${base}/text` : null}
      />
    ),
  },
  {
    id: 'plan',
    title: '实施计划',
    shownTo: 'everyone',
    show: async ({ visit, project, base, clerk, department }) => (
      <PlanSection
        {...(await loadPlanSection(visit.database, project, visit.now, base === null))}
        editHref={base !== null && (clerk || department) ? `${base}/plan` : null}
        photoBase={`${base ?? platePath(project.plateCode)}/photos`}
      />
    ),
  },
  {
    id: 'supervision',
    title: '监督',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => (
      <SupervisionSection
        {...(await loadSupervisionSection(
          visit.database,
          project,
          chinaDate(visit.now),
          base === null,
        ))}
        base={base === null ? null : `/c/${project.congressId}`}
        moreHref={base === null ? null : `${base}/supervision`}
        handlingsHref={`/p/${project.congressId}/handlings`}
      />
    ),
  },
  {
    id: 'unfinished',
    title: '没有按期完工',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => {
      const today = chinaDate(visit.now);
      const { congressId, id } = project;
      const [one] = await listYearEnds(visit.database, congressId, today, id);
      if (one === undefined || !one.unfinished) return null;
      return (
        <UnfinishedSection
          explanation={one.explanation}
          moreHref={
            base !== null && visit.admits(readers) ? `/c/${congressId}/supervision/next-year` : null
          }
        />
      );
    },
  },
  {
    id: 'opinions',
    title: '意见和答复',
    shownTo: 'everyone',
    // Staff read every opinion under 监督; this is what the public reads.
    show: async ({ visit, project, base }) => {
      if (base !== null) return null;
      const { congressId, id } = project;
      const opinions = await loadPublishedOpinions(visit.database, congressId, id);
      return opinions.length === 0 ? null : <PublicOpinions opinions={opinions} />;
    },
  },
  {
    id: 'adjustments',
    title: '调整',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => {
      const all = await loadAdjustments(visit.database, project);
      // What was only asked for is not public with its reasons; that it was asked for is.
      const rows = base === null ? all.filter((one) => one.decidedOn !== null) : all;
      return (
        <AdjustmentSection
          rows={rows}
          pending={all.filter((one) => one.state === 'requested')}
          paperBase={base === null ? `${platePath(project.plateCode)}/adjustments` : null}
          moreHref={base === null ? null : `${base}/adjustments`}
        />
      );
    },
  },
  {
    id: 'rectifications',
    title: '整改',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => {
      const today = chinaDate(visit.now);
      const rows = await loadRectificationSection(visit.database, project, today, base === null);
      const place = base === null ? null : `/c/${project.congressId}`;
      return rows.length === 0 ? null : <RectificationSection rows={rows} base={place} />;
    },
  },
  {
    id: 'satisfaction',
    title: '满意度',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => (
      <SatisfactionSection {...(await loadSatisfactionSection(visit, project, base))} />
    ),
  },
  {
    id: 'lookbacks',
    title: '回头看',
    shownTo: 'everyone',
    show: async ({ visit, project, base }) => {
      const shown = await loadLookbackSection(visit.database, project, base === null);
      return shown.lookbacks.length === 0 ? null : <LookbackSection {...shown} />;
    },
  },
];
