import { usesPaper } from '../document.ts';
import type { ExampleCase, WorkedExample } from './example-case.ts';

function overMarkedText({ vote, cap, candidates }: ExampleCase): string {
  if (vote.form === 'categories') {
    const [first] = vote.categories;
    if (first === undefined) return '还没有填写类别。';
    const { name, places } = first;
    const effect =
      vote.overMarked === 'part'
        ? '这一类的记号全部无效，其他各类照常计票'
        : '整张选票作废，对任何项目都不计票';
    return `如果一张选票在${name}类选了${places + 1}项，超过规定的${places}项：${effect}。`;
  }
  if (cap === null) return '赞成的项数不受限制，不会因为赞成得多而作废。';
  if (cap >= candidates) {
    return `候选项目只有${candidates}项，没有超过上限（${cap}项）的可能。`;
  }
  const over = `如果一张选票赞成了${cap + 1}项，超过${cap}项：整张选票作废，计入废票，对任何项目都不计票`;
  const fewer = cap === 1 ? '' : `赞成${cap - 1}项的`;
  if (vote.form === 'exactly') return `${over}；${fewer === '' ? '一项没选的' : fewer}也作废。`;
  return fewer === '' ? `${over}。` : `${over}；${fewer}有效。`;
}

function overMarked(example: ExampleCase): WorkedExample {
  const text = usesPaper(example.vote)
    ? overMarkedText(example)
    : '电子选票不接受超过规定的选择，不会出现这种废票。';
  return { code: 'over-marked', title: '赞成超过规定项数', text };
}

function blank({ vote, candidates }: ExampleCase): WorkedExample {
  const text =
    vote.blankBallot === 'abstain'
      ? `如果一张选票没有任何记号：它是有效票，对${candidates}个项目都计弃权。`
      : '如果一张选票没有任何记号：它是废票，对任何项目都不计票。';
  return { code: 'blank', title: '空白票', text };
}

function illegible({ vote, candidates }: ExampleCase): WorkedExample {
  const text =
    vote.illegibleMark === 'item'
      ? `如果一张选票上有1个项目的记号无法辨认：这个项目不计该票的赞成或者反对，其他${candidates - 1}个项目照常计票。`
      : '如果一张选票上有1个项目的记号无法辨认：整张选票作废，对任何项目都不计票。';
  return { code: 'illegible', title: '记号无法辨认', text };
}

function tooManyReturned({ vote, present }: ExampleCase): WorkedExample {
  const half = Math.floor(present / 2);
  const issued = vote.channels === 'hybrid' ? half : present;
  const paper = `发出纸质选票${issued}张，收回${issued + 1}张`;
  const electronic = `发出票码${issued}份，投入电子选票${issued + 1}张`;
  const figures = usesPaper(vote) ? paper : electronic;
  const whole = `如果${figures}：整轮投票无效，不予计票，重新投票。`;
  const channel = `如果${figures}：这种方式的投票无效，不予计票，由领取纸质选票的代表重新投票。`;
  const text = vote.channels === 'hybrid' && vote.channelVoid === 'channel' ? channel : whole;
  return { code: 'too-many-returned', title: '收回多于发出', text };
}

function notPressed({ vote, present }: ExampleCase): WorkedExample {
  const text =
    vote.notPressed === 'apart'
      ? `如果出席${present}名中有1名没有按键：单列“未按1”，不计入投票。`
      : `如果出席${present}名中有1名没有按键：计弃权1票。`;
  return { code: 'not-pressed', title: '未按表决器', text };
}

/** Examples about single ballots and about a channel that is void as a whole. */
export function markExamples(example: ExampleCase): readonly WorkedExample[] {
  const { vote } = example;
  if (vote.channels === 'keypad') return [notPressed(example)];
  return [
    overMarked(example),
    blank(example),
    ...(usesPaper(vote) ? [illegible(example)] : []),
    tooManyReturned(example),
  ];
}
