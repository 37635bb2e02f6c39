import type { ElectronicState } from '../../rules/electronic-channel.ts';
import type { RoundOfSlips } from '../../wire/slips.ts';
import { newActId } from '../parts/act-id.ts';
import { h } from '../parts/dom.ts';
import { callStation } from '../parts/station.ts';
import { showFingerprint } from './fingerprint.ts';
import { showMake } from './make-view.ts';
import { button, notice, type Place, show } from './page-frame.ts';
import { showBox, showVoid } from './scan-views.ts';

const sentences: Readonly<Record<ElectronicState, string>> = {
  preparing: '等监票人制作钥匙。',
  keyed: '可以制作票码。',
  slips: '票码已经公布，请各监票人核对设置指纹。',
  sealed: '设置已经封定，等大会开始发票。',
  issuing: '正在发票码。发完后，把没有发出的扫描作废。',
  casting: '代表正在投票。',
  closed: '票箱已封。先作废留用的票码；有异议或者办法规定的，再清点票码箱。',
  counted: '票箱已经开箱。',
  void: '电子票已经作废。',
};

/** The overview: every round with an electronic box, and what is to be done with its slips now. */
export function showDesk(place: Place): void {
  const { desk } = place;
  show(
    ...(desk.rounds.length === 0
      ? [
          h(
            'div',
            { 'data-desk': true },
            notice('info', '还没有可以制作票码的轮次。请先制作钥匙，由工作人员为本轮启用。'),
          ),
        ]
      : desk.rounds.map((round) => roundCard(place, round))),
  );
}

function roundCard(place: Place, round: RoundOfSlips): HTMLElement {
  return h(
    'section',
    { class: 'card', 'data-desk': true },
    h('h2', {}, `${round.title}（${round.colour}）`),
    h('p', {}, sentences[round.state]),
    h('div', { class: 'actions' }, ...actions(place, round)),
  );
}

function actions(place: Place, round: RoundOfSlips): readonly HTMLElement[] {
  const { chief } = place.desk;
  switch (round.state) {
    case 'keyed':
      if (!chief) return [h('p', {}, '由总监票人在自己的设备上制作。')];
      return round.madeAhead
        ? [button('使用预先制作的票码', () => takeMade(place, round))]
        : [button('制作票码', () => showMake(place, round))];
    case 'slips':
      return [button('核对设置指纹', () => showFingerprint(place, round))];
    case 'issuing':
      return [button('回收未发出的票码', () => showVoid(place, round, 'unissued'))];
    case 'casting':
      return round.hybrid
        ? [button('票码换纸质票', () => showVoid(place, round, 'exchanged'), true)]
        : [];
    case 'closed':
      return [
        button('作废留用的票码', () => showVoid(place, round, 'reserve')),
        button('清点票码箱', () => showBox(place, round), true),
      ];
    default:
      return [];
  }
}

async function takeMade(place: Place, round: RoundOfSlips): Promise<void> {
  const path = `/station/rounds/${round.roundId}/made-slips`;
  const body = { actId: newActId() };
  const answer = await callStation<unknown>(place.link, 'POST', path, body);
  if (answer.ok) await showFingerprint(place, round);
  else {
    const back = button('返回', place.leave, true);
    show(h('h2', {}, round.title), notice('stop', answer.refusal.message), back);
  }
}
