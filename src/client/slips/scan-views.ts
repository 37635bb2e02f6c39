import { parseCredentials } from '../../ballot/credentials-list.ts';
import type {
  PublishedSlips,
  RoundOfSlips,
  SlipBoxSent,
  SlipBoxTaken,
  SlipsVoided,
  SlipsVoidTaken,
} from '../../wire/slips.ts';
import { newActId } from '../parts/act-id.ts';
import { fill, h } from '../parts/dom.ts';
import { callStation } from '../parts/station.ts';
import { button, notice, type Place, show } from './page-frame.ts';
import { type Scanning, scanner } from './scanner.ts';

/** Why slips are scanned back: titles and sentences of the view. */
const reasons = {
  unissued: { title: '回收未发出的票码', hint: '发票结束后，把没有发出的票码逐份扫描，公布作废。' },
  reserve: {
    title: '作废留用的票码',
    hint: '封箱以后，把留用而没有发出的票码逐份扫描，公布作废。',
  },
  exchanged: {
    title: '票码换纸质票',
    hint: '代表交回没有用过的票码，扫描一份，作废一份，换发一张纸质票。',
  },
} as const;

/** Downloads the list that scanned slips are held against; shows why when it cannot. */
async function loadList(place: Place, round: RoundOfSlips) {
  const path = `/station/rounds/${round.roundId}/slips`;
  const answer = await callStation<PublishedSlips>(place.link, 'GET', path);
  if (!answer.ok) {
    show(
      h('h2', {}, round.title),
      notice('stop', answer.refusal.message),
      button('返回', place.leave, true),
    );
    return null;
  }
  const parsed = parseCredentials(answer.value.credentials);
  const listed = parsed.ok ? parsed.value.map((one) => String(one.credential)) : [];
  return { listed: new Set(listed), voided: new Set(answer.value.voided) };
}

/** Scans slips back and publishes them as void, by their public keys. */
export async function showVoid(
  place: Place,
  round: RoundOfSlips,
  reason: SlipsVoided['reason'],
): Promise<void> {
  const list = await loadList(place, round);
  if (list === null) return;
  const { title, hint } = reasons[reason];
  const scanned = new Set<string>();
  const count = h('p', { class: 'count' });
  const recount = () => fill(count, `已扫描 ${scanned.size} 份`);
  recount();
  const take: Scanning['take'] = (key) => {
    if (scanned.has(key)) return { ok: false, message: '这一份刚才已经扫描过。' };
    if (reason === 'exchanged' && scanned.size > 0) {
      return { ok: false, message: '一次换一份，请先公布上一份。' };
    }
    scanned.add(key);
    recount();
    return { ok: true, message: `第 ${scanned.size} 份，已登记，尚未公布。` };
  };
  const scan = scanner({ uuid: round.uuid, ...list, take });
  const said = h('div', { 'aria-live': 'polite' });
  let actId = newActId();
  const publish = async () => {
    const body: SlipsVoided = { actId, credentials: [...scanned], reason };
    const path = `/station/rounds/${round.roundId}/void`;
    const answer = await callStation<SlipsVoidTaken>(place.link, 'POST', path, body);
    if (!answer.ok) {
      fill(said, notice('stop', answer.refusal.message));
      return;
    }
    for (const key of scanned) list.voided.add(key);
    scanned.clear();
    actId = newActId();
    recount();
    fill(said, notice('ok', `已公布作废，累计 ${answer.value.total} 份。`));
  };
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `${title}：${round.title}`),
      h('p', {}, hint),
      h('p', {}, figures(round)),
      scan.element,
      count,
      said,
      h(
        'div',
        { class: 'actions' },
        button('公布作废', publish),
        button('返回', () => leave(place, scan.stop), true),
      ),
    ),
  );
}

function leave(place: Place, stop: () => void): void {
  stop();
  place.leave();
}

function figures({ made, issued, reserve, issuedLate, voided }: RoundOfSlips): string {
  const kept = reserve === null ? '' : `，留用 ${reserve - issuedLate} 份`;
  return `制作 ${made ?? 0} 份，发出 ${issued ?? '—'} 份${kept}；已作废 ${voided.unissued + voided.reserve} 份。`;
}

/** Scans both piles of the slip box (票码箱) and asks whether they balance. */
export async function showBox(place: Place, round: RoundOfSlips): Promise<void> {
  const list = await loadList(place, round);
  if (list === null) return;
  const piles = { used: new Set<string>(), unused: new Set<string>() };
  const used = h('input', { type: 'radio', name: 'pile', id: 'pile-used', checked: true });
  const unused = h('input', { type: 'radio', name: 'pile', id: 'pile-unused' });
  const count = h('p', { class: 'count' });
  const recount = () =>
    fill(count, `用过的 ${piles.used.size} 份，没有用过的 ${piles.unused.size} 份`);
  recount();
  const take: Scanning['take'] = (key) => {
    if (piles.used.has(key) || piles.unused.has(key)) {
      return { ok: false, message: '这一份已经扫描过。同一份出现两次的，请单独放开。' };
    }
    const pile = used.checked ? piles.used : piles.unused;
    pile.add(key);
    recount();
    return {
      ok: true,
      message: `已登记为${used.checked ? '用过的' : '没有用过的'}第 ${pile.size} 份。`,
    };
  };
  const scan = scanner({ uuid: round.uuid, ...list, take });
  const said = h('div', { 'aria-live': 'polite' });
  const weigh = async () => {
    const body: SlipBoxSent = {
      ...{ actId: newActId(), used: [...piles.used], unused: [...piles.unused] },
    };
    const path = `/station/rounds/${round.roundId}/slip-box`;
    const answer = await callStation<SlipBoxTaken>(place.link, 'POST', path, body);
    fill(said, answer.ok ? verdict(answer.value) : notice('stop', answer.refusal.message));
  };
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `清点票码箱：${round.title}`),
      h('p', {}, '当众打开票码箱，把用过的和没有用过的分开，逐份扫描。只比数目，不看是谁的。'),
      h(
        'fieldset',
        {},
        h('legend', {}, '正在扫描哪一堆'),
        h('p', { class: 'choice' }, used, h('label', { for: 'pile-used' }, '用过的')),
        h('p', { class: 'choice' }, unused, h('label', { for: 'pile-unused' }, '没有用过的')),
      ),
      scan.element,
      count,
      said,
      h(
        'div',
        { class: 'actions' },
        button('清点完毕，核对', weigh),
        button('返回', () => leave(place, scan.stop), true),
      ),
    ),
  );
}

function verdict(box: SlipBoxTaken): HTMLElement {
  return notice(
    box.balanced ? 'ok' : 'stop',
    `${box.sentence}。电子票 ${box.ballots} 张；票码箱里有票的 ${box.withBallot} 份，无票的 ${box.withoutBallot} 份；` +
      `没有票码的电子票 ${box.ballotsWithoutSlip} 张，发出而未交回的票码 ${box.missing} 份。`,
  );
}
