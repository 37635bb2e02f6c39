import type { KeysSeen } from '../../wire/keys.ts';
import { byId, type Child, fill, h } from '../parts/dom.ts';
import { heldKey } from '../parts/key-store.ts';
import {
  callStation,
  isSafePlace,
  readStationLink,
  type StationLink,
  watchStation,
} from '../parts/station.ts';
import { backupCard } from './backup-card.ts';
import { importCard } from './import-card.ts';
import { confirmationList, confirmationsId, setupCard } from './setup-card.ts';
import { ceremonyCard, ceremonySentence, holdsAll } from './show-ceremony.ts';
import { walkCeremony } from './walk-ceremony.ts';

/** How soon something that failed is tried again, in milliseconds. */
const retryAfter = 3_000;

const status = byId('status');

function say(tone: 'info' | 'ok' | 'warn' | 'stop', sentence: string): void {
  status.className = `notice ${tone} noprint`;
  if (status.textContent !== sentence) status.textContent = sentence;
}

const drawn = new Map<string, string>();

/** Draws a part anew only when what it shows has changed: typing and focus in it are left alone. */
function draw(id: string, shows: unknown, part: () => Child): void {
  const text = JSON.stringify(shows);
  if (drawn.get(id) === text) return;
  drawn.set(id, text);
  fill(byId(id), part());
}

function drawPage(link: StationLink, seen: KeysSeen, changed: () => void): void {
  const { ceremony, setups } = seen;
  byId('where').textContent = `${seen.meeting}　${seen.name}`;
  const lasting = ceremony === null ? null : { ...ceremony, inputs: ceremony.inputs !== null };
  draw('ceremony', [lasting, ceremony !== null && holdsAll(ceremony)], () => ceremonyCard(seen));
  const own = ceremony?.holders[(ceremony.position ?? 0) - 1];
  const unproved =
    ceremony?.state === 'complete' && holdsAll(ceremony) && own?.sent.includes('backup') === false;
  draw('backup', [ceremony?.ceremonyId, unproved], () =>
    unproved ? backupCard(link, seen, ceremony, changed) : null,
  );
  const shown = setups.map(({ confirmations, ...setup }) => [setup, heldKey(setup.uuid)?.position]);
  draw('setups', [seen.chief, shown], () =>
    setups.map((setup) => {
      drawn.delete(confirmationsId(setup));
      return setupCard(link, seen, setup, changed);
    }),
  );
  // By itself: somebody else's word must not take the fingerprint off the screen.
  for (const setup of setups) {
    draw(confirmationsId(setup), setup.confirmations, () => confirmationList(setup));
  }
  draw('import', [], () => importCard(changed));
}

/** Looks, draws, does what is this device's turn, and looks again; one at a time. */
function keepWalking(link: StationLink, rehearsalOnly: boolean): void {
  let running = false;
  let again = false;
  const once = async (): Promise<boolean> => {
    const answer = await callStation<KeysSeen>(link, 'GET', '/station/ceremony');
    if (!answer.ok) {
      say(answer.refusal.code === 'offline' ? 'warn' : 'stop', answer.refusal.message);
      if (answer.refusal.code === 'offline') setTimeout(changed, retryAfter);
      return false;
    }
    const seen = answer.value;
    if (rehearsalOnly && (seen.ceremony?.rehearsal !== true || seen.setups.length > 0)) {
      say('stop', '这里的连接没有加密，只能演练，不能制作或核对正式的钥匙。');
      return false;
    }
    drawPage(link, seen, changed);
    say('info', ceremonySentence(seen));
    const walk = await walkCeremony(link, seen);
    if (walk.kind === 'stopped') say('stop', walk.sentence);
    if (walk.kind === 'offline') {
      say('warn', walk.sentence);
      setTimeout(changed, retryAfter);
    }
    return walk.kind === 'moved';
  };
  const changed = () => {
    again = true;
    if (running) return;
    running = true;
    void (async () => {
      while (again) {
        again = false;
        try {
          if (await once()) again = true;
        } catch {
          say('stop', '本页出错，没有继续。请重新打开本页；仍不行的，换一台设备或换一个浏览器。');
        }
      }
      running = false;
    })();
  };
  watchStation(link, changed);
  changed();
}

/** On a page that others on the network could change, keys are not made. */
function refusePlace(link: StationLink): void {
  say('stop', '这个网址没有加密，同一网络上的人可能篡改本页，因此不在这里制作钥匙。');
  const override = () => {
    fill(byId('place'));
    keepWalking(link, true);
  };
  fill(
    byId('place'),
    h(
      'section',
      { class: 'card' },
      h('h2', {}, '请改用下面任一种办法'),
      h(
        'ul',
        {},
        h('li', {}, '请系统管理员启用加密网址（https 开头），用新的链接打开；'),
        h('li', {}, '用 U 盘带来的“钥匙页”文件打开；'),
        h('li', {}, '在服务器那台电脑上用 localhost 打开。'),
      ),
      h(
        'details',
        {},
        h('summary', {}, '只是演练'),
        h('p', {}, '演练的钥匙打不开正式的票箱，可以在这里练习；正式的钥匙仍然不能在这里制作。'),
        h(
          'button',
          { type: 'button', class: 'btn quiet', onclick: override },
          '我知道，在这里演练',
        ),
      ),
    ),
  );
}

const link = readStationLink();
if (link === null) {
  say(
    'stop',
    '这台设备还没有登记。请用自己的登录打开“电子票的钥匙”页，登记设备，再用那里的链接或二维码打开本页。',
  );
} else if (isSafePlace()) keepWalking(link, false);
else refusePlace(link);
