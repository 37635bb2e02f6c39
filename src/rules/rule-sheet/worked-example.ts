import { quorumOf } from '../quorum.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { majorityInWords } from './articles/deciding.ts';
import { capOf, type RuleSheetDocument } from './document.ts';
import { shareInWords, smallestCount } from './fraction.ts';
import type { ExampleCase, WorkedExample } from './worked-example/example-case.ts';
import { markExamples } from './worked-example/marks.ts';
import { rankExamples } from './worked-example/ranks.ts';

/** The figures of this very meeting, known or expected. */
export interface MeetingFigures {
  readonly due: number;
  readonly present: number;
  /** Only for a standing sheet that leaves it open. */
  readonly places?: number;
  /** Only for a standing sheet that leaves it open. */
  readonly candidates?: number;
}

function quorumExample({ vote, due, present }: ExampleCase): WorkedExample {
  const { needed, missing, met } = quorumOf({ due, present, share: vote.quorum });
  const rule = `全体代表${due}名，至少须有${needed}名出席（${shareInWords('at-least', vote.quorum)}）`;
  const text = met
    ? `${rule}。现按出席${present}名计算，会议有效，再有${present - needed + 1}名离场就不足法定人数。`
    : `${rule}。现按出席${present}名计算，还差${missing}名，不能投票。`;
  return { code: 'quorum', title: '会议有效', text };
}

function passingExample({ vote, due, present, needed }: ExampleCase): WorkedExample {
  const title = '通过票数';
  const base = {
    due: `全体代表${due}名`,
    present: `出席代表${present}名`,
    valid: `如果${present}张票全部有效`,
  }[vote.passingBase];
  const rule = `${base}，赞成票${majorityInWords(vote)}，就是至少${needed}票`;
  const room = present - needed;
  if (room < 0) {
    const text = `${rule}。出席只有${present}名，任何项目都不可能通过。`;
    return { code: 'passing', title, text };
  }
  const text = `${rule}：${needed}票通过，${needed - 1}票不通过。出席${present}名时，一个项目最多可以有${room}名代表不赞成。`;
  return { code: 'passing', title, text };
}

function faultsOf({ due, present, places, candidates }: Required<MeetingFigures>): Refusal[] {
  const isCount = (value: number) => Number.isInteger(value) && value > 0;
  const faults: Refusal[] = [];
  const add = (field: string, message: string) =>
    faults.push({ code: 'bad-figure', message, field });
  if (!isCount(due)) add('due', '应到人数应是大于0的整数，请改正。');
  if (!isCount(present)) add('present', '实到人数应是大于0的整数，请改正。');
  if (present > due) add('present', '实到人数不能多于应到人数，请改正。');
  if (!isCount(places)) add('places', '应选项目数还没有确定，请填写。');
  if (!isCount(candidates)) add('candidates', '候选项目数还没有确定，请填写。');
  return faults;
}

/**
 * Works the sheet out for this very meeting: how many must be present, how many votes pass, what
 * happens with too many passed, a tie, too few, an over-marked paper, a blank one, an illegible mark,
 * and more ballots than issued. Refuses with `vote-not-regulated`, then with one `bad-figure` for
 * each number that cannot be right. The sheet should be sound (`soundRuleSheet`).
 */
export function workedExample(
  document: RuleSheetDocument,
  figures: MeetingFigures,
): Result<readonly WorkedExample[]> {
  const { vote } = document;
  if (vote === undefined) {
    const message = '这份办法没有规定票决，请先填写“票决”一章。';
    return refuse({ code: 'vote-not-regulated', message, field: 'regulated.vote' });
  }
  const { due, present } = figures;
  const places = vote.places ?? figures.places ?? 0;
  const candidates = vote.candidates ?? figures.candidates ?? 0;
  const [fault, ...others] = faultsOf({ due, present, places, candidates });
  if (fault !== undefined) return refuse(fault, ...others);
  const base = vote.passingBase === 'due' ? due : present;
  const least = smallestCount(vote.passingComparison, vote.passingFraction, base);
  const example: ExampleCase = {
    vote,
    due,
    present,
    places,
    candidates,
    cap: capOf({ ...vote, places }),
    needed: Math.max(1, least),
  };
  return ok([
    quorumExample(example),
    passingExample(example),
    ...rankExamples(example),
    ...markExamples(example),
  ]);
}
