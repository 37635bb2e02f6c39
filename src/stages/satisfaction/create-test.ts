import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { roundEnded } from '../../rules/lifecycle.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import type { SatisfactionChapter } from '../../rules/rule-sheet/document.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { listProjects, type Project } from '../delivery/index.ts';
import {
  loadRoundFrame,
  type RoundFrame,
  type RoundItem,
  titleOfNext,
  writeRound,
} from '../voting/index.ts';
import { notRegulated } from './refusals.ts';

/** What is graded of a project: the whole of it, or each of its sub-items (子项目). */
export interface TestedProject {
  readonly projectId: string;
  /** Empty for the whole project. */
  readonly parts: readonly string[];
}

/** A satisfaction test (满意度测评) as the clerk asks for it. */
export interface NewTest {
  readonly meetingId: string;
  readonly sittingId: string;
  /** In the order of the project list; none twice. */
  readonly projects: readonly TestedProject[];
}

const bodyNames = { plenary: '人民代表大会会议', 'standing-committee': '常务委员会会议' } as const;

/**
 * Creates a satisfaction test as a round of the meeting, with one line for each project or sub-item and
 * three grades. Colours, channels, counting and signing come from the meeting's rule sheet. Several tests
 * of one project stand beside each other: a second one after rectification never replaces the first.
 *
 * Refuses, in order, with `meeting-ended`, `satisfaction-not-regulated`, `keypad-apart`, `wrong-body` (the
 * sheet names another body), `test-running` (one is not finished), `no-projects`, `no-such-project`,
 * `project-ended`, `too-many-lines`.
 */
export function createTest(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewTest,
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const frame = await loadRoundFrame(act, input.meetingId, notRegulated);
    if (!frame.ok) return frame;
    const { meeting, sheet } = frame.value;
    const { satisfaction } = sheet.document;
    if (satisfaction === undefined) return refuse(notRegulated);
    const wrong = whatSpeaksAgainst(frame.value, satisfaction);
    if (wrong !== null) return refuse(wrong);
    const projects = await listProjects(act.transaction, act.congressId);
    const items = itemsOf(projects, input.projects);
    if (!items.ok) return items;
    const title = titleOfNext('民生实事项目满意度测评', 'satisfaction', frame.value);
    const lines = items.value.length;
    const roundId = await writeRound(act, {
      ...{ frame: frame.value, sittingId: input.sittingId, kind: 'satisfaction', form: 'grades' },
      ...{ title, candidateListId: null, parent: null, places: lines, most: lines, least: 0 },
      ...{ category: null, items: items.value },
    });
    act.record({
      event: 'test-created',
      subjects: { meeting: meeting.id, round: roundId, lines },
      detail: { title, lines },
    });
    return ok({ roundId });
  });
}

function whatSpeaksAgainst(
  { meeting, vote, rounds }: RoundFrame,
  { testedBy }: SatisfactionChapter,
): Refusal | null {
  if (vote.channels === 'keypad') {
    const message =
      '票决办法规定用会场表决器，由会场系统测评；测评结果可以在项目页录入并注明来源。';
    return { code: 'keypad-apart', message };
  }
  const wanted = testedBy === 'plenary' ? 'plenary' : 'standing_committee';
  if (meeting.bodyKind !== wanted) {
    const message = `票决办法规定由${bodyNames[testedBy]}测评，本次不是。请在该会议中建立测评。`;
    return { code: 'wrong-body', message };
  }
  const running = rounds.find((round) => round.kind === 'satisfaction' && !roundEnded(round.state));
  if (running === undefined) return null;
  return { code: 'test-running', message: `“${running.title}”还没有办完，不能再建一次测评。` };
}

/** What an item of a test does not have. */
const none = { candidateVersionId: null, adjustmentId: null, detail: null } as const;

/** The most lines of one paper: as many as a vote has candidates. */
const mostLines = 60;

function itemsOf(
  projects: readonly Project[],
  asked: readonly TestedProject[],
): Result<readonly RoundItem[]> {
  if (asked.length === 0) {
    return refuse({
      code: 'no-projects',
      message: '请至少选择一个要测评的项目。',
      field: 'projects',
    });
  }
  const lines: { title: string; projectId: string; part: string | null }[] = [];
  for (const { projectId, parts } of asked) {
    const project = projects.find((one) => one.id === projectId);
    if (project === undefined) {
      const message = '所选的项目不在本级的项目名单里，请刷新页面重新选择。';
      return refuse({ code: 'no-such-project', message, field: 'projects' });
    }
    const { title } = project.voted;
    if (project.state === 'ended') {
      const message = `“${title}”已经决定终止，不测评。`;
      return refuse({ code: 'project-ended', message, field: 'projects' });
    }
    if (parts.length === 0) lines.push({ title, projectId, part: null });
    for (const part of new Set(parts)) lines.push({ title: `${title}：${part}`, projectId, part });
  }
  if (lines.length > mostLines) {
    const message = `一张测评票最多 ${mostLines} 行，现在有 ${lines.length} 行。请分两次测评。`;
    return refuse({ code: 'too-many-lines', message, field: 'projects' });
  }
  return ok(lines.map((line, index) => ({ ...line, ...none, number: index + 1 })));
}
