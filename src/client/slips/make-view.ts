import { hashJson } from '../../ballot/hash.ts';
import type { RoundOfSlips } from '../../wire/slips.ts';
import { newActId } from '../parts/act-id.ts';
import { byId, fill, h } from '../parts/dom.ts';
import { rememberLists } from '../parts/made-lists.ts';
import { type MadeSet, makeInWorker, type SlipTarget } from './made-sets.ts';
import { button, notice, type Place, show } from './page-frame.ts';
import { checkSet, publishSet } from './publish.ts';
import { sheetsOf } from './sheets.ts';

const most = 5_000;

/** How many slips: one for each deputy, and spare ones; the reserve rounds' in one go. */
export function showMake(place: Place, round: RoundOfSlips): void {
  const { desk } = place;
  const first: SlipTarget = {
    path: `/station/rounds/${round.roundId}`,
    uuid: round.uuid,
    title: round.title,
    colour: round.colour,
    electionHash: hashJson(round.electionJson),
  };
  const reserves = desk.reserves
    .filter((one) => one.made === null)
    .map(({ keySetId, uuid, number, colour }) => ({
      ...{ path: `/station/key-sets/${keySetId}`, uuid, colour, electionHash: null },
      title: `预备第${number}轮`,
    }));
  const deputies = numberField('deputies', '代表人数（每人一份）', desk.suggested.deputies);
  const spare = numberField('spare', '备用份数', desk.suggested.spare);
  const boxes = reserves.map((target, index) => {
    const id = `reserve-${index}`;
    const input = h('input', { type: 'checkbox', id, checked: true });
    const label = h('label', { for: id }, `同时制作${target.title}（${target.colour}）`);
    return { target, input, row: h('p', { class: 'choice' }, input, label) };
  });
  const wrong = h('div', {});
  const start = async () => {
    const [people, extra] = [wholeNumber(deputies.input), wholeNumber(spare.input)];
    if (people === null || extra === null || people < 1 || people + extra > most) {
      fill(wrong, notice('stop', `代表人数和备用份数应是整数，合计 1 到 ${most} 份。`));
      return;
    }
    const targets = [first, ...boxes.filter((box) => box.input.checked).map((box) => box.target)];
    await make(place, targets, people, extra);
  };
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `制作票码：${round.title}`),
      notice(
        'info',
        '请用一台专用的笔记本，用 USB 线连打印机，由总监票人和另一名监票人一起操作。打开本页后断开网络，印完再连上公布。',
      ),
      ...deputies.row,
      ...spare.row,
      ...boxes.map((box) => box.row),
      wrong,
      h('div', { class: 'actions' }, button('制作票码', start), button('返回', place.leave, true)),
    ),
  );
}

function numberField(id: string, text: string, value: number) {
  const input = h('input', { id, inputmode: 'numeric', value, autocomplete: 'off' });
  return { input, row: [h('label', { for: id }, text), input] };
}

function wholeNumber({ value }: HTMLInputElement): number | null {
  const plain = value.normalize('NFKC').trim();
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

async function make(
  place: Place,
  targets: readonly SlipTarget[],
  deputies: number,
  spare: number,
): Promise<void> {
  const count = deputies + spare;
  const total = count * targets.length;
  const bar = h('progress', { max: total, value: 0, 'aria-label': '制作进度' });
  show(h('section', { class: 'card' }, h('h2', {}, `正在制作 ${total} 份票码`), bar));
  const asked = { sets: targets.map(({ uuid }) => ({ uuid, count })) };
  const made = await makeInWorker(asked, (done) => {
    bar.value = done;
  });
  const sets = made.map(({ credentials, publicKeys }, index): MadeSet => {
    const target = targets[index];
    if (target === undefined) throw new Error('a set for each target');
    const actId = newActId();
    const fresh = { printed: false, checked: null };
    return { target, deputies, spare, actId, credentials, publicKeys, ...fresh };
  });
  addEventListener('beforeunload', holdBack);
  showPrint(place, sets);
}

/** Leaving by mistake would lose slips that are printed but not published. */
function holdBack(event: Event): void {
  event.preventDefault();
}

/**
 * Forgets the slips: out of this page's memory with the page itself. What stays is the hash of the list
 * that was checked.
 */
function forget(sets: readonly MadeSet[]): void {
  rememberLists(
    sets.flatMap((set) => (set.checked === null ? [] : [[set.target.uuid, set.checked] as const])),
  );
  for (const set of sets) set.credentials = [];
  fill(byId('sheets'));
  removeEventListener('beforeunload', holdBack);
  location.reload();
}

function print(place: Place, set: MadeSet): void {
  const sheets = byId('sheets');
  fill(sheets, ...sheetsOf(place.desk, set));
  // On paper the slips stand, on screen they never do; they are gone again when the printer has them.
  addEventListener('afterprint', () => fill(sheets), { once: true });
  window.print();
  set.printed = true;
}

/** Whether every colour has been to the printer: then publishing is what comes next. */
function allPrinted(sets: readonly MadeSet[]): boolean {
  return sets.every((set) => set.printed);
}

function showPrint(place: Place, sets: readonly MadeSet[]): void {
  const count = sets.reduce((sum, set) => sum + set.publicKeys.length, 0);
  const wrong = h('div', {});
  const next = () => {
    const left = sets.filter((set) => !set.printed).map((set) => set.target.title);
    if (allPrinted(sets)) showPublish(place, sets);
    else fill(wrong, notice('stop', `还没有打印：${left.join('、')}。`));
  };
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `第一步：打印 ${count} 份票码`),
      notice('warn', '现在断开网络（拔网线、关无线网），印完再连上。票码只在这一页的内存里。'),
      h('p', {}, '用 A4 纸单面打印，缩放 100%，每种颜色各用各的纸。第一页是封面。'),
      h(
        'div',
        { class: 'actions' },
        ...sets.map((set) =>
          button(
            `打印${set.target.title}（${set.target.colour}）`,
            () => {
              print(place, set);
              showPrint(place, sets);
            },
            set.printed,
          ),
        ),
      ),
      wrong,
      h(
        'div',
        { class: 'actions' },
        button('已经印好，去公布', next, !allPrinted(sets)),
        // Once something is published, the slips go on to be used or the set-up to be rejected.
        sets.every((set) => set.checked === null)
          ? button('放弃，全部清除', () => forget(sets), true)
          : null,
      ),
    ),
  );
}

function showPublish(place: Place, sets: readonly MadeSet[]): void {
  const said = h('div', { 'aria-live': 'polite' });
  const publish = async () => {
    for (const set of sets.filter((one) => one.checked === null)) {
      fill(said, notice('info', `正在公布：${set.target.title}……`));
      const answer = await publishSet(place.link, set);
      if (!answer.ok) {
        fill(said, notice('stop', answer.refusal.message));
        return;
      }
      const check = await checkSet(place.link, set);
      if (!check.ok) {
        const what = `${check.message}请销毁已印的票码，报告会议，在核对指纹时按“不同”。`;
        fill(said, notice('stop', what));
        return;
      }
      set.checked = check.listHash;
    }
    showForget(place, sets);
  };
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, '第二步：公布清单'),
      notice('info', '连上网络。发送的只有公开的一半，票码本身不离开这台设备。'),
      said,
      h(
        'div',
        { class: 'actions' },
        button('公布清单', publish),
        button('返回重印', () => showPrint(place, sets), true),
      ),
    ),
  );
}

function showForget(place: Place, sets: readonly MadeSet[]): void {
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, '第三步：清除票码'),
      ...sets.map((set) =>
        notice(
          'ok',
          `${set.target.title}：公布的 ${set.publicKeys.length} 份与本机制作的完全一致，没有多、没有少、没有重复和加权。`,
        ),
      ),
      h('p', {}, '清点打印的页数，裁下一份试扫。都没有问题，就清除；清除以后谁也不能再印。'),
      h(
        'div',
        { class: 'actions' },
        button('已打印完毕，清除票码', () => forget(sets)),
        button('返回重印', () => showPrint(place, sets), true),
      ),
    ),
  );
}
