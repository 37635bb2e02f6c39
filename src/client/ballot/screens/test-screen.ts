import { h } from '../../parts/dom.ts';
import { qrPicture } from '../../parts/qr-picture.ts';
import { type BallotForm, groupsOf, type Marking } from '../ballot-form.ts';
import { shortTracker } from '../tracker-words.ts';
import { type Built, heading, mainButton } from './screen.ts';

/** What a revealed test ballot works with. */
export interface TestTasks {
  readonly form: BallotForm;
  readonly marking: Marking;
  readonly commitment: string;
  /** Null while the worker gives it away. */
  readonly address: string | null;
  readonly back: () => void;
}

/** A test ballot: everything about it is shown, so that nobody could ever cast it. */
export function testScreen({ form, marking, commitment, address, back }: TestTasks): Built {
  const chosen = groupsOf(form, marking).filter(({ name }) => name !== '没有选');
  return {
    content: [
      heading('这是试票，没有投出'),
      h(
        'p',
        {},
        '请用另一台手机扫描下面的码，或者用断网的电脑打开试票核对页，照码重新加密一次。那里算出的编号应当是：',
      ),
      h('p', { class: 'code' }, shortTracker(commitment)),
      address === null
        ? h('p', { role: 'status' }, '正在准备…')
        : qrPicture(address, '试票的二维码：含这张试票的全部内容'),
      h(
        'ul',
        { class: 'plain' },
        chosen.map(({ name, candidates }) =>
          h(
            'li',
            {},
            `${name}：${candidates.length === 0 ? '无' : candidates.map(({ number }) => `${number} 号`).join('、')}`,
          ),
        ),
      ),
      h(
        'p',
        { class: 'notice info' },
        '编号一样，选项也和您划的一样，说明这台手机如实加密。服务器只知道有过一次试票。票码没有用掉，您还可以投票。',
      ),
    ],
    foot: h('div', { class: 'foot' }, mainButton('返回，重新划票', back)),
  };
}
