import type { Refusal } from '../refusals.ts';
import {
  type ChannelFigures,
  channelInWords,
  type Figure,
  type ProjectVotes,
  sumFigures,
  type VoteInput,
  validPapers,
  validPapersOf,
} from './input.ts';

/** A refusal that always names its field, as a path into the input: `projects[2].for`. */
export interface Fault extends Refusal {
  readonly field: string;
}

/**
 * Finds figures that cannot be right under any reading, all of them, in the order: attendance,
 * channels, projects. Unknown figures are taken at their most favourable. What is possible though
 * irregular (more papers returned than issued, no quorum) is no fault: it makes the round void.
 *
 * Codes: `present-exceeds-due`, `duplicate-channel`, `void-exceeds-returned`, `valid-differs`,
 * `duplicate-number`, `votes-exceed-valid`, `votes-do-not-add-up`, `sums-differ`.
 */
export function findFaults(input: VoteInput): readonly Fault[] {
  return [
    ...checkAttendance(input),
    ...input.channels.flatMap((channel, index) => checkChannel(channel, index, input.channels)),
    ...checkNumbers(input.projects),
    ...checkVotes(input),
  ];
}

function checkAttendance({ due, present }: VoteInput): Fault[] {
  if (due === null || present === null || present <= due) return [];
  const message = `实到${present}人，多于应到的${due}人；请核对应到和实到。`;
  return [{ code: 'present-exceeds-due', field: 'present', message }];
}

function checkChannel(
  channel: ChannelFigures,
  index: number,
  all: readonly ChannelFigures[],
): Fault[] {
  const at = channel.name === null ? '' : `channels[${index}].`;
  const name = channelInWords(channel);
  const faults: Fault[] = [];
  if (all.findIndex((other) => other.name === channel.name) < index) {
    const message = `${name}出现了两次；每种方式只写一次。`;
    faults.push({ code: 'duplicate-channel', field: `${at}name`, message });
  }
  const { returned, void: voided, valid = null } = channel;
  if (returned !== null && voided !== null && voided > returned) {
    const message = `${name}废票${voided}张，多于收回的${returned}张；请核对废票和收回票数。`;
    faults.push({ code: 'void-exceeds-returned', field: `${at}void`, message });
  } else if (valid !== null && returned !== null && contradicts(valid, returned, voided)) {
    const rest =
      voided === null ? `多于收回的${returned}张` : `不等于收回${returned}张减废票${voided}张`;
    const message = `${name}有效票${valid}张，${rest}；请核对。`;
    faults.push({ code: 'valid-differs', field: `${at}valid`, message });
  }
  return faults;
}

function contradicts(valid: number, returned: number, voided: Figure): boolean {
  return voided === null ? valid > returned : valid !== returned - voided;
}

function checkNumbers(projects: readonly ProjectVotes[]): Fault[] {
  return projects.flatMap(({ number }, index) => {
    if (projects.findIndex((other) => other.number === number) === index) return [];
    const message = `编号${number}出现了两次；每个项目的编号不能相同。`;
    return [{ code: 'duplicate-number', field: `projects[${index}].number`, message }];
  });
}

function checkVotes(input: VoteInput): Fault[] {
  const valid = validPapers(input);
  const most = sumFigures(input.channels.map((one) => validPapersOf(one) ?? one.returned));
  const sums = input.projects.map((one) => sumFigures([one.for, one.against, one.abstain]));
  const faults = input.projects.flatMap((project, index) => {
    const at = `projects[${index}]`;
    const name = `${project.number}号项目`;
    const sum = sums[index] ?? null;
    const known = (project.for ?? 0) + (project.against ?? 0) + (project.abstain ?? 0);
    const votes = votesInWords(project);
    if (sum !== null && valid !== null && sum !== valid) {
      const message = `${name}${votes}，合计${sum}票，不等于有效票${valid}张；请核对。`;
      return [{ code: 'votes-do-not-add-up', field: at, message }];
    }
    if (most !== null && known > most) {
      const papers = valid === null ? '收回的票' : '有效票';
      const message = `${name}${votes}，合计${known}票，多于${papers}${most}张；请核对。`;
      return [{ code: 'votes-exceed-valid', field: `${at}.for`, message }];
    }
    return [];
  });
  return faults.length > 0 || valid !== null ? faults : checkSums(sums);
}

/** Without the number of valid papers: every complete sum is that number, so all are equal. */
function checkSums(sums: readonly Figure[]): Fault[] {
  const known = sums.filter((sum) => sum !== null);
  const [first] = known;
  const other = known.find((sum) => sum !== first);
  if (other === undefined) return [];
  const message = `各项目赞成、反对、弃权的合计应当都等于有效票数，却有${first}票和${other}票两种；请核对。`;
  return [{ code: 'sums-differ', field: 'projects', message }];
}

function votesInWords(project: ProjectVotes): string {
  const parts = [
    ['赞成', project.for],
    ['反对', project.against],
    ['弃权', project.abstain],
  ] as const;
  return parts.flatMap(([name, votes]) => (votes === null ? [] : [`${name}${votes}票`])).join('、');
}
