import type { Evidence } from '../../rules/indicators/indication.ts';
import type { YearRecord } from '../../rules/indicators/year-record.ts';

/** A place where the figures of an indication stand, as a page shows it. */
export interface ShownEvidence {
  readonly text: string;
  /** Null where the viewer has no page of it. */
  readonly href: string | null;
}

/** What evidence is called, whoever looks at it. */
export function evidenceName(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'figures':
      return '录入的征集数字';
    case 'candidates':
      return '候选项目';
    case 'meeting':
      return '会议';
    case 'rule-sheet':
      return '票决办法';
    case 'round':
      return '计票结果';
    case 'project':
      return `${evidence.number}号项目`;
    case 'opinion':
      return `第${evidence.number}号意见`;
    case 'rectification':
      return `整改${evidence.number}`;
  }
}

/** Where a part of the record stands on the staff site; null where it has no page. */
function staffPage(record: YearRecord, evidence: Evidence): string | null {
  const base = `/c/${record.congressId}`;
  switch (evidence.kind) {
    case 'figures':
      return `${base}/figures?year=${record.year}`;
    case 'candidates':
      return record.meeting === null ? null : `${base}/m/${record.meeting.id}/candidates`;
    case 'meeting':
      return `${base}/m/${evidence.meetingId}`;
    case 'rule-sheet':
      return `${base}/m/${evidence.meetingId}/rules`;
    case 'round':
      return `${base}/m/${evidence.meetingId}/r/${evidence.roundId}/result`;
    case 'project':
      return `${base}/projects/${evidence.projectId}`;
    case 'opinion':
      return `${base}/opinions/${evidence.opinionId}`;
    case 'rectification':
      // Its page is also the unit's: the list of the congress that issued it is closed to a township.
      return `${base}/rectifications/${evidence.rectificationId}`;
  }
}

/** Evidence as a link of the staff site. */
export function showEvidence(record: YearRecord, evidence: Evidence): ShownEvidence {
  return { text: evidenceName(evidence), href: staffPage(record, evidence) };
}
