import type { ShownFinding } from '../../../../views/lookback/findings.tsx';
import { dayInWords } from '../../../rules/days.ts';
import { type RectificationState, rectificationStateNames } from '../../../rules/rectification.ts';
import { type Finding, gradeNames, nameOfFinding } from '../findings/finding-store.ts';

const gradeTones = { note: 'info', problem: 'warn', serious: 'stop' } as const;
const stateTones: Readonly<Record<RectificationState, 'ok' | 'warn' | 'info'>> = {
  issued: 'warn',
  answered: 'info',
  reopened: 'warn',
  closed: 'ok',
};

function rectificationOf(finding: Finding): ShownFinding['rectification'] {
  const { rectification, grade, withdrawnReason } = finding;
  if (withdrawnReason !== null) return { tone: 'plain', text: '已撤回' };
  if (rectification !== null) {
    const state = rectificationStateNames[rectification.state];
    return { tone: stateTones[rectification.state], text: `整改${state}` };
  }
  return grade === 'note'
    ? { tone: 'plain', text: '不用整改' }
    : { tone: 'warn', text: '还没有提出整改' };
}

/** A finding in words; `href` leads to its page, null where the viewer has none. `entries` are for the public. */
export function showFinding(
  finding: Finding,
  href: string | null,
  entries: ShownFinding['entries'] = [],
): ShownFinding {
  return {
    ...{ number: finding.number, href, subject: nameOfFinding(finding), content: finding.content },
    ...{ gradeName: gradeNames[finding.grade], gradeTone: gradeTones[finding.grade] },
    ...{ evidence: finding.evidence, withdrawn: finding.withdrawnReason },
    replies: finding.replies.map((reply) => ({
      stance: reply.agrees ? '认可' : '有不同意见',
      ...{ content: reply.content, repliedOn: dayInWords(reply.repliedOn) },
    })),
    ...{ rectification: rectificationOf(finding), entries },
  };
}
