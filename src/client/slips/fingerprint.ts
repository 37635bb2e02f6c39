import { createArchive } from '../../ballot/archive/archive.ts';
import { fingerprintOf, groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import type { ConfirmationSent, ConfirmationTaken } from '../../wire/keys.ts';
import type { PublishedSlips, RoundOfSlips } from '../../wire/slips.ts';
import { newActId } from '../parts/act-id.ts';
import { fill, h } from '../parts/dom.ts';
import { madeListHash } from '../parts/made-lists.ts';
import { callStation } from '../parts/station.ts';
import { button, notice, type Place, show } from './page-frame.ts';
import { listCode } from './sheets.ts';

const outcomes: Readonly<Record<ConfirmationTaken['outcome'], string>> = {
  noted: '已记下您的核对结果，等其他监票人核对。',
  sealed: '全部核对相同，设置已经封定。',
  rejected: '设置已经退回，本次的钥匙和票码全部作废。请销毁已印的票码，重新制作。',
};

/**
 * Shows the fingerprint of a round's set-up, recomputed from what was downloaded, and takes the chief's
 * "same" or "different" ("Beyond Belenios", 3).
 */
export async function showFingerprint(place: Place, round: RoundOfSlips): Promise<void> {
  const path = `/station/rounds/${round.roundId}`;
  const answer = await callStation<PublishedSlips>(place.link, 'GET', `${path}/slips`);
  const back = button('返回', place.leave, true);
  if (!answer.ok) {
    show(h('h2', {}, round.title), notice('stop', answer.refusal.message), back);
    return;
  }
  const { election, trustees, credentials } = answer.value;
  const hash = createArchive(0, { election, trustees, credentials }).lastEvent;
  const made = madeListHash(round.uuid);
  const said = h('div', { 'aria-live': 'polite' });
  const choices = h('div', { class: 'actions' });
  const say = async (same: boolean) => {
    const actId = newActId();
    const body: ConfirmationSent = { actId, setupHash: hash, same };
    const taken = await callStation<ConfirmationTaken>(place.link, 'POST', `${path}/confirm`, body);
    fill(
      said,
      taken.ok
        ? notice(taken.value.outcome === 'rejected' ? 'stop' : 'ok', outcomes[taken.value.outcome])
        : notice('stop', taken.refusal.message),
    );
    if (taken.ok) fill(choices);
  };
  fill(
    choices,
    button('相同', () => say(true)),
    button('不同', () => say(false), true),
  );
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `核对设置指纹：${round.title}`),
      h('p', {}, '一人念，各监票人在自己的设备上逐字核对。有一个字不同，就按“不同”。'),
      h('p', { class: 'fingerprint' }, groupFingerprint(fingerprintOf(hash))),
      h('p', {}, `票码清单码：${listCode(credentials)}`),
      judgeList(made, sha256Hex(credentials)),
      place.desk.chief ? choices : null,
      said,
      h('div', { class: 'actions' }, back),
    ),
  );
}

/** What this device knows of the published list: that it made it, that it made another one, or nothing. */
function judgeList(made: string | null, published: string): HTMLElement {
  if (made === null) {
    return notice(
      'warn',
      '这台设备没有制作过这份清单。请把清单码与封面上印的逐字核对，再按“相同”。',
    );
  }
  return made === published
    ? notice('ok', '公布的票码清单，就是这台设备制作时核对过的那一份。')
    : notice('stop', '公布的票码清单不是这台设备为本轮制作的那一份。请按“不同”，并报告会议。');
}
