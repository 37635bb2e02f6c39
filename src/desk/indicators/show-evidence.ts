import type { Evidence } from '../../rules/indicators/indication.ts';

/** Evidence as a link of the staff site; null where the figures have no page of their own. */
export function showEvidence(
  congressId: string,
  meetingId: string | null,
  evidence: Evidence,
  year: number,
): { readonly text: string; readonly href: string | null } {
  const base = `/c/${congressId}`;
  switch (evidence.kind) {
    case 'figures':
      return { text: '录入的征集数字', href: `${base}/figures?year=${year}` };
    case 'candidates':
      return {
        text: '候选项目',
        href: meetingId === null ? null : `${base}/m/${meetingId}/candidates`,
      };
    case 'meeting':
      return { text: '会议', href: `${base}/m/${evidence.meetingId}` };
    case 'rule-sheet':
      return { text: '票决办法', href: `${base}/m/${evidence.meetingId}/rules` };
    case 'round':
      return {
        text: '计票结果',
        href: `${base}/m/${evidence.meetingId}/r/${evidence.roundId}/result`,
      };
    case 'project':
      return { text: `${evidence.number}号项目`, href: `${base}/projects/${evidence.projectId}` };
    case 'opinion':
      return {
        text: `第${evidence.number}号意见`,
        href: `${base}/opinions/${evidence.opinionId}`,
      };
    case 'rectification':
      return {
        text: `整改${evidence.number}`,
        // Its page is also the unit's: the county's own list is closed to a township.
        href: `${base}/rectifications/${evidence.rectificationId}`,
      };
  }
}
